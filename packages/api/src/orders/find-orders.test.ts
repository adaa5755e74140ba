import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Services } from "../services.ts";
import { type ManyOrders, sellManyOrders } from "../testing/many-orders.ts";
import { createTestServices } from "../testing/test-services.ts";
import { findOrderIds, type WantedOrders } from "./find-orders.ts";

/** More than are read through before an index is asked. */
const ORDERS = 6_000;

interface Known {
  readonly id: string;
  readonly code: string;
  readonly email: string;
  readonly name: string | null;
  readonly status: string;
  readonly lines: readonly { performanceId: string; section: string; row: string | null; seat: string | null }[];
}

let house: Awaited<ReturnType<typeof createTestServices>>;
let services: Services;
let sold: ManyOrders;
let known: Known[];

beforeAll(async () => {
  house = await createTestServices();
  services = house.services;
  sold = await sellManyOrders(services, ORDERS);
  // Somebody else's, which nothing below may ever show.
  await sellManyOrders(services, 300, 2);
  const rows = await services.db.order.findMany({
    where: { organizerId: sold.organizerId },
    orderBy: { id: "desc" },
    include: { person: true, lines: { where: { kind: "seat" } } },
  });
  known = rows.map(({ person, ...row }) => ({ ...row, name: person?.name ?? null }));
});
afterAll(() => house?.close());

type Question = Omit<WantedOrders, "organizerId" | "cursor">;

/** What fits by reading every order. */
function fitting({ text, status, performanceId }: Question): string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (haystack: string) =>
    words.every((word) => ` ${haystack.toLowerCase()}`.includes(word.length < 3 ? ` ${word}` : word));
  const isSeat = ({ section, row, seat }: Known["lines"][number]) =>
    words.length > 1 &&
    seat?.toLowerCase() === words.at(-1) &&
    row?.toLowerCase() === words.at(-2) &&
    section.toLowerCase().startsWith(words.slice(0, -2).join(" "));
  return known
    .filter((order) => !status || order.status === status)
    .filter((order) => !performanceId || order.lines.some((line) => line.performanceId === performanceId))
    .filter(
      (order) =>
        words.length === 0 ||
        holds(`${order.code} ${order.email}`) ||
        (order.name !== null && holds(order.name)) ||
        order.lines.some((line) => isSeat(line) && (!performanceId || line.performanceId === performanceId)),
    )
    .map(({ id }) => id);
}

/** Every page after another. */
async function pages(question: Question, limit = 400): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; cursor = ids.at(-1)) {
    const page = await findOrderIds(services.db, { ...question, organizerId: sold.organizerId, cursor }, limit);
    ids.push(...page);
    if (page.length < limit) return ids;
  }
}

const oldest = () => known.at(-1) as Known;
const middle = () => known[Math.floor(known.length / 2)] as Known;

describe("orders are found", () => {
  test.for([
    ["all of them", () => ({ text: "" })],
    ["by what few have", () => ({ text: "", status: "refunded" as const })],
    ["by performance", () => ({ text: "", performanceId: sold.performanceIds[1] })],
    [
      "by performance and status",
      () => ({ text: "", performanceId: sold.performanceIds[1], status: "expired" as const }),
    ],
    ["by a code, however old", () => ({ text: oldest().code.toLowerCase() })],
    ["by the middle of a code", () => ({ text: middle().code.slice(2, 6) })],
    ["by a whole address", () => ({ text: oldest().email })],
    ["by what all addresses of many share", () => ({ text: "mail.example" })],
    ["by what nobody has", () => ({ text: "nobody at all" })],
    ["by a first letter", () => ({ text: "k" })],
    ["by two letters, of one status", () => ({ text: "an", status: "expired" as const })],
    ["by a name", () => ({ text: known.find(({ name }) => name)?.name ?? "" })],
    [
      "by a name the other way round",
      () => ({
        text:
          known
            .find(({ name }) => name)
            ?.name?.split(" ")
            .toReversed()
            .join(" ") ?? "",
      }),
    ],
    ["by a part of a name, in one performance", () => ({ text: "ann", performanceId: sold.performanceIds[2] })],
    ["by a seat of any performance", () => ({ text: "c 14" })],
    ["by a seat with its section", () => ({ text: "stalls AB 7" })],
    ["by a seat of one performance", () => ({ text: "D 3", performanceId: sold.performanceIds[0] })],
    ["by a seat in another section, which is nowhere", () => ({ text: "balcony D 3" })],
    ["by signs that stand for others elsewhere", () => ({ text: "%_%" })],
  ] as const)("%s, as if every order had been read", async ([, question]) => {
    const wanted = question();
    expect(await pages(wanted)).toEqual(fitting(wanted));
  });

  test("by a seat said in words", async () => {
    expect(await pages({ text: "row C seat 14" })).toEqual(fitting({ text: "c 14" }));
    expect(fitting({ text: "c 14" }).length).toBeGreaterThan(0);
  });

  test("in pages of any size, each order once", async () => {
    const all = fitting({ text: "mail.example" });
    expect(await pages({ text: "mail.example" }, 97)).toEqual(all);
    expect(all.length).toBeGreaterThan(ORDERS / 2);
  });
});
