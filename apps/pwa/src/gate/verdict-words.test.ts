import type { Scan, Verdict } from "@usher/api/gate-decision";
import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import zh from "../../messages/zh.json" with { type: "json" };
import { shortWord, VERDICT_SIGNS, verdictText } from "./verdict-words.ts";

const t = createTranslator({ locale: "en", messages: en, namespace: "gate" });
const tZh = createTranslator({ locale: "zh", messages: zh, namespace: "gate" });

const ticket = {
  ...{ ticketId: "t", serial: 1, zone: "Lower", section: "110", row: "F", seat: "9", party: 1, tariff: "", part: null },
  nameCheck: { name: "Ada Nwosu", reason: "Student ticket" },
};
const named = { ticketId: "t", serial: 1, ticket };
const passing = { ...named, direction: "in", earlierOwner: null } as const;
const entry: Scan = {
  ...{ deviceId: "d", nonce: "n", ticketId: "t", serial: 1, kind: "in", undoes: null, checkpoint: "entrance" },
  ...{ gate: "Gate A", atMs: 60_000, verdict: "WELCOME" },
};
const setting = {
  party: { size: 2, inside: 1 },
  nowMs: 39 * 60_000,
  timeOf: (atMs: number) => `minute ${atMs / 60_000}`,
};
const say = (verdict: Verdict) => verdictText(t, verdict, setting);

test("a used ticket is told when, where and how long ago", () => {
  expect(say({ kind: "ALREADY_USED", entry, ...named })).toEqual({
    kind: "used",
    word: "Already used",
    reason: "Went in at minute 1 by Gate A, 38 minutes ago.",
    tariff: null,
  });
});

test("a gate whose clock is behind says just now, never a time to come", () => {
  const { reason } = say({ kind: "ALREADY_USED", entry: { ...entry, atMs: 50 * 60_000 }, ...named });
  expect(reason).toBe("Went in at minute 50 by Gate A, just now.");
});

test("another door is named in the largest letters, with the way to it", () => {
  const goTo = { name: "Gate F", directions: "Upper level, right.", zones: [] };
  expect(say({ kind: "WRONG_GATE", goTo, ...named })).toMatchObject({
    ...{ kind: "otherGate", word: "Gate F", reason: "Good ticket, other door. Upper level, right." },
  });
  expect(say({ kind: "WRONG_GATE", goTo: null, ...named })).toMatchObject({ kind: "otherGate", word: "Other gate" });
});

test("a check says what to look for and whose name it must be", () => {
  expect(say({ kind: "CHECK_ID", ...passing })).toMatchObject({
    ...{ kind: "checkId", reason: "Student ticket. The name must be Ada Nwosu." },
  });
});

test("a welcome counts the order, and points out an earlier owner's entry", () => {
  expect(say({ kind: "WELCOME", ...passing }).reason).toBe("1 of 2 of this order are in.");
  expect(say({ kind: "WELCOME", ...passing, earlierOwner: entry }).reason).toContain("Gate A");
});

test("who travels part of the way, or comes on some days, is let in with what the ticket is good for", () => {
  const part = { from: 0, to: 2, name: "Rotterdam to Cologne" };
  expect(say({ kind: "WELCOME", ...passing, ticket: { ...ticket, part } }).reason).toContain("Rotterdam to Cologne");
  expect(say({ kind: "WELCOME", ...passing }).reason).not.toContain("Good for");
});

test("who comes in on a tariff is named with it; who goes out, is refused or paid in full is not", () => {
  const child = { ...passing, ticket: { ...ticket, tariff: "Child" } };
  expect(say({ kind: "WELCOME", ...child }).tariff).toBe("Child ticket");
  expect(say({ kind: "CHECK_ID", ...child }).tariff).toBe("Child ticket");
  expect(verdictText(tZh, { kind: "WELCOME", ...child }, setting).tariff).toContain("Child");
  expect(say({ kind: "WELCOME", ...passing }).tariff).toBeNull();
  expect(say({ kind: "WELCOME", ...passing, ticket: null }).tariff).toBeNull();
  expect(say({ kind: "GOODBYE", ...child }).tariff).toBeNull();
  expect(say({ kind: "ALREADY_USED", entry, ...child }).tariff).toBeNull();
});

test("an old code says why, and is never called false", () => {
  const reasons = (["outOfStep", "secretRetired", "gateBehind"] as const).map(
    (why) => say({ kind: "CODE_OLD", why, shownAtMs: 120_000, ...named }).reason,
  );
  expect(new Set(reasons).size).toBe(3);
  expect(reasons[0]).toContain("minute 2");
  expect(reasons.join()).not.toMatch(/fake|false|forged/i);
});

test("only a pass is green", () => {
  const green = Object.entries(VERDICT_SIGNS).filter(([, sign]) => sign === "welcome");
  expect(green.map(([kind]) => kind)).toEqual(["WELCOME", "GOODBYE"]);
});

test("every verdict has its word in both languages, and no two languages share one", () => {
  for (const kind of Object.keys(VERDICT_SIGNS)) {
    expect(shortWord(t, kind)).not.toBe(kind);
    expect(shortWord(tZh, kind)).not.toBe(shortWord(t, kind));
  }
});
