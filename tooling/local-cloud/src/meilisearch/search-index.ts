import MiniSearch from "minisearch";
import { isObject, pathsOf, type SearchDocument, textsAt } from "./document.ts";
import { SearchRefusal } from "./refusal.ts";
import { changed, INITIAL_SETTINGS, type IndexSettings, type SettingsPatch } from "./settings.ts";
import { plain, wordsOf } from "./words.ts";

/** A document by its key, and its words field by field, for whoever asks how near two of them stand. */
export interface Entry {
  readonly id: string;
  /** The order of arrival: without any other reason, older ones come first. */
  readonly number: number;
  readonly document: SearchDocument;
}

/** How one word of a question was found in a document: by which of its words, and in which fields. */
export type FoundTerms = Readonly<Record<string, readonly string[]>>;

const ID = /^[\w-]{1,511}$/;

/** The documents of one index, found by their words. */
export class SearchIndex {
  /** Changes when indexes are swapped. */
  uid: string;
  readonly createdAt: string;
  updatedAt: string;
  primaryKey: string | null;
  #settings: IndexSettings = INITIAL_SETTINGS;
  readonly #entries = new Map<string, Entry>();
  #fields: string[] = [];
  #mini: MiniSearch<Entry> | null = null;
  #arrived = 0;

  constructor(uid: string, primaryKey: string | null, now: string) {
    this.uid = uid;
    this.primaryKey = primaryKey;
    this.createdAt = now;
    this.updatedAt = now;
  }

  get settings(): IndexSettings {
    return this.#settings;
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  /** Searched fields, the most important first. */
  get fields(): readonly string[] {
    this.#prepared();
    return this.#fields;
  }

  change(patch: SettingsPatch): void {
    this.#settings = changed(this.#settings, patch);
    this.#mini = null;
  }

  /**
   * Puts documents in: whole, or (`isPart`) only the fields that are named. Throws what makes the task fail: a document without a usable key.
   * Nothing is put in then.
   */
  put(documents: readonly SearchDocument[], isPart: boolean): void {
    if (documents.length === 0) return;
    const key = this.primaryKey ?? keyAmong(documents[0] as SearchDocument, this.uid);
    const keyed = documents.map((document) => [idOf(document, key), document] as const);
    this.primaryKey = key;
    for (const [id, document] of keyed) {
      const before = this.#entries.get(id);
      const after = isPart && before ? { ...before.document, ...document } : document;
      this.#replace(before, { id, number: before?.number ?? this.#arrived++, document: after });
    }
  }

  /** Takes documents out; returns how many there were. */
  remove(ids: Iterable<string>): number {
    let removed = 0;
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      this.#entries.delete(id);
      this.#mini?.remove(entry);
      removed++;
    }
    return removed;
  }

  clear(): number {
    const before = this.#entries.size;
    this.#entries.clear();
    this.#mini = null;
    return before;
  }

  /** Which documents have a word, how, and where. `mostTypos` as Levenshtein counts them, so two for swapped neighbours. */
  find(term: string, isPrefix: boolean, mostTypos: number, fields: readonly string[]): Map<string, FoundTerms> {
    const mini = this.#prepared();
    const options = { fields: [...fields], prefix: isPrefix, fuzzy: mostTypos === 0 ? (false as const) : mostTypos };
    const results = mini.search(term, { ...options, tokenize: (text) => [text], processTerm: (word) => word });
    return new Map(results.map(({ id, match }) => [String(id), match]));
  }

  #replace(before: Entry | undefined, after: Entry): void {
    this.#entries.set(after.id, after);
    // With `*` every field of every document is searched, so one that nobody had yet is a reason to begin anew.
    const isNewField = this.#isAll() && pathsOf(after.document).some((path) => !this.#fields.includes(path));
    if (isNewField) this.#mini = null;
    if (!this.#mini) return;
    if (before) this.#mini.remove(before);
    this.#mini.add(after);
  }

  #isAll(): boolean {
    return this.#settings.searchableAttributes.includes("*");
  }

  #prepared(): MiniSearch<Entry> {
    if (this.#mini) return this.#mini;
    const all = new Set([...this.#entries.values()].flatMap(({ document }) => pathsOf(document)));
    this.#fields = this.#isAll() ? [...all] : [...this.#settings.searchableAttributes];
    const stops = new Set(this.#settings.stopWords.map(plain));
    this.#mini = new MiniSearch<Entry>({
      idField: "#key",
      fields: this.#fields,
      extractField: ({ id, document }, field) => (field === "#key" ? id : textsAt(document, field).join("\n")),
      tokenize: (text) => wordsOf(text).map(({ term }) => term),
      processTerm: (term) => (stops.has(term) ? null : term),
    });
    this.#mini.addAll([...this.#entries.values()]);
    return this.#mini;
  }
}

function idOf(document: SearchDocument, key: string): string {
  if (!isObject(document)) throw new SearchRefusal(400, "malformed_payload", "A document is an object.");
  const id = document[key];
  if (id === undefined)
    throw new SearchRefusal(
      400,
      "missing_document_id",
      `Document doesn't have a \`${key}\` attribute: \`${JSON.stringify(document)}\`.`,
    );
  const isId = (typeof id === "number" && Number.isInteger(id)) || (typeof id === "string" && ID.test(id));
  if (!isId)
    throw new SearchRefusal(
      400,
      "invalid_document_id",
      `Document identifier \`${JSON.stringify(id)}\` is invalid. A document identifier can be of type integer or string, only composed of alphanumeric characters (a-z A-Z 0-9), hyphens (-) and underscores (_), and can not be more than 511 bytes.`,
    );
  return String(id);
}

/** The one field whose name ends in `id`. */
function keyAmong(document: SearchDocument, uid: string): string {
  const candidates = Object.keys(document).filter((name) => name.toLowerCase().endsWith("id"));
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  if (only === undefined)
    throw new SearchRefusal(
      400,
      "index_primary_key_no_candidate_found",
      "The primary key inference failed as the engine did not find any field ending with `id` in its name. Please specify the primary key manually using the `primaryKey` query parameter.",
    );
  throw new SearchRefusal(
    400,
    "index_primary_key_multiple_candidates_found",
    `The primary key inference failed as the engine found ${candidates.length} fields ending with \`id\` in their names: '${candidates[0]}' and '${candidates[1]}'. Please specify the primary key manually using the \`primaryKey\` query parameter. (${uid})`,
  );
}
