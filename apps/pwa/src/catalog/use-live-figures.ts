"use client";

import type { LiveFiguresView } from "@usher/api/contract";
import { useEffect, useState } from "react";

const REFRESH_MS = 30_000;
/** Of how many performances it is asked what is left: the house answers no more at once. */
export const MOST_LIVE = 20;

/** One question for everybody on the page who asks the same. */
const asking = new Map<string, { at: number; answer: Promise<LiveFiguresView[]> }>();

function ask(ids: readonly string[]): Promise<LiveFiguresView[]> {
  const key = ids.join();
  const known = asking.get(key);
  if (known && performance.now() - known.at < REFRESH_MS / 2) return known.answer;
  const answer = fetchFigures(ids);
  asking.set(key, { at: performance.now(), answer });
  answer.catch(() => asking.delete(key));
  return answer;
}

/** A plain request: the page that only shows figures does without the client and cache that the others need. */
async function fetchFigures(ids: readonly string[]): Promise<LiveFiguresView[]> {
  const input = encodeURIComponent(JSON.stringify({ performanceIds: ids.slice(0, MOST_LIVE) }));
  const response = await fetch(`/api/trpc/catalog.live?input=${input}`);
  if (!response.ok) throw new Error(`Live figures: ${response.status}`);
  const body = (await response.json()) as { result: { data: { figures: LiveFiguresView[] } } };
  return body.result.data.figures;
}

/** What moves about these performances, by id; null until it is known, and the last that was known when the network is gone. */
export function useLiveFigures(ids: readonly string[]): ReadonlyMap<string, LiveFiguresView> | null {
  const [figures, setFigures] = useState<ReadonlyMap<string, LiveFiguresView> | null>(null);
  const key = ids.join();
  useEffect(() => {
    let isOver = false;
    const refresh = () => {
      if (key === "" || document.visibilityState !== "visible") return;
      ask(key.split(",")).then(
        (list) => !isOver && setFigures(new Map(list.map((one) => [one.performanceId, one]))),
        () => {},
      );
    };
    refresh();
    const timer = setInterval(refresh, REFRESH_MS);
    document.addEventListener("visibilitychange", refresh);
    return () => {
      isOver = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", refresh);
    };
  }, [key]);
  return figures;
}
