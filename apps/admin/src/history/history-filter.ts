import { AUDIT_OBJECTS, type AuditObject } from "@usher/api/contract";

/** What of history is looked for. It stands in the address, so that a view of it can be kept and passed on. */
export interface HistoryFilter {
  readonly by: string | undefined;
  readonly object: AuditObject | undefined;
  /** "2026-03-01", the first and the last day, both included. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads an address; what it says wrongly counts as not said. */
export function readFilter(query: URLSearchParams): HistoryFilter {
  const by = query.get("by") ?? "";
  return {
    by: UUID.test(by) ? by : undefined,
    object: AUDIT_OBJECTS.find((object) => object === query.get("object")),
    from: dayIn(query.get("from")),
    to: dayIn(query.get("to")),
  };
}

/** `?by=…&object=…&from=…&to=…` with what is set, or nothing. */
export function writeFilter({ by, object, from, to }: HistoryFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ by, object, from, to })) if (value) query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

/** The moments between which a filter's days lie, by this desk's clock: from the first's midnight to the midnight after the last. */
export function momentsOf({ from, to }: HistoryFilter): { from?: string; until?: string } {
  return { ...(from && { from: midnight(from, 0) }), ...(to && { until: midnight(to, 1) }) };
}

function dayIn(text: string | null): string | undefined {
  const isDay = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  return isDay ? text : undefined;
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
