import type { SearchHitView } from "@usher/api/contract";

/** When a fair that has begun closes for good; null for what is still to begin. `now` in ms. */
export function lastDayOf({ next, openUntil }: Pick<SearchHitView, "next" | "openUntil">, now: number): string | null {
  const isOn = openUntil !== null && Date.parse(next.startsAt) <= now && now < Date.parse(openUntil);
  return isOn ? openUntil : null;
}
