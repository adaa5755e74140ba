"use client";

import type { RatesView } from "@usher/api/contract";
import { useEffect, useState } from "react";

let asked: Promise<RatesView> | undefined;

/** A plain request, once a page: those who only read pages do without the client and cache that the others need. */
async function fetchRates(): Promise<RatesView> {
  const response = await fetch("/api/trpc/catalog.rates");
  if (!response.ok) throw new Error(`Rates: ${response.status}`);
  const body = (await response.json()) as { result: { data: RatesView } };
  return body.result.data;
}

/** The rates of the day, asked for only where somebody wants them. */
export function useRates(isWanted: boolean): RatesView | null {
  const [rates, setRates] = useState<RatesView | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isOver = false;
    asked ??= fetchRates();
    asked.then(
      (answer) => !isOver && setRates(answer),
      () => {
        asked = undefined;
      },
    );
    return () => {
      isOver = true;
    };
  }, [isWanted]);
  return rates;
}
