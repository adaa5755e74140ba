import type { Scan, Verdict } from "@usher/api/gate-decision";
import type { VerdictKind } from "@usher/ui";
import type { useTranslations } from "next-intl";

export type GateWords = ReturnType<typeof useTranslations<"gate">>;

/** What the words need besides the verdict. */
export interface VerdictSetting {
  /** Tickets of the same order, this one included, and how many of them are in. */
  readonly party: { readonly size: number; readonly inside: number };
  readonly nowMs: number;
  /** Reads an instant of the house's clock as the venue reads it: "19:04". */
  readonly timeOf: (atMs: number) => string;
}

export interface VerdictText {
  readonly kind: VerdictKind;
  readonly word: string;
  readonly reason: string;
  /** For whom the ticket of a guest who may pass was sold, so that somebody looks whether it fits; null for everybody. */
  readonly tariff: string | null;
}

/** Sign, tone and shape of each verdict. A forged code looks like a revoked one: nobody is called a forger by a machine. */
export const VERDICT_SIGNS = {
  WELCOME: "welcome",
  GOODBYE: "welcome",
  CHECK_ID: "checkId",
  ALREADY_USED: "used",
  WRONG_GATE: "otherGate",
  WRONG_DAY: "otherDay",
  NOT_THIS_EVENT: "otherDay",
  REVOKED: "revoked",
  CODE_OLD: "oldCode",
  UNREADABLE: "unreadable",
  FORGED: "revoked",
} as const satisfies Record<Verdict["kind"], VerdictKind>;

const WORDS = {
  WELCOME: "welcome",
  GOODBYE: "goodbye",
  CHECK_ID: "checkId",
  ALREADY_USED: "used",
  WRONG_GATE: "wrongGate",
  WRONG_DAY: "wrongDay",
  NOT_THIS_EVENT: "otherEvent",
  REVOKED: "revoked",
  CODE_OLD: "oldCode",
  UNREADABLE: "unreadable",
  FORGED: "revoked",
} as const satisfies Record<Verdict["kind"], string>;

/** Says a verdict: one or two words to be read from two metres, and the reason for those who ask. */
export function verdictText(t: GateWords, verdict: Verdict, setting: VerdictSetting): VerdictText {
  const kind = VERDICT_SIGNS[verdict.kind];
  return { kind, word: wordOf(t, verdict), reason: reasonOf(t, verdict, setting), tariff: tariffOf(t, verdict) };
}

/** Who goes out, or is refused anyway, need not fit their ticket. */
function tariffOf(t: GateWords, verdict: Verdict): string | null {
  const isComingIn = verdict.kind === "WELCOME" || verdict.kind === "CHECK_ID";
  return isComingIn && verdict.ticket?.tariff ? t("tariff", { name: verdict.ticket.tariff }) : null;
}

function wordOf(t: GateWords, verdict: Verdict): string {
  if (verdict.kind === "WRONG_GATE") return verdict.goTo?.name ?? t("wrongGate");
  return shortWord(t, verdict.kind);
}

/** The word of a verdict that is known by its kind only, as in the list of last scans. */
export function shortWord(t: GateWords, kind: string): string {
  const key = WORDS[kind as Verdict["kind"]];
  return key ? t(key) : kind;
}

function reasonOf(t: GateWords, verdict: Verdict, { party, nowMs, timeOf }: VerdictSetting): string {
  switch (verdict.kind) {
    case "WELCOME":
      if (verdict.earlierOwner) return t("earlierOwner", entryGaps(verdict.earlierOwner, timeOf));
      return [partOf(t, verdict), party.size > 1 ? t("party", party) : t("welcomeWhy")].filter(Boolean).join(" ");
    case "GOODBYE":
      return t("goodbyeWhy");
    case "CHECK_ID":
      return t("checkIdWhy", {
        reason: verdict.ticket?.nameCheck?.reason ?? "",
        name: verdict.ticket?.nameCheck?.name ?? "",
      });
    case "ALREADY_USED": {
      const minutes = Math.max(0, Math.floor((nowMs - verdict.entry.atMs) / 60_000));
      return t("usedWhy", { ...entryGaps(verdict.entry, timeOf), minutes });
    }
    case "WRONG_GATE":
      return verdict.goTo ? t("wrongGateWhy", { directions: verdict.goTo.directions }) : t("noGateWhy");
    case "WRONG_DAY":
      return t("wrongDayWhy", { day: verdict.day });
    case "NOT_THIS_EVENT":
      return t("otherEventWhy", { time: timeOf(verdict.listedAtMs) });
    case "REVOKED":
      return verdict.why === "refunded" ? t("refundedWhy") : t("reissuedWhy");
    case "CODE_OLD":
      if (verdict.why === "outOfStep") return t("oldCodeWhy", { time: timeOf(verdict.shownAtMs) });
      return verdict.why === "secretRetired" ? t("phoneBehindWhy") : t("gateBehindWhy");
    case "UNREADABLE":
      return t("unreadableWhy");
    case "FORGED":
      return t("forgedWhy");
  }
}

/** Where a journey goes, or on which days of a fair a ticket is good; empty for all there is. */
function partOf(t: GateWords, verdict: Verdict): string {
  const part = "ticket" in verdict ? verdict.ticket?.part : null;
  return part ? t("goodFor", { part: part.name }) : "";
}

function entryGaps(entry: Scan, timeOf: (atMs: number) => string) {
  return { time: timeOf(entry.atMs), gate: entry.gate };
}
