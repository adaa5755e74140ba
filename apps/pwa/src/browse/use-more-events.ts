"use client";

import type { EventSummaryView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { useState } from "react";

interface MoreEvents {
  readonly events: readonly EventSummaryView[];
  /** How to load the next ones; null when these are all. */
  readonly more: { readonly load: () => void; readonly isBusy: boolean } | null;
}

/** The events the page came with, and those behind them when asked for. */
export function useMoreEvents(
  first: readonly EventSummaryView[],
  firstCursor: string | null,
  locale: Locale,
): MoreEvents {
  const [added, setAdded] = useState<readonly EventSummaryView[]>([]);
  const [cursor, setCursor] = useState(firstCursor);
  const [isBusy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    try {
      const input = encodeURIComponent(JSON.stringify({ locale, cursor, limit: 60 }));
      const response = await fetch(`/api/trpc/catalog.events?input=${input}`);
      if (!response.ok) return;
      const body = (await response.json()) as {
        result: { data: { events: EventSummaryView[]; nextCursor: string | null } };
      };
      setAdded((known) => [...known, ...body.result.data.events]);
      setCursor(body.result.data.nextCursor);
    } finally {
      setBusy(false);
    }
  };
  const known = new Set(first.map((event) => event.id));
  return {
    events: [...first, ...added.filter((event) => !known.has(event.id))],
    more: cursor ? { load, isBusy } : null,
  };
}
