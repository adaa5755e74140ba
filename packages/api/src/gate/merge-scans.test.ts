import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEntryBook } from "./entry-book.ts";
import type { Scan } from "./merge-scans.ts";
import { findDoubles, mergeScans, useOfTickets } from "./merge-scans.ts";

// Few values, so that ties, clones, undone entries and even two contents under one name come up all the time.
const scan: fc.Arbitrary<Scan> = fc.record({
  deviceId: fc.constantFrom("a", "b", "c"),
  nonce: fc.constantFrom("1", "2", "3", "4", "5", "6"),
  ticketId: fc.constantFrom("t1", "t2", null),
  serial: fc.nat(2),
  kind: fc.constantFrom("in", "in", "in", "out", "undo", "refused"),
  undoes: fc.constantFrom(null, "1", "2"),
  checkpoint: fc.constantFrom("entrance", "lounge"),
  gate: fc.constant("Gate A"),
  atMs: fc.nat(5),
  verdict: fc.constant("WELCOME"),
});

/** Scans dealt to some gates, each gate's book in its own order, some scans known to several. */
const dealt = fc.array(scan, { maxLength: 40 }).chain((scans) =>
  fc.tuple(
    fc.constant(scans),
    fc.array(fc.shuffledSubarray(scans), { minLength: 1, maxLength: 6 }).map((books) => [...books, scans]),
  ),
);
const runs = { numRuns: process.env.USHER_LONG ? 20_000 : 1_000 };

describe("scans of many gates", () => {
  test("end in the same state in every order and partition of sync", () => {
    fc.assert(
      fc.property(dealt, fc.infiniteStream(fc.nat(1000)), ([scans, books], dice) => {
        const whole = mergeScans(scans);
        const pile = books.map((book) => [...book]);
        // Books are synced by chance with one another until one is left.
        while (pile.length > 1) {
          const at = (dice.next().value ?? 0) % (pile.length - 1);
          pile.splice(at, 2, mergeScans(pile[at + 1] ?? [], pile[at] ?? []));
        }
        expect(pile[0]).toEqual(whole);
        expect(mergeScans(whole, whole, scans)).toEqual(whole);
      }),
      runs,
    );
  });

  test("give each gate the same standing of each ticket, one by one or all at once", () => {
    fc.assert(
      fc.property(dealt, ([scans, books]) => {
        const uses = useOfTickets(mergeScans(scans));
        const oneByOne = createEntryBook();
        for (const book of books) for (const each of book) oneByOne.add([each]);
        for (const ticketId of ["t1", "t2"]) {
          const use = uses.get(ticketId) ?? { newestSerial: -1, inside: [], doubles: [] };
          expect(oneByOne.useOf(ticketId)).toEqual(use);
        }
        expect(oneByOne.doubles()).toHaveLength(findDoubles(mergeScans(scans)).length);
        const inLounge = [...uses.values()].filter((use) => use.inside.some((s) => s.checkpoint === "lounge")).length;
        expect(oneByOne.insideCount("lounge")).toBe(inLounge);
      }),
      runs,
    );
  });

  test("find every double, and no double where there is none", () => {
    const entries = fc.array(fc.tuple(fc.nat(20), fc.nat(4), fc.nat(9)), { maxLength: 60 });
    fc.assert(
      fc.property(entries, (list) => {
        const book = list.map(([ticket, device, atMs], at) =>
          entry({ ticketId: `t${ticket}`, deviceId: `d${device}`, nonce: `${at}`, atMs }),
        );
        const doubles = findDoubles(mergeScans(book));
        expect(doubles).toHaveLength(book.length - new Set(book.map((each) => each.ticketId)).size);
        expect(new Set(doubles.map(({ second }) => second.nonce)).size).toBe(doubles.length);
      }),
      runs,
    );
  });
});

describe("a ticket's standing", () => {
  const first = entry({ deviceId: "a", nonce: "1", atMs: 1 });
  const again = entry({ deviceId: "b", nonce: "1", atMs: 2 });
  const use = (...scans: Scan[]) => useOfTickets(mergeScans(scans)).get("t1");

  test("a second entry is a double, and the first is who came first by time, device, nonce", () => {
    expect(use(again, first)?.doubles).toMatchObject([{ why: "sameIssue", first, second: again }]);
    const tie = { ...again, atMs: 1 };
    expect(use(tie, first)?.doubles).toMatchObject([{ first, second: tie }]);
  });

  test("who went out may come again", () => {
    const out = { ...entry({ deviceId: "a", nonce: "2", atMs: 1.5 }), kind: "out" as const };
    expect(use(again, first, out)).toMatchObject({ doubles: [], inside: [again] });
  });

  test("an entry that was taken back was none", () => {
    const undo = { ...entry({ deviceId: "a", nonce: "3", atMs: 9 }), kind: "undo" as const, undoes: "1" };
    expect(use(undo, again, first)).toMatchObject({ doubles: [], inside: [again] });
    // Nobody takes back another device's line.
    expect(use({ ...undo, deviceId: "c" }, again, first)?.doubles).toHaveLength(1);
  });

  test("two issues of one ticket are flagged as a pair, and the newest counts", () => {
    const later = { ...again, serial: 3 };
    expect(use(later, first)).toMatchObject({ newestSerial: 3, doubles: [{ why: "twoIssues", second: later }] });
  });

  test("an area inside the house is entered for itself", () => {
    expect(use(first, { ...again, checkpoint: "lounge" })?.doubles).toEqual([]);
  });
});

function entry(part: Partial<Scan>): Scan {
  return {
    deviceId: "a",
    nonce: "1",
    ticketId: "t1",
    serial: 0,
    kind: "in",
    undoes: null,
    checkpoint: "entrance",
    gate: "Gate A",
    atMs: 0,
    verdict: "WELCOME",
    ...part,
  };
}
