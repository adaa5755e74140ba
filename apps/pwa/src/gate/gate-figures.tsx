"use client";

import { timeOfDay } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { VERDICT_SHAPES, type VerdictKind } from "@usher/ui";
import { Check, CloudOff, CornerUpRight, TriangleAlert, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { KeptScan } from "./gate-store.ts";
import type { GateFigures } from "./gate-work.ts";
import { shortWord, VERDICT_SIGNS } from "./verdict-words.ts";

const AMBER = "text-[#ffb02e]";
const SHAPE_ICONS = {
  disc: <Check size={20} aria-hidden="true" className="text-[#3ecf8e]" />,
  octagon: <X size={20} aria-hidden="true" className="text-[#ff7a6b]" />,
  diamond: <CornerUpRight size={20} aria-hidden="true" className="text-[#7fb2ff]" />,
  triangle: <TriangleAlert size={20} aria-hidden="true" className={AMBER} />,
};

export interface GateFiguresProps {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly figures: GateFigures;
  /** By the device's clock. */
  readonly nowMs: number;
  readonly isOffline: boolean;
}

/** Whether the house is heard, how many went in, what it has yet to hear, and how old the keys are. */
export function GateCounts({ locale, timeZone, figures, nowMs, isOffline }: GateFiguresProps) {
  const t = useTranslations("gate");
  const { entered, unsynced, doubles, heardAtMs } = figures;
  const minutes = Math.max(0, Math.floor((nowMs - heardAtMs) / 60_000));
  return (
    <>
      <p role="status" className={`flex items-center gap-2.5 font-semibold text-14 ${AMBER}`}>
        {isOffline && (
          <>
            <CloudOff size={20} aria-hidden="true" className="shrink-0" />
            {t("noSignal", { time: timeOfDay(new Date(heardAtMs).toISOString(), timeZone, locale) })}
          </>
        )}
      </p>
      <dl className="mt-1.5 grid grid-cols-3 gap-3">
        <Count label={t("entered")}>{entered.toLocaleString(locale)}</Count>
        <Count label={t("toSync")} isAmber={unsynced > 0}>
          {unsynced.toLocaleString(locale)}
        </Count>
        <Count label={t("keys")} isAmber={minutes >= 60}>
          {t("minutesOld", { minutes })}
        </Count>
      </dl>
      {doubles > 0 && (
        <p className={`mt-2 flex items-center gap-2.5 text-14 ${AMBER}`}>
          <TriangleAlert size={20} aria-hidden="true" className="shrink-0" />
          {t("doubles", { count: doubles })}
        </p>
      )}
    </>
  );
}

function Count({ label, isAmber, children }: { label: string; isAmber?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt className="text-13 text-[#b4bdc0]">{label}</dt>
      <dd className={`width-snug font-bold text-18 tabular-nums ${isAmber ? AMBER : ""}`}>{children}</dd>
    </div>
  );
}

/** The last scans, newest first. */
export function LastScans({ timeZone, figures }: Pick<GateFiguresProps, "timeZone" | "figures">) {
  return (
    <ol className="mt-3 min-h-23 border-[#2a3236] border-t pt-2 text-14">
      {figures.last.slice(0, 3).map((kept) => (
        <li key={kept.nonce} className="flex min-h-7 items-center gap-3">
          <ScanLine kept={kept} />
          <time className="text-[#b4bdc0] tabular-nums">{clockTime(kept.scan.atMs, timeZone)}</time>
        </li>
      ))}
    </ol>
  );
}

function ScanLine({ kept: { scan, seat } }: { readonly kept: KeptScan }) {
  const t = useTranslations("gate");
  const word =
    scan.kind === "undo"
      ? t("undone")
      : scan.kind === "in" && scan.verdict === "CHECK_ID"
        ? t("idSeen")
        : shortWord(t, scan.verdict);
  const sign: VerdictKind =
    scan.kind === "in"
      ? "welcome"
      : scan.verdict === "CHECK_ID"
        ? "revoked"
        : (VERDICT_SIGNS[scan.verdict as keyof typeof VERDICT_SIGNS] ?? "unreadable");
  // The tick says it, as it does nine times of ten.
  const isPlainEntry = scan.verdict === "WELCOME" && scan.kind === "in" && seat !== "";
  return (
    <>
      {scan.kind === "undo" ? <Undo2 size={20} aria-hidden="true" /> : SHAPE_ICONS[VERDICT_SHAPES[sign]]}
      <span className="min-w-0 flex-1 truncate">
        {isPlainEntry ? <span className="sr-only">{word} </span> : seat ? `${word}, ` : word}
        {seat}
      </span>
    </>
  );
}

/** "19:42:24" at the venue: two guests a minute apart are two. */
function clockTime(atMs: number, timeZone: string): string {
  const format = { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", format).format(atMs);
}
