import { expect, test } from "vitest";
import { printedCode, readCode, signStatement } from "./codes.ts";
import { drawTicket } from "./draw-ticket.ts";
import { placeTime } from "./event-words.ts";
import { outlineFontFor } from "../kernel/outline-fonts.ts";
import { paperOf } from "./paper-words.ts";
import type { WalletTicketView } from "./tickets.schema.ts";

const ID = "0197c0de-0000-7000-8000-000000000001";

async function printed(): Promise<WalletTicketView> {
  const statement = {
    keyId: 1,
    ticketId: ID,
    serial: 2,
    mode: "printed",
    secretVersion: 1,
  } as const;
  const staticPart = await signStatement(new Uint8Array(32).fill(7), statement);
  return {
    ...{ id: ID, status: "valid", isCancelled: false, mode: "printed", serial: 2, performanceId: ID },
    ...{ orderId: ID, orderCode: "8QF3M2ZD" },
    ...{ section: "109", row: "G", seat: "12", categoryName: "Front" },
    ...{
      title: "夜航渡轮 Łódź 🎭",
      subtitle: "",
      eventSlug: "x",
      posterSeed: 1,
      venueName: "Maas Arena",
      city: "Rotterdam",
    },
    ...{ startsAt: "2026-11-14T19:00:00.000Z", doorsAt: "2026-11-14T17:30:00.000Z", endsAt: null },
    ...{ lastDayAt: null, fromName: null, toName: null },
    ...{ timeZone: "Europe/Amsterdam", staticPart: Buffer.from(staticPart).toString("base64url"), secret: null },
  };
}

test("the code on paper is the printed one, and times are those of the house's own clock", async () => {
  const view = await printed();
  const paper = paperOf(view, "en", null, new Date(0));
  expect(readCode(paper.code)).toMatchObject({ statement: { ticketId: ID, serial: 2, mode: "printed" }, fresh: null });
  expect(paper.code).toBe(printedCode(Uint8Array.from(Buffer.from(view.staticPart ?? "", "base64url"))));
  expect(paper.when).toBe("Sat 14 Nov 2026, 20:00, doors 18:30");
  expect(paperOf(view, "zh", null, new Date(0)).when).toBe("2026年11月14日周六 20:00，18:30 入场");
});

test("a ticket without a code is not printed", async () => {
  expect(() => paperOf({ ...{ staticPart: null } } as WalletTicketView, "en", null, new Date(0))).toThrow(/no code/);
});

test("Chinese and Polish letters have outlines; what no font has is left out", async () => {
  for (const character of "夜航渡轮票区排座Łź") {
    expect(outlineFontFor(character.codePointAt(0) ?? 0), character).toBeDefined();
  }
  const withEmoji = await drawTicket(paperOf(await printed(), "zh", null, new Date(0)));
  expect(withEmoji.subarray(0, 5).toString()).toBe("%PDF-");
});

test("the night of the change of clocks has the hour that hangs on the wall", () => {
  expect(placeTime(new Date("2026-10-25T01:30:00Z"), "Europe/Amsterdam", "en")).toBe("Sun 25 Oct 2026, 02:30");
  expect(placeTime(new Date("2026-10-24T22:00:00Z"), "Europe/Amsterdam", "en")).toBe("Sun 25 Oct 2026, 00:00");
});
