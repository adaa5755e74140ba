import type { Role } from "@usher/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { type ManyOrders, sellManyOrders } from "../testing/many-orders.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { exportOrders } from "./index.ts";

/** More than are read at a time. */
const ORDERS = 1_300;

let house: TestServices;
let sold: ManyOrders;
beforeAll(async () => {
  house = await createTestServices();
  sold = await sellManyOrders(house.services, ORDERS);
});
afterAll(() => house?.close());

async function staff(role: Role, organizerId = sold.organizerId) {
  const person = { personId: newId(), personEmail: `${newId()}@house.example` };
  const memberships = { create: { organizerId, role } };
  await house.services.db.person.create({ data: { id: person.personId, email: person.personEmail, memberships } });
  return contextFor(house.services, person, "admin");
}

async function exported(question: Record<string, string> = {}, role: Role = "finance") {
  const query = new URLSearchParams({ organizerId: sold.organizerId, ...question });
  const response = await exportOrders(await staff(role), query);
  const text = await response.text();
  const [head = "", ...lines] = text.trimEnd().split("\r\n");
  return { response, head, rows: lines.map((line) => line.split(",")) };
}

test("every order is in the file once, newest first, and its sums are the house's", async () => {
  const { response, head, rows } = await exported();
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="orders-org-.+\.csv"$/);
  expect(head).toBe(
    "\uFEFForder,status,ordered_at,name,email,event,starts_at,time_zone,tickets,currency,total,refunded".slice(1),
  );
  const orders = await house.services.db.order.findMany({
    where: { organizerId: sold.organizerId },
    orderBy: { id: "desc" },
    include: { refunds: true },
  });
  expect(rows.map(([code]) => code)).toEqual(orders.map(({ code }) => code));
  const sumOf = (column: number) => rows.reduce((sum, row) => sum + Math.round(Number(row[column]) * 100), 0);
  expect(sumOf(10)).toBe(orders.reduce((sum, { totalMinor }) => sum + totalMinor, 0));
  const refunded = orders.flatMap(({ refunds }) => refunds).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  expect(refunded).toBeGreaterThan(0);
  expect(sumOf(11)).toBe(refunded);
});

test("what is looked for is what is in it, and nothing found is a head alone", async () => {
  const { rows } = await exported({ status: "refunded" });
  const wanted = await house.services.db.order.count({ where: { organizerId: sold.organizerId, status: "refunded" } });
  expect(rows).toHaveLength(wanted);
  expect((await exported({ text: "nobody at all" })).rows).toEqual([]);
});

test("a name that would be a formula is text", async () => {
  const [order] = await house.services.db.order.findMany({
    where: { organizerId: sold.organizerId, personId: { not: null } },
    take: 1,
  });
  await house.services.db.person.update({ where: { id: order?.personId ?? "" }, data: { name: "=HYPERLINK(A1)" } });
  const { rows } = await exported({ text: order?.code ?? "" });
  expect(rows[0]?.[3]).toBe("'=HYPERLINK(A1)");
});

test("who keeps the books may take it away, who sells tickets and who is elsewhere may not, and a question that is none is refused", async () => {
  for (const role of ["owner", "manager", "finance"] as const)
    expect((await exported({ text: "nobody at all" }, role)).response.status).toBe(200);
  for (const role of ["boxOffice", "gate"] as const)
    await expect(exported({}, role)).rejects.toMatchObject({ code: "NOT_YOURS" });
  const elsewhere = await sellManyOrders(house.services, 10, 2);
  const query = new URLSearchParams({ organizerId: sold.organizerId });
  await expect(exportOrders(await staff("owner", elsewhere.organizerId), query)).rejects.toMatchObject({
    code: "NOT_YOURS",
  });
  await expect(exportOrders(contextFor(house.services), query)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
  await expect(exported({ status: "gone" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
