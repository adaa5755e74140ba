import { endpoint } from "./endpoint.ts";
import { resourceMissing } from "./failures.ts";
import { isWithin, pageOf, pagingFields } from "./paging.ts";
import { list, text, timeRange } from "./params.ts";
import type { EventRecord } from "./store.ts";

const parsed = (record: EventRecord) => JSON.parse(record.payload) as object;

/** `checkout.*` asks for a whole family of events. */
function isWanted(type: string, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return wanted.some((name) => name === type || (name.endsWith(".*") && type.startsWith(name.slice(0, -1))));
}

export const eventEndpoints = [
  endpoint("GET", "/v1/events/:id", {}, (account, _params, id) => {
    const record = account.store.events.get(id);
    if (!record) throw resourceMissing("event", id, "id");
    return parsed(record);
  }),
  endpoint(
    "GET",
    "/v1/events",
    { ...pagingFields, created: timeRange, type: text(100), types: list(text(100), 20) },
    (account, params) => {
      const wanted = params.types ?? (params.type ? [params.type] : []);
      return pageOf(account.store.events, params, "/v1/events", {
        kind: "event",
        matches: (record) => isWanted(record.type, wanted) && isWithin(record.created, params.created),
        view: parsed,
      });
    },
  ),
];
