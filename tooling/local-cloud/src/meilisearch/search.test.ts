import { Meilisearch, MeilisearchApiError } from "meilisearch";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { scratchFolder } from "../../test/scratch.ts";
import { createSearchEmulator } from "./create-search-emulator.ts";
import { findMeilisearch } from "./find-meilisearch.ts";
import { startMeilisearch } from "./start-meilisearch.ts";

const masterKey = "the key of this test";

/** What is asked, and the status and code of the refusal. */
type Refused = [string, (uid: string) => Promise<unknown>, number, string];

interface Engine {
  readonly port: number;
  stop(): Promise<void>;
}

const standIn = createSearchEmulator({ port: 0, masterKey });
const binary = findMeilisearch();

/** The same table for both; the real engine is asked where this machine has it. */
const ENGINES: [string, () => Promise<Engine>][] = [
  [
    "the stand-in",
    async () => {
      await standIn.start();
      return standIn;
    },
  ],
];
if (binary !== null) {
  ENGINES.push([
    "the real engine",
    async () => startMeilisearch({ port: 0, dir: await scratchFolder(), masterKey, binary }),
  ]);
}

interface Show {
  id: string;
  title: string;
  artists: string[];
  city: string;
  price: number;
  startsAt: number;
  kinds?: string[];
  note?: string | null;
  _geo?: { lat: number; lng: number };
}

const SHOWS: Show[] = [
  {
    id: "a1",
    title: "Night Ferry",
    artists: ["Harbour Lights"],
    city: "Rotterdam",
    price: 4850,
    startsAt: 10,
    kinds: ["show"],
    _geo: { lat: 51.92, lng: 4.48 },
  },
  {
    id: "a2",
    title: "Ferry to the Night",
    artists: ["Somebody Else"],
    city: "Amsterdam",
    price: 1200,
    startsAt: 20,
    kinds: ["show"],
    note: null,
    _geo: { lat: 52.37, lng: 4.9 },
  },
  {
    id: "a3",
    title: "Mariners v Amstel United",
    artists: [],
    city: "Rotterdam",
    price: 1850,
    startsAt: 30,
    kinds: ["sport"],
    note: "",
    _geo: { lat: 51.88, lng: 4.52 },
  },
  {
    id: "a4",
    title: "上海之夜",
    artists: ["沈野"],
    city: "Shanghai",
    price: 38000,
    startsAt: 40,
    kinds: ["show"],
    _geo: { lat: 31.23, lng: 121.47 },
  },
  {
    id: "a5",
    title: "Fjällvinter",
    artists: ["Norrsken Ensemble"],
    city: "Stockholm",
    price: 49500,
    startsAt: 50,
    kinds: ["show", "sport"],
  },
  {
    id: "a6",
    title: "The Glass Orchard",
    artists: ["Quartet for Four Lamps"],
    city: "New York",
    price: 6000,
    startsAt: 60,
    kinds: ["exhibition"],
    _geo: { lat: 40.7, lng: -74 },
  },
];

describe.each(ENGINES)("asked of %s", (name, start) => {
  const isStandIn = name === "the stand-in";
  /** What the stand-in lacks the real engine has. */
  const hasIt = ([, , , code]: readonly [string, unknown, number, string]) => isStandIn || code !== "not_in_stand_in";
  let engine: Engine;
  let client: Meilisearch;

  beforeAll(async () => {
    engine = await start();
    client = new Meilisearch({ host: `http://127.0.0.1:${engine.port}`, apiKey: masterKey });
  });
  afterAll(() => engine?.stop());
  beforeEach(() => standIn.control.behave());

  let number = 0;
  /** An index of its own with the shows in it. */
  async function openShows(settings: Parameters<ReturnType<Meilisearch["index"]>["updateSettings"]>[0] = {}) {
    const index = client.index<Show>(`shows-${++number}`);
    await index.updateSettings({
      searchableAttributes: ["title", "artists", "city"],
      filterableAttributes: ["city", "price", "kinds", "note", "_geo"],
      sortableAttributes: ["price", "startsAt", "_geo"],
      ...settings,
    });
    await index.addDocuments(SHOWS, { primaryKey: "id" }).waitTask();
    return index;
  }
  const idsOf = (answer: { hits: { id: string }[] }) => answer.hits.map(({ id }) => id);

  describe("what is found", () => {
    let shows: Awaited<ReturnType<typeof openShows>>;
    beforeAll(async () => {
      shows = await openShows({ synonyms: { nyc: ["new york"], boat: ["ferry"] }, stopWords: ["the"] });
    });
    const find = async (q: string, more = {}) => idsOf(await shows.search(q, more));

    test.each([
      ["a word, whatever its case", "ROTTERDAM", ["a1", "a3"]],
      ["a word without its marks", "fjallvinter", ["a5"]],
      ["the beginning of the last word", "gla", ["a6"]],
      ["one wrong letter in five, and swapped neighbours", "mairners", ["a3"]],
      ["two wrong letters in nine", "rottrdaam", ["a1", "a3"]],
      ["a wrong letter in a word that is only begun", "orhca", ["a6"]],
      ["words run together", "nightferry", ["a1"]],
      ["a word torn apart", "fjall vinter", ["a5"]],
      ["Chinese by its words", "上海", ["a4"]],
      ["Chinese in another field", "沈野", ["a4"]],
      ["a synonym", "boat", ["a2", "a1"]],
      ["a synonym of two words", "nyc", ["a6"]],
      ["words in quotes only in a row", '"night ferry"', ["a1"]],
      ["all but what is left out", "ferry -amsterdam", ["a1"]],
    ])("%s", async (_, q, ids) => {
      expect(await find(q)).toEqual(ids);
    });

    test.each([
      ["a wrong letter in a short word", "fery", []],
      ["a wrong first letter and another", "xotterdan", []],
      ["the beginning of a word that is not the last", "rott mariners", []],
      ["the beginning of a word that is over", "gla ", []],
      ["a word torn apart, with a wrong letter in seven", "har baur lights", []],
      ["words run together that do not stand together", "ferrynight", []],
      ["a stop word at the end, which may be a beginning", "night the", []],
    ])("and not by %s", async (_, q, ids) => {
      expect(await find(q, { matchingStrategy: "all" })).toEqual(ids);
    });

    test("the better fit comes first: words, then typos, then how near they stand, then the field", async () => {
      expect(await find("night ferry")).toEqual(["a1", "a2"]);
      expect(await find("ferry amsterdam")).toEqual(["a2", "a1"]);
      expect(await find("night rotterdam")).toEqual(["a1", "a2"]);
      expect(await find("night rotterdam", { matchingStrategy: "all" })).toEqual(["a1"]);
    });

    test("and among equals what stands nearer to the beginning, and is all there is", async () => {
      expect(await find("night")).toEqual(["a1", "a2"]);
      expect(await find("ferry")).toEqual(["a2", "a1"]);
      expect(await find("night the ")).toEqual(["a1", "a2"]);
      const titles = ["Salt Marsh", "Salt", "Marsh and Salt", "Slat"];
      const salt = await openShows();
      await salt.deleteAllDocuments().waitTask();
      await salt.addDocuments(titles.map((title) => ({ id: title.replaceAll(" ", "-"), title })) as Show[]).waitTask();
      expect(idsOf(await salt.search("salt"))).toEqual(["Salt", "Salt-Marsh", "Marsh-and-Salt"]);
    });

    test("texts of one field stand apart", async () => {
      const apart = await openShows();
      const artists = [["Wet", "Rope"], ["Wet Rope"]];
      await apart.addDocuments(artists.map((names, at) => ({ id: `b${at}`, artists: names })) as Show[]).waitTask();
      expect(idsOf(await apart.search("wet rope"))).toEqual(["b1", "b0"]);
    });

    test("sorting decides among equals, values that are missing come last", async () => {
      expect(await find("", { sort: ["price:desc"] })).toEqual(["a5", "a4", "a6", "a1", "a3", "a2"]);
      const near = await shows.search("", { sort: ["_geoPoint(51.9, 4.5):asc"] });
      expect(idsOf(near)).toEqual(["a1", "a3", "a2", "a6", "a4", "a5"]);
      const [first] = near.hits as (Show & { _geoDistance?: number })[];
      expect(first?._geoDistance).toBeGreaterThan(2_000);
      expect(first?._geoDistance).toBeLessThan(3_000);
    });

    test.each([
      ["city = rotterdam", ["a1", "a3"]],
      ["city != Rotterdam AND price < 10000", ["a2", "a6"]],
      ["price 1200 TO 4850", ["a1", "a2", "a3"]],
      ["price >= 38000 OR kinds = exhibition", ["a4", "a5", "a6"]],
      ["NOT (price > 4850 OR city IN [Amsterdam, 'Rotterdam'])", []],
      ["kinds IN [sport]", ["a3", "a5"]],
      ["kinds NOT IN [show, exhibition]", ["a3"]],
      ["note EXISTS", ["a2", "a3"]],
      ["note NOT EXISTS AND city = Stockholm", ["a5"]],
      ["note IS NULL", ["a2"]],
      ["note IS EMPTY", ["a3"]],
      ["_geoRadius(51.9, 4.5, 10000)", ["a1", "a3"]],
      ["_geoBoundingBox([53, 6], [51, 4])", ["a1", "a2", "a3"]],
      [
        [["city = Rotterdam", "city = Shanghai"], "price > 2000"],
        ["a1", "a4"],
      ],
    ] as const)("filter %j", async (filter, ids) => {
      expect((await find("", { filter })).sort()).toEqual(ids);
    });

    test("facets count all that was found, once a document; numbers have their ends", async () => {
      const answer = await shows.search("", { facets: ["kinds", "price"], limit: 1, filter: "price < 30000" });
      expect(answer.facetDistribution?.kinds).toEqual({ exhibition: 1, show: 2, sport: 1 });
      expect(answer.facetStats?.price).toEqual({ min: 1200, max: 6000 });
      expect(answer).toMatchObject({ limit: 1, offset: 0, estimatedTotalHits: 4, query: "" });
      const cities = await shows.searchForFacetValues({ facetName: "city", facetQuery: "s" });
      expect(cities.facetHits).toEqual([
        { value: "Shanghai", count: 1 },
        { value: "Stockholm", count: 1 },
      ]);
    });

    test("pages, chosen fields, and what was hit between tags", async () => {
      const page = await shows.search("", { page: 2, hitsPerPage: 4, attributesToRetrieve: ["title"] });
      expect(page).toMatchObject({ page: 2, hitsPerPage: 4, totalPages: 2, totalHits: 6 });
      expect(page.hits).toEqual([{ title: "Fjällvinter" }, { title: "The Glass Orchard" }]);
      const lit = await shows.search("night fer", {
        attributesToHighlight: ["title"],
        highlightPreTag: "[",
        highlightPostTag: "]",
      });
      expect(lit.hits[0]?._formatted?.title).toBe("[Night] [Fer]ry");
      expect(lit.hits[0]?._formatted?.city).toBe("Rotterdam");
    });

    test("several questions at once, each answered for itself", async () => {
      const queries = [
        { indexUid: shows.uid, q: "glass" },
        { indexUid: shows.uid, q: "", filter: "city = Shanghai" },
      ];
      const { results } = await client.multiSearch<{ queries: typeof queries }, Show>({ queries });
      expect(results.map((one) => idsOf(one))).toEqual([["a6"], ["a4"]]);
    });
  });

  describe("what changes", () => {
    test("documents are put in whole or in part, and taken out by id, by ids, by filter and all", async () => {
      const shows = await openShows();
      await shows.updateDocuments([{ id: "a1", price: 1 }] as Partial<Show>[]).waitTask();
      expect(await shows.getDocument("a1")).toMatchObject({ title: "Night Ferry", price: 1 });
      await shows.addDocuments([{ id: "a1", title: "Day Ferry" }] as Show[]).waitTask();
      expect(await shows.getDocument("a1")).toEqual({ id: "a1", title: "Day Ferry" });
      expect(idsOf(await shows.search("day"))).toEqual(["a1"]);
      await shows.deleteDocument("a1").waitTask();
      await shows.deleteDocuments(["a2", "a9"]).waitTask();
      const task = await shows.deleteDocuments({ filter: "kinds = sport" }).waitTask();
      expect(task.details).toMatchObject({ deletedDocuments: 2 });
      expect((await shows.getDocuments()).results.map(({ id }) => id)).toEqual(["a4", "a6"]);
      await shows.deleteAllDocuments().waitTask();
      expect((await shows.getStats()).numberOfDocuments).toBe(0);
    });

    test("two indexes change places in one step", async () => {
      const [old, fresh] = [await openShows(), await openShows()];
      await fresh.deleteDocuments(["a1", "a2", "a3"]).waitTask();
      await client.swapIndexes([{ indexes: [old.uid, fresh.uid], rename: false }]).waitTask();
      expect((await old.getStats()).numberOfDocuments).toBe(3);
      expect((await fresh.getStats()).numberOfDocuments).toBe(6);
      await client.deleteIndex(fresh.uid).waitTask();
      expect(idsOf(await old.search("glass"))).toEqual(["a6"]);
    });

    test("settings keep what a change does not name, and null sets one back", async () => {
      const shows = await openShows({ synonyms: { a: ["b"] }, typoTolerance: { minWordSizeForTypos: { oneTypo: 4 } } });
      await shows.updateSettings({ synonyms: null, stopWords: ["v"] }).waitTask();
      const settings = await shows.getSettings();
      expect(settings).toMatchObject({
        synonyms: {},
        stopWords: ["v"],
        searchableAttributes: ["title", "artists", "city"],
      });
      expect(settings.typoTolerance).toMatchObject({ enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 9 } });
      expect(idsOf(await shows.search("fery"))).toEqual(["a2", "a1"]);
    });

    test("work is a task, done in order, and one that fails says why and stops nobody", async () => {
      const uid = `tasks-${++number}`;
      const bad = client.index(uid).addDocuments([{ title: "nameless" }]);
      const good = client.index(uid).addDocuments([{ id: 1 }], { primaryKey: "id" });
      const [failed, done] = [await bad.waitTask(), await good.waitTask()];
      expect(failed).toMatchObject({ status: "failed", error: { code: "index_primary_key_no_candidate_found" } });
      expect(done).toMatchObject({ status: "succeeded", indexUid: uid });
      const { results } = await client.tasks.getTasks({ indexUids: [uid], statuses: ["failed"] });
      expect(results.map((task) => task.uid)).toEqual([failed.uid]);
    });
  });

  describe("what is refused", () => {
    const wrong =
      (path: string, init: RequestInit = {}) =>
      () =>
        fetch(`http://127.0.0.1:${engine.port}${path}`, {
          method: "POST",
          ...init,
          headers: { authorization: `Bearer ${masterKey}`, "content-type": "application/json", ...init.headers },
        });

    test.each<Refused>(
      (
        [
          ["an index that is not there", () => client.index("nobody").search("a"), 404, "index_not_found"],
          ["a wrong name of one", () => client.createIndex("a b"), 400, "invalid_index_uid"],
          ["a document that is not there", (uid) => client.index(uid).getDocument("zz"), 404, "document_not_found"],
          ["a task that is not there", () => client.tasks.getTask(999_999), 404, "task_not_found"],
          [
            "a filter that is none",
            (uid) => client.index(uid).search("", { filter: "city ==" }),
            400,
            "invalid_search_filter",
          ],
          [
            "an open parenthesis",
            (uid) => client.index(uid).search("", { filter: "(city = a" }),
            400,
            "invalid_search_filter",
          ],
          [
            "a filter on a field that is not filterable",
            (uid) => client.index(uid).search("", { filter: "title = a" }),
            400,
            "invalid_search_filter",
          ],
          [
            "a place that is not on Earth",
            (uid) => client.index(uid).search("", { filter: "_geoRadius(91, 0, 1)" }),
            400,
            "invalid_search_filter",
          ],
          [
            "sorting by a field that is not sortable",
            (uid) => client.index(uid).search("", { sort: ["title:asc"] }),
            400,
            "invalid_search_sort",
          ],
          [
            "sorting without a direction",
            (uid) => client.index(uid).search("", { sort: ["price"] }),
            400,
            "invalid_search_sort",
          ],
          [
            "facets of a field that is not filterable",
            (uid) => client.index(uid).search("", { facets: ["title"] }),
            400,
            "invalid_search_facets",
          ],
          ["a limit below nothing", (uid) => client.index(uid).search("", { limit: -1 }), 400, "invalid_search_limit"],
          [
            "a parameter that nobody knows",
            (uid) => client.index(uid).search("", { colour: "red" } as object),
            400,
            "bad_request",
          ],
          [
            "a parameter that only the real engine knows",
            (uid) => client.index(uid).search("", { showRankingScore: true }),
            501,
            "not_in_stand_in",
          ],
          [
            "searching in a field that is not searchable",
            (uid) => client.index(uid).search("a", { attributesToSearchOn: ["price"] }),
            400,
            "invalid_search_attributes_to_search_on",
          ],
          [
            "a setting that nobody knows",
            (uid) => client.index(uid).updateSettings({ colour: "red" } as object),
            400,
            "bad_request",
          ],
          [
            "a rule of ranking that there is not",
            (uid) => client.index(uid).updateSettings({ rankingRules: ["luck"] }),
            400,
            "invalid_settings_ranking_rules",
          ],
          [
            "a setting of the wrong kind",
            (uid) => client.index(uid).updateSettings({ stopWords: "the" as unknown as string[] }),
            400,
            "invalid_settings_stop_words",
          ],
          [
            "embedders, which the stand-in has not",
            (uid) => client.index(uid).updateSettings({ embedders: {} }),
            501,
            "not_in_stand_in",
          ],
          [
            "an index in two swaps",
            (uid) => client.swapIndexes([{ indexes: [uid, uid], rename: false }]),
            400,
            "invalid_swap_duplicate_index_found",
          ],
          [
            "federated search",
            (uid) => client.multiSearch({ federation: {}, queries: [{ indexUid: uid, q: "" }] }),
            501,
            "not_in_stand_in",
          ],
          [
            "another key",
            () => new Meilisearch({ host: `http://127.0.0.1:${engine.port}`, apiKey: "wrong" }).getStats(),
            403,
            "invalid_api_key",
          ],
          [
            "no key",
            () => new Meilisearch({ host: `http://127.0.0.1:${engine.port}` }).getStats(),
            401,
            "missing_authorization_header",
          ],
        ] satisfies Refused[]
      ).filter(hasIt),
    )("%s", async (_, ask, status, code) => {
      const { uid } = await openShows();
      const error = await ask(uid).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(MeilisearchApiError);
      const { cause, response } = error as MeilisearchApiError;
      expect({ status: response.status, code: cause?.code }).toEqual({ status, code });
    });

    test.each(
      (
        [
          ["a body that is no JSON", wrong("/indexes/a/search", { body: "{" }), 400, "malformed_payload"],
          ["no body", wrong("/indexes/a/search"), 400, "missing_payload"],
          [
            "a body of another kind",
            wrong("/indexes/a/documents", { body: "a", headers: { "content-type": "text/plain" } }),
            415,
            "invalid_content_type",
          ],
          ["an endpoint that there is not", wrong("/indexes/a/similar", { body: "{}" }), 501, "not_in_stand_in"],
        ] satisfies [string, () => Promise<Response>, number, string][]
      ).filter(hasIt),
    )("%s", async (_, ask, status, code) => {
      const response = await ask();
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ code });
    });

    test.runIf(isStandIn)("anything, while the engine is down; the next question after that is answered", async () => {
      const shows = await openShows();
      standIn.control.down = true;
      await expect(shows.search("ferry")).rejects.toThrow();
      standIn.control.down = false;
      expect(idsOf(await shows.search("glass"))).toEqual(["a6"]);
      expect(await client.health()).toEqual({ status: "available" });
    });
  });
});
