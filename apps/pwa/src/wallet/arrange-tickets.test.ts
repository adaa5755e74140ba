import type { WalletTicketView } from "@usher/api/contract";
import { expect, test } from "vitest";
import { arrangeTickets, ticketsBeside } from "./arrange-tickets.ts";

const NOW = Date.parse("2026-11-14T18:00:00Z");

function ticket(id: string, over: Partial<WalletTicketView> = {}): WalletTicketView {
  return {
    id,
    status: "valid",
    isCancelled: false,
    mode: "rotating",
    serial: 0,
    section: "109",
    row: "G",
    seat: id,
    categoryName: "Floor",
    orderId: "order",
    orderCode: "K7",
    title: "Night Ferry",
    subtitle: "",
    eventSlug: "night-ferry",
    posterSeed: 1,
    performanceId: "tonight",
    startsAt: "2026-11-14T19:00:00Z",
    doorsAt: null,
    endsAt: "2026-11-14T22:00:00Z",
    lastDayAt: null,
    fromName: null,
    toName: null,
    venueName: "Maas Arena",
    city: "Rotterdam",
    timeZone: "Europe/Amsterdam",
    staticPart: null,
    secret: null,
    ...over,
  };
}

const tomorrow = { performanceId: "tomorrow", startsAt: "2026-11-15T19:00:00Z", endsAt: null };
const yesterday = { performanceId: "yesterday", startsAt: "2026-11-13T19:00:00Z", endsAt: "2026-11-13T22:00:00Z" };
const longAgo = { performanceId: "long-ago", startsAt: "2025-11-13T19:00:00Z", endsAt: null };

test("what comes next stands first, the rest by its start, and what is over last, newest first", () => {
  const arranged = arrangeTickets(
    [ticket("1", longAgo), ticket("2", tomorrow), ticket("3", yesterday), ticket("4")],
    NOW,
  );
  expect(arranged.next?.key).toContain("tonight");
  expect(arranged.later.map(({ first }) => first.performanceId)).toEqual(["tomorrow"]);
  expect(arranged.past.map(({ first }) => first.performanceId)).toEqual(["yesterday", "long-ago"]);
});

test("what is cancelled is not ahead, also while its money is not yet on its way", () => {
  const arranged = arrangeTickets(
    [ticket("1", { ...tomorrow, performanceId: "off", isCancelled: true }), ticket("2", tomorrow)],
    NOW,
  );
  expect(arranged.next?.tickets.map(({ id }) => id)).toEqual(["2"]);
  expect(arranged.past.map(({ first }) => first.id)).toEqual(["1"]);
});

test("seats of one order stand together, nine before ten", () => {
  const { next } = arrangeTickets([ticket("10"), ticket("9")], NOW);
  expect(next?.tickets.map(({ id }) => id)).toEqual(["9", "10"]);
});

test("a performance that runs is still the next, and one that has ended is not", () => {
  const running = Date.parse("2026-11-14T21:59:59Z");
  expect(arrangeTickets([ticket("1")], running).next).not.toBeNull();
  expect(arrangeTickets([ticket("1")], running + 1_000).next).toBeNull();
});

test("a refunded ticket leaves its neighbours and goes to what is over", () => {
  const refunded = ticket("2", { status: "refunded" });
  const arranged = arrangeTickets([ticket("1"), refunded], NOW);
  expect(arranged.next?.tickets.map(({ id }) => id)).toEqual(["1"]);
  expect(arranged.past.map(({ first }) => first.id)).toEqual(["2"]);
  expect(ticketsBeside([ticket("1"), refunded], ticket("1")).map(({ id }) => id)).toEqual(["1"]);
});
