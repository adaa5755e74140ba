import { isObject } from "./document.ts";
import { type Engine, readDocuments, readSwaps } from "./engine.ts";
import { readQuery } from "./query.ts";
import { invalid, notHere, SearchRefusal } from "./refusal.ts";
import { search, searchFacet } from "./search.ts";
import type { SearchIndex } from "./search-index.ts";

const VERSION = "1.48.0";

/** A request as it is read. `path` has no query and is cut at its slashes. */
export interface Call {
  readonly method: string;
  readonly path: readonly string[];
  readonly params: URLSearchParams;
  readonly body: unknown;
}

/** What is answered; no body at all where there is none. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
}

const accepted = (task: Record<string, unknown>): Answer => ({ status: 202, body: task });

/** Answers a call. Refuses endpoints that the stand-in does not have. */
export function route(engine: Engine, call: Call): Answer {
  const [first = "", ...rest] = call.path;
  const rooms: Readonly<Record<string, (path: readonly string[]) => Answer | null>> = {
    health: () => (call.method === "GET" ? { body: { status: "available" } } : null),
    version: () =>
      call.method === "GET" ? { body: { commitSha: "local", commitDate: "local", pkgVersion: VERSION } } : null,
    stats: () => (call.method === "GET" ? { body: statsOf(engine) } : null),
    indexes: (path) => routeIndexes(engine, call, path),
    tasks: (path) => routeTasks(engine, call, path),
    "multi-search": () => (call.method === "POST" ? multiSearch(engine, call.body) : null),
    "swap-indexes": () => (call.method === "POST" ? accepted(engine.swap(readSwaps(call.body))) : null),
  };
  const answer = Object.hasOwn(rooms, first) ? rooms[first]?.(rest) : null;
  if (!answer) throw notHere(`endpoint ${call.method} /${call.path.join("/")}`);
  return answer;
}

function routeTasks(engine: Engine, { method, params }: Call, [uid, ...more]: readonly string[]): Answer | null {
  if (method !== "GET" || more.length > 0) return null;
  if (uid !== undefined) {
    if (!/^\d+$/.test(uid)) throw invalid("invalid_task_uids", `Invalid value in parameter \`taskUid\`: \`${uid}\``);
    return { body: engine.tasks.find(Number(uid)) };
  }
  for (const name of params.keys()) {
    if (!["limit", "from", "statuses", "types", "indexUids", "uids"].includes(name))
      throw notHere(`task filter \`${name}\``);
  }
  const among = (name: string, value: string | null) => {
    const wanted = params.get(name);
    return wanted === null || wanted === "*" || wanted.split(",").includes(String(value));
  };
  const from = params.has("from") ? wholeParam(params, "from", 0, "invalid_task_from") : null;
  const limit = wholeParam(params, "limit", 20, "invalid_task_limit");
  const list = engine.tasks.list(
    (task) =>
      among("statuses", task.status) &&
      among("types", task.type) &&
      among("indexUids", task.indexUid) &&
      among("uids", String(task.uid)),
    from,
    limit,
  );
  return { body: list };
}

function routeIndexes(engine: Engine, call: Call, [uid, room, ...more]: readonly string[]): Answer | null {
  const { method, params, body } = call;
  if (uid === undefined) {
    if (method === "GET") return { body: paged(engine.list().map(showIndex), params) };
    return method === "POST" ? accepted(engine.create(...readNewIndex(body))) : null;
  }
  if (room === undefined) {
    if (method === "GET") return { body: showIndex(engine.find(uid)) };
    return method === "DELETE" ? accepted(engine.remove(uid)) : null;
  }
  const [only] = more;
  if (room === "documents" && more.length < 2) return routeDocuments(engine, call, uid, only);
  if (room === "settings" && more.length === 0) {
    if (method === "GET") return { body: engine.find(uid).settings };
    if (method === "PATCH") return accepted(engine.set(uid, objectOf(body)));
    return method === "DELETE" ? accepted(engine.set(uid, null)) : null;
  }
  if (more.length > 0) return null;
  if (room === "stats" && method === "GET") return { body: statsOfIndex(engine.find(uid)) };
  if (room === "search" && method === "POST") return { body: search(engine.find(uid), readQuery(objectOf(body))) };
  if (room === "facet-search" && method === "POST") return { body: facetSearch(engine.find(uid), objectOf(body)) };
  return null;
}

function routeDocuments(
  engine: Engine,
  { method, params, body }: Call,
  uid: string,
  only: string | undefined,
): Answer | null {
  if (only === undefined) {
    if (method === "GET")
      return {
        body: paged(
          [...engine.find(uid).entries.values()].map(({ document }) => document),
          params,
        ),
      };
    if (method === "DELETE") return accepted(engine.removeDocuments(uid, "all"));
    if (method !== "POST" && method !== "PUT") return null;
    const documents = readDocuments(body);
    return accepted(engine.put(uid, documents, { isPart: method === "PUT", primaryKey: params.get("primaryKey") }));
  }
  if (method === "POST" && only === "delete-batch") {
    if (!Array.isArray(body)) throw invalid("bad_request", "Invalid value type: expected an array");
    return accepted(engine.removeDocuments(uid, { ids: body.map(String) }));
  }
  if (method === "POST" && only === "delete") {
    const { filter } = objectOf(body);
    if (filter === undefined) throw invalid("missing_document_filter", "Missing field `filter`");
    return accepted(engine.removeDocuments(uid, { filter }));
  }
  if (method === "DELETE") return accepted(engine.removeDocuments(uid, { ids: [only] }));
  if (method !== "GET") return null;
  const entry = engine.find(uid).entries.get(only);
  if (!entry) throw new SearchRefusal(404, "document_not_found", `Document \`${only}\` not found.`);
  return { body: entry.document };
}

function facetSearch(index: SearchIndex, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { facetName, facetQuery, exhaustiveFacetCount: _, ...query } = body;
  if (typeof facetName !== "string") throw invalid("missing_facet_search_facet_name", "Missing field `facetName`");
  return searchFacet(index, facetName, typeof facetQuery === "string" ? facetQuery : "", readQuery(query));
}

function multiSearch(engine: Engine, body: unknown): Answer {
  const { queries, federation, ...more } = objectOf(body);
  if (federation !== undefined) throw notHere("federated search");
  const [unknown] = Object.keys(more);
  if (unknown !== undefined)
    throw invalid("bad_request", `Unknown field \`${unknown}\`: expected one of \`queries\`, \`federation\``);
  if (!Array.isArray(queries)) throw invalid("bad_request", "Missing field `queries`");
  const results = queries.map((one: unknown, at) => {
    const { indexUid, ...query } = objectOf(one);
    if (typeof indexUid !== "string")
      throw invalid("missing_index_uid", `Missing field \`indexUid\` inside \`.queries[${at}]\``);
    return { indexUid, ...search(engine.find(indexUid), readQuery(query)) };
  });
  return { body: { results } };
}

function readNewIndex(body: unknown): [uid: string, primaryKey: string | null] {
  const { uid, primaryKey } = objectOf(body);
  if (typeof uid !== "string") throw invalid("missing_index_uid", "Missing field `uid`");
  return [uid, typeof primaryKey === "string" ? primaryKey : null];
}

function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(body)) throw invalid("bad_request", "Invalid value type: expected an object");
  return body;
}

function paged(all: readonly unknown[], params: URLSearchParams) {
  const offset = wholeParam(params, "offset", 0, "invalid_index_offset");
  const limit = wholeParam(params, "limit", 20, "invalid_index_limit");
  return { results: all.slice(offset, offset + limit), offset, limit, total: all.length };
}

function wholeParam(params: URLSearchParams, name: string, initial: number, code: string): number {
  const text = params.get(name);
  if (text === null) return initial;
  if (!/^\d+$/.test(text))
    throw invalid(code, `Invalid value in parameter \`${name}\`: could not parse \`${text}\` as a positive integer`);
  return Number(text);
}

const showIndex = ({ uid, createdAt, updatedAt, primaryKey }: SearchIndex) => ({
  uid,
  createdAt,
  updatedAt,
  primaryKey,
});

function statsOfIndex({ entries }: SearchIndex) {
  const fieldDistribution: Record<string, number> = {};
  for (const { document } of entries.values()) {
    for (const name of Object.keys(document)) fieldDistribution[name] = (fieldDistribution[name] ?? 0) + 1;
  }
  return { numberOfDocuments: entries.size, isIndexing: false, fieldDistribution };
}

function statsOf(engine: Engine) {
  const indexes = Object.fromEntries(engine.list().map((index) => [index.uid, statsOfIndex(index)]));
  return { databaseSize: 0, lastUpdate: null, indexes };
}
