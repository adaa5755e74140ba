import { isObject, pathsOf, type SearchDocument } from "./document.ts";
import { readSynonyms } from "./question.ts";
import { SearchRefusal } from "./refusal.ts";
import { changed, INITIAL_SETTINGS, type IndexSettings, type SettingsPatch } from "./settings.ts";
import { WordIndex } from "./word-index.ts";
import { plain } from "./words.ts";

/** A document by its key. */
export interface Entry {
  readonly id: string;
  /** The order of arrival: without any other reason, older ones come first. */
  readonly number: number;
  readonly document: SearchDocument;
}

const ID = /^[\w-]{1,511}$/;

/** The documents of one index, found by their words. */
export class SearchIndex {
  /** Changes when indexes are swapped. */
  uid: string;
  readonly createdAt: string;
  updatedAt: string;
  primaryKey: string | null;
  #settings: IndexSettings = INITIAL_SETTINGS;
  #stopWords: ReadonlySet<string> = new Set();
  #synonyms = readSynonyms({});
  readonly #entries = new Map<string, Entry>();
  #fields: string[] = [];
  #words: WordIndex | null = null;
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
    this.#stopWords = new Set(this.#settings.stopWords.map(plain));
    this.#synonyms = readSynonyms(this.#settings.synonyms);
    this.#words = null;
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
      this.#replace({ id, number: before?.number ?? this.#arrived++, document: after });
    }
  }

  /** Takes documents out; returns how many there were. */
  remove(ids: Iterable<string>): number {
    let removed = 0;
    for (const id of ids) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      this.#entries.delete(id);
      this.#words?.remove(id);
      removed++;
    }
    return removed;
  }

  clear(): number {
    const before = this.#entries.size;
    this.#entries.clear();
    this.#words = null;
    return before;
  }

  /** The words of all documents, stop words left out. */
  get words(): WordIndex {
    return this.#prepared();
  }

  get stopWords(): ReadonlySet<string> {
    return this.#stopWords;
  }

  /** Phrases by the words they stand for. */
  get synonyms() {
    return this.#synonyms;
  }

  #replace(after: Entry): void {
    this.#entries.set(after.id, after);
    // With `*` every field of every document is searched, so one that nobody had yet is a reason to begin anew.
    const isNewField = this.#isAll() && pathsOf(after.document).some((path) => !this.#fields.includes(path));
    if (isNewField) this.#words = null;
    this.#words?.put(after.id, after.document);
  }

  #isAll(): boolean {
    return this.#settings.searchableAttributes.includes("*");
  }

  #prepared(): WordIndex {
    if (this.#words) return this.#words;
    const all = new Set([...this.#entries.values()].flatMap(({ document }) => pathsOf(document)));
    this.#fields = this.#isAll() ? [...all] : [...this.#settings.searchableAttributes];
    this.#words = new WordIndex(this.#fields, this.#stopWords);
    for (const { id, document } of this.#entries.values()) this.#words.put(id, document);
    return this.#words;
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
