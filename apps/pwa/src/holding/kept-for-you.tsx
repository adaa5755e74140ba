"use client";

import { countdown } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useSecondsLeft } from "../format/use-seconds-left.ts";
import { type StillHeld, useKeptHolds } from "./use-kept-holds.ts";

export interface KeptWords {
  readonly kept: string;
  readonly keptOn: string;
  readonly keptPay: string;
}

interface KeptForYouProps {
  readonly locale: Locale;
  readonly words: KeptWords;
  /** Where it lies: over the page, above what stands at its foot, or in the text. */
  readonly place: "aboveTabs" | "aboveFoot" | "inText";
}

const PLACES = {
  aboveTabs:
    "kept fixed bottom-[calc(84px+env(safe-area-inset-bottom))] max-lg:inset-x-3 lg:right-10 lg:bottom-8 lg:w-100",
  aboveFoot:
    "kept fixed bottom-[calc(108px+env(safe-area-inset-bottom))] max-lg:inset-x-3 lg:right-10 lg:bottom-28 lg:w-100",
  inText: "kept my-5 !shadow-none",
} as const;

/** The way back to seats that are held for this browser: what, how long, and one press to go on. */
export function KeptForYou({ locale, words, place }: KeptForYouProps) {
  const holds = useKeptHolds();
  if (holds.length === 0) return null;
  return (
    <>
      <nav className={PLACES[place]} aria-label={words.kept}>
        <ul>
          {holds.map((hold) => (
            <KeptLine key={hold.performanceId} {...{ locale, words, hold }} />
          ))}
        </ul>
      </nav>
      {/* What it covers at the end of the page can be scrolled clear of it. */}
      {place !== "inText" && <div aria-hidden="true" className="h-24 flex-none" />}
    </>
  );
}

function KeptLine({ locale, words, hold }: { locale: Locale; words: KeptWords; hold: StillHeld }) {
  const left = useSecondsLeft(hold.deadline) ?? 0;
  if (left <= 0) return null;
  const path = hold.orderId ? `/orders/${hold.orderId}` : `/performances/${hold.performanceId}/seats`;
  return (
    <li>
      <Link href={localePath(locale, path)} prefetch={false}>
        <span className="num kept-time" role="timer" aria-live="off">
          {countdown(left)}
        </span>
        <span className="min-w-0 grow">
          <span className="strong block truncate">{hold.title}</span>
          <span className="small dim block">{words.kept}</span>
        </span>
        <span className="strong small">{hold.orderId ? words.keptPay : words.keptOn}</span>
        <ChevronRight aria-hidden className="size-4.5" />
      </Link>
    </li>
  );
}
