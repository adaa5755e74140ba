"use client";

import { dayAndTime, dayOf, timeOfDay, zoneName } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { classNames } from "@usher/ui";
import { useShownTimeZone } from "./use-shown.ts";

export interface AlsoTimeProps {
  readonly iso: string;
  /** The venue's. */
  readonly zone: string;
  readonly locale: Locale;
  /** With a gap for {time}. */
  readonly words: string;
  readonly className?: string;
}

/** The same moment by the reader's own clock, where that shows anything else. The venue's time stands before it. */
export function AlsoTime({ iso, zone, locale, words, className }: AlsoTimeProps) {
  const own = useShownTimeZone();
  return (
    <span className={classNames("also-time num", className)}>{own && ownTime(iso, zone, own, locale, words)}</span>
  );
}

function ownTime(iso: string, zone: string, own: string, locale: Locale, words: string): string | null {
  if (dayAndTime(iso, zone, locale) === dayAndTime(iso, own, locale)) return null;
  const isSameDay = dayOf(iso, zone, locale) === dayOf(iso, own, locale);
  const time = isSameDay ? timeOfDay(iso, own, locale) : dayAndTime(iso, own, locale);
  return words.replace("{time}", `${time} ${zoneName(iso, own, locale)}`);
}
