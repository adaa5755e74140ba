import { beforeAll, describe, expect, test } from "vitest";
import type { Bytes, CodeMode } from "../tickets/codes.ts";
import { printedCode, publicKeyOf, rotatingCode, signStatement, ticketSecret } from "../tickets/codes.ts";
import type { GateBundle, GateDesk, ListedTicket, Verdict } from "./decide-entry.ts";
import { createGateDesk, packEntryList, packTicketIds } from "./decide-entry.ts";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const privateKey = random(32);
const gateSecret = random(32);
const now = Date.UTC(2026, 10, 14, 19, 42, 31);
const ids = Array.from({ length: 8 }, () => crypto.randomUUID());
const [seated, friend, upper, student, sunday, soldLate, elsewhere, stranger] = ids as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];

const gateC = { name: "Gate C, lower east", directions: "", zones: ["lower"] };
const gateF = { name: "Gate F", directions: "Upper level, stairs to the right.", zones: ["upper"] };

const ticket = (ticketId: string, part: Partial<ListedTicket> = {}): ListedTicket => ({
  ticketId,
  serial: 1,
  zone: "lower",
  section: "109",
  row: "G",
  seat: "12",
  party: 0,
  tariff: "",
  part: null,
  nameCheck: null,
  ...part,
});

const bundle = (part: Partial<GateBundle> = {}): GateBundle => ({
  performanceId: "perf-1",
  deviceId: "device-c",
  gate: gateC,
  gates: [gateC, gateF],
  checkpoint: "entrance",
  publicKeys: new Map([[1, publicKeyOf(privateKey)]]),
  gateSecrets: new Map([[1, gateSecret]]),
  list: packEntryList([
    ticket(seated, { party: 5 }),
    ticket(friend, { party: 5, seat: "13" }),
    ticket(upper, { zone: "upper" }),
    ticket(student, { nameCheck: { name: "Ada Nwosu", reason: "Student ticket" } }),
  ]),
  listedAtMs: now - 3_600_000,
  otherDays: [{ name: "Sun 15 Nov, 19:00", ticketIds: packTicketIds([sunday, stranger]) }],
  revocations: [],
  scans: [],
  clockOffsetMs: 0,
  ...part,
});

interface Shown {
  mode?: CodeMode;
  serial?: number;
  atMs?: number;
  secret?: Bytes;
  secretVersion?: number;
  key?: Bytes;
  keyId?: number;
}

async function codeOf(ticketId: string, shown: Shown = {}) {
  const { mode = "rotating", serial = 1, atMs = now, secret = gateSecret, secretVersion = 1, keyId = 1 } = shown;
  const staticPart = await signStatement(shown.key ?? privateKey, { keyId, ticketId, serial, mode, secretVersion });
  return mode === "printed"
    ? printedCode(staticPart)
    : rotatingCode(staticPart, ticketSecret(secret, ticketId, serial), atMs);
}

let line = 0;
/** What the app does with a code: judge, write, show. */
async function letIn(desk: GateDesk, text: string, atMs = now): Promise<Verdict> {
  const verdict = await desk.decide(text, atMs);
  desk.record(desk.scanOf(verdict, atMs, `line-${line++}`));
  return verdict;
}

describe("each answer of the gate is its own", () => {
  const table: [string, () => Promise<string> | string, Partial<Verdict> & object, Partial<GateBundle>?][] = [
    ["a good ticket", () => codeOf(seated), { kind: "WELCOME", earlierOwner: null }],
    ["a printed one", () => codeOf(seated, { mode: "printed" }), { kind: "WELCOME" }],
    ["a good ticket at another door", () => codeOf(upper), { kind: "WRONG_GATE", goTo: gateF }],
    ["a named ticket", () => codeOf(student), { kind: "CHECK_ID" }],
    [
      "another day's ticket",
      () => codeOf(sunday, { secret: random(32) }),
      { kind: "WRONG_DAY", day: "Sun 15 Nov, 19:00" },
    ],
    ["another day's printed ticket", () => codeOf(sunday, { mode: "printed" }), { kind: "WRONG_DAY" }],
    ["another event's ticket", () => codeOf(elsewhere, { secret: random(32) }), { kind: "NOT_THIS_EVENT" }],
    ["another event's printed ticket", () => codeOf(elsewhere, { mode: "printed" }), { kind: "NOT_THIS_EVENT" }],
    ["a ticket sold after the list was written", () => codeOf(soldLate), { kind: "WELCOME", ticket: null }],
    [
      "a refunded ticket",
      () => codeOf(seated),
      { kind: "REVOKED", why: "refunded" },
      {
        revocations: [
          { ticketId: seated, liveFrom: null },
          { ticketId: seated, liveFrom: 1 },
        ],
      },
    ],
    [
      "a ticket that was passed on",
      () => codeOf(seated),
      { kind: "REVOKED", why: "reissued" },
      { revocations: [{ ticketId: seated, liveFrom: 2 }] },
    ],
    ["an issue older than the list's", () => codeOf(seated, { serial: 0 }), { kind: "REVOKED", why: "reissued" }],
    [
      "a code of a retired secret",
      () => codeOf(seated, { secretVersion: 0 }),
      { kind: "CODE_OLD", why: "secretRetired" },
    ],
    ["a code of a secret to come", () => codeOf(seated, { secretVersion: 2 }), { kind: "CODE_OLD", why: "gateBehind" }],
    ["a code under a wrong key", () => codeOf(seated, { key: random(32) }), { kind: "FORGED", why: "signature" }],
    ["a code under a key unheard of", () => codeOf(seated, { keyId: 9 }), { kind: "FORGED", why: "unknownKey" }],
    ["a wrong changing part", () => codeOf(seated, { secret: random(32) }), { kind: "FORGED", why: "changingPart" }],
    ["some other QR", () => "https://example.test/menu", { kind: "UNREADABLE" }],
    ["nothing", () => "", { kind: "UNREADABLE" }],
  ];
  test.each(table)("%s", async (_, code, expected, part) => {
    expect(await createGateDesk(bundle(part)).decide(await code(), now)).toMatchObject(expected);
  });

  test("already used says when and where", async () => {
    const desk = createGateDesk(bundle());
    expect(await letIn(desk, await codeOf(seated))).toMatchObject({ kind: "WELCOME" });
    const second = await letIn(desk, await codeOf(seated, { atMs: now + 20_000 }), now + 20_000);
    expect(second).toMatchObject({
      kind: "ALREADY_USED",
      entry: { atMs: now, gate: gateC.name, deviceId: "device-c" },
    });
  });

  test("check ID lets nobody in before somebody has looked", async () => {
    const desk = createGateDesk(bundle());
    const verdict = await desk.decide(await codeOf(student), now);
    expect(verdict).toMatchObject({ ticket: { nameCheck: { name: "Ada Nwosu", reason: "Student ticket" } } });
    desk.record(desk.scanOf(verdict, now, "n1", false));
    expect(desk.figures().inside).toBe(0);
    desk.record(desk.scanOf(verdict, now, "n2", true));
    expect(desk.figures().inside).toBe(1);
    expect(await desk.decide(await codeOf(student), now)).toMatchObject({ kind: "ALREADY_USED" });
  });

  test("the screen may say how many of an order are in", async () => {
    const desk = createGateDesk(bundle());
    await letIn(desk, await codeOf(seated));
    const party = desk.partyOf(seated).sort((a, b) => a.ticket.seat.localeCompare(b.ticket.seat));
    expect(party.map((each) => [each.ticket.seat, each.inside])).toEqual([
      ["12", true],
      ["13", false],
    ]);
  });

  test("who leaves may come back; what was undone never was", async () => {
    const desk = createGateDesk(bundle());
    const verdict = await letIn(desk, await codeOf(seated));
    desk.record(desk.scanOf(await desk.decide(await codeOf(seated), now, "out"), now + 1, "out"));
    expect(desk.figures().inside).toBe(0);
    const again = desk.scanOf(verdict, now + 2, "again");
    desk.record(again);
    expect(await desk.decide(await codeOf(seated), now)).toMatchObject({ kind: "ALREADY_USED" });
    desk.record(desk.undoOf(again, now + 3, "undo"));
    expect(await desk.decide(await codeOf(seated), now)).toMatchObject({ kind: "WELCOME" });
    expect(desk.figures().doubles).toEqual([]);
  });

  test("staff may let in by hand whom they found by name, once, and not a refunded one", () => {
    const desk = createGateDesk(bundle({ revocations: [{ ticketId: friend, liveFrom: null }] }));
    const verdict = desk.decideByHand(seated);
    expect(verdict).toMatchObject({ kind: "WELCOME", serial: 1 });
    desk.record(desk.scanOf(verdict, now, "hand"));
    expect(desk.decideByHand(seated)).toMatchObject({ kind: "ALREADY_USED" });
    expect(desk.decideByHand(friend)).toMatchObject({ kind: "REVOKED", why: "refunded" });
    expect(desk.decideByHand(elsewhere)).toMatchObject({ kind: "NOT_THIS_EVENT" });
  });

  test("a damaged bundle opens no gate", () => {
    expect(() => createGateDesk(bundle({ list: bundle().list.slice(0, -1) }))).toThrow(/cut short/);
    expect(() => createGateDesk(bundle({ publicKeys: new Map([[1, random(31)]]) }))).toThrow(/32 bytes/);
  });
});

describe("a later owner is not punished", () => {
  test("the newer issue enters where the older one went in, and the pair is flagged", async () => {
    const desk = createGateDesk(bundle());
    await letIn(desk, await codeOf(seated, { serial: 1 }));
    const verdict = await letIn(desk, await codeOf(seated, { serial: 2, atMs: now + 1000 }), now + 1000);
    expect(verdict).toMatchObject({ kind: "WELCOME", earlierOwner: { serial: 1 } });
    expect(desk.figures().doubles).toMatchObject([{ why: "twoIssues", first: { serial: 1 }, second: { serial: 2 } }]);
  });

  test("once it was seen, here or elsewhere, the older one is dead", async () => {
    const other = createGateDesk(bundle({ deviceId: "device-f" }));
    const verdict = await other.decide(await codeOf(seated, { serial: 2 }), now);
    const desk = createGateDesk(bundle());
    desk.applyScansOfOthers([other.scanOf(verdict, now, "n")]);
    expect(await desk.decide(await codeOf(seated, { serial: 1 }), now)).toMatchObject({
      kind: "REVOKED",
      why: "reissued",
    });
  });
});

describe("rotating codes in the wrong hands or under a wrong clock", () => {
  let shown: string;
  beforeAll(async () => {
    shown = await codeOf(seated);
  });

  test.each([
    ["replayed at once, before the owner came", 0, "WELCOME"],
    ["replayed half a minute later", 30_000, "WELCOME"],
    ["replayed after the window", 60_000, "CODE_OLD"],
    ["a screenshot from an hour ago", 3_600_000, "CODE_OLD"],
  ])("%s: %#", async (_, laterMs, kind) => {
    expect(await createGateDesk(bundle()).decide(shown, now + laterMs)).toMatchObject({ kind });
  });

  test("an old code says when it was shown", async () => {
    const verdict = await createGateDesk(bundle()).decide(shown, now + 3_600_000);
    expect(verdict).toMatchObject({ kind: "CODE_OLD", why: "outOfStep", ticket: { seat: "12" } });
    expect(verdict.kind === "CODE_OLD" && now - verdict.shownAtMs).toBeLessThan(15_000);
  });

  test.each([
    ["the gate 60 s fast", 60_000, 0, "CODE_OLD"],
    ["the gate 60 s fast, corrected", 60_000, -60_000, "WELCOME"],
    ["the gate 60 s slow", -60_000, 0, "CODE_OLD"],
    ["the gate 60 s slow, corrected", -60_000, 60_000, "WELCOME"],
  ])("%s", async (_, wrongByMs, clockOffsetMs, kind) => {
    const desk = createGateDesk(bundle());
    desk.setClockOffset(clockOffsetMs);
    expect(await desk.decide(shown, now + wrongByMs)).toMatchObject({ kind });
  });

  test.each([
    ["the phone 60 s fast", 60_000, 0, "CODE_OLD"],
    ["the phone 60 s fast, corrected", 60_000, -60_000, "WELCOME"],
    ["the phone 60 s slow", -60_000, 0, "CODE_OLD"],
    ["the phone 60 s slow, corrected", -60_000, 60_000, "WELCOME"],
  ])("%s", async (_, wrongByMs, offsetMs, kind) => {
    const text = await codeOf(seated, { atMs: now + wrongByMs + offsetMs });
    expect(await createGateDesk(bundle()).decide(text, now)).toMatchObject({ kind });
  });

  test("a gate's scans are written in the server's time", async () => {
    const desk = createGateDesk(bundle({ clockOffsetMs: -60_000 }));
    const verdict = await desk.decide(shown, now + 60_000);
    expect(desk.scanOf(verdict, now + 60_000, "n").atMs).toBe(now);
  });

  test("a clone's second entry is refused at the same gate, and flagged between gates that were offline", async () => {
    const gates = ["a", "b"].map((deviceId) => createGateDesk(bundle({ deviceId })));
    const books = await Promise.all(
      gates.map(async (desk, at) => {
        const verdict = await desk.decide(await codeOf(seated, { atMs: now + at }), now + at);
        expect(verdict.kind).toBe("WELCOME");
        const scan = desk.scanOf(verdict, now + at, "n");
        desk.record(scan);
        expect(await desk.decide(shown, now)).toMatchObject({ kind: "ALREADY_USED" });
        return scan;
      }),
    );
    for (const desk of gates) {
      const doubles = desk.applyScansOfOthers(books);
      expect(doubles).toMatchObject([{ why: "sameIssue", first: { deviceId: "a" }, second: { deviceId: "b" } }]);
      expect(desk.applyScansOfOthers(books)).toEqual([]);
      expect(desk.figures()).toMatchObject({ inside: 1, doubles });
    }
  });
});

describe("the gate's list", () => {
  test("of 100,000 tickets stays under 5 MB, names included, and finds each", () => {
    const tickets = Array.from({ length: 100_000 }, (_, at) =>
      ticket(crypto.randomUUID(), {
        section: `${100 + (at % 60)}`,
        row: `${at % 40}`,
        seat: `${at % 45}`,
        party: at >> 1,
        tariff: ["", "Child", "Reduced"][at % 3] ?? "",
        part: at % 4 === 0 ? null : { from: at % 3, to: 3, name: `from stop ${at % 3} to the end` },
        nameCheck: at % 2 ? { name: `Person ${at}`, reason: "Named ticket" } : null,
      }),
    );
    const packed = packEntryList(tickets);
    expect(packed.length).toBeLessThan(5_000_000);
    const desk = createGateDesk(bundle({ list: packed }));
    for (let at = 0; at < tickets.length; at += 997) {
      expect(desk.decideByHand(tickets[at]?.ticketId ?? "")).toMatchObject({ ticket: tickets[at] });
    }
  });

  test("may be empty, and refuses a ticket that comes twice", () => {
    expect(createGateDesk(bundle({ list: packEntryList([]) })).decideByHand(seated).kind).toBe("NOT_THIS_EVENT");
    expect(() => packEntryList([ticket(seated), ticket(seated)])).toThrow(/twice/);
  });

  test("that an older build packed still opens, with nobody's tariff on it", () => {
    const packed = packEntryList([ticket(seated, { tariff: "Child" }), ticket(student, { seat: "13" })]);
    const length = new DataView(packed.buffer).getUint32(0, true);
    const { size, words } = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length)));
    const { tariff: _, part: __, ...before } = words;
    const head = JSON.stringify({ size, words: before }).padEnd(length);
    const old = new Uint8Array(4 + length + size * 40);
    old.set(packed.subarray(0, old.length));
    old.set(new TextEncoder().encode(head), 4);
    const desk = createGateDesk(bundle({ list: old }));
    expect(desk.decideByHand(seated)).toMatchObject({ kind: "WELCOME", ticket: { section: "109", tariff: "" } });
    expect(desk.decideByHand(student)).toMatchObject({ kind: "WELCOME", ticket: { seat: "13", tariff: "" } });
    expect(createGateDesk(bundle({ list: packed })).decideByHand(seated)).toMatchObject({
      ticket: { tariff: "Child" },
    });
  });
});

describe("a fair of several days", () => {
  const HOUR = 3_600_000;
  const days = [
    { name: "Sat 14 Nov", endsAtMs: now + 4 * HOUR },
    { name: "Sun 15 Nov", endsAtMs: now + 28 * HOUR },
  ];
  const sunday = now + 24 * HOUR;
  const fair = () =>
    createGateDesk(
      bundle({
        days,
        list: packEntryList([
          ticket(seated, { part: { from: 0, to: 2, name: "Sat 14 Nov, Sun 15 Nov" } }),
          ticket(friend, { part: { from: 1, to: 2, name: "Sun 15 Nov" } }),
        ]),
      }),
    );

  test("lets a ticket for both days in once on each", () => {
    const desk = fair();
    const enter = (atMs: number, nonce: string) => {
      const verdict = desk.decideByHand(seated, "in", atMs);
      desk.record(desk.scanOf(verdict, atMs, nonce));
      return verdict.kind;
    };
    expect(enter(now, "nonce-one")).toBe("WELCOME");
    expect(enter(now + HOUR, "nonce-two")).toBe("ALREADY_USED");
    expect(desk.figures(now + HOUR).inside).toBe(1);
    expect(desk.figures(sunday).inside).toBe(0);
    expect(enter(sunday, "nonce-three")).toBe("WELCOME");
    expect(enter(sunday + HOUR, "nonce-four")).toBe("ALREADY_USED");
    expect(desk.figures(sunday).doubles).toEqual([]);
  });

  test("sends a ticket for another day away, saying which", () => {
    expect(fair().decideByHand(friend, "in", now)).toMatchObject({ kind: "WRONG_DAY", day: "Sun 15 Nov" });
    expect(fair().decideByHand(friend, "in", sunday)).toMatchObject({ kind: "WELCOME" });
  });

  test("an entry shortly after closing time counts for the day that was", () => {
    const late = now + 5 * HOUR;
    expect(fair().decideByHand(friend, "in", late)).toMatchObject({ kind: "WRONG_DAY" });
    expect(fair().decideByHand(seated, "in", late)).toMatchObject({ kind: "WELCOME" });
  });
});
