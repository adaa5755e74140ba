import type { EventSummaryView } from "@usher/api/contract";

export const KINDS = [
  "show",
  "sport",
  "transport",
  "exhibition",
] as const satisfies readonly EventSummaryView["kind"][];

export interface DiscoverFilter {
  readonly words: string;
  readonly city: string | null;
  readonly kind: EventSummaryView["kind"] | null;
}

export const NO_FILTER: DiscoverFilter = { words: "", city: null, kind: null };

/** The filter stands in the address, so that going back and sharing keep it. */
export function readFilter(search: string): DiscoverFilter {
  const query = new URLSearchParams(search);
  const kind = KINDS.find((known) => known === query.get("kind")) ?? null;
  return { words: query.get("q") ?? "", city: query.get("city"), kind };
}

export function writeFilter(path: string, { words, city, kind }: DiscoverFilter): string {
  const query = new URLSearchParams();
  if (words) query.set("q", words);
  if (city) query.set("city", city);
  if (kind) query.set("kind", kind);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether every word that was typed begins some word of the event's names, without regard to case or accents. */
export function matches(event: EventSummaryView, filter: DiscoverFilter): boolean {
  if (filter.city !== null && event.next.city !== filter.city) return false;
  if (filter.kind !== null && event.kind !== filter.kind) return false;
  const wanted = plain(filter.words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const text = plain(
    [event.title, event.subtitle, event.next.venueName, event.next.city, event.organizer.name].join(" "),
  );
  return wanted.every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
