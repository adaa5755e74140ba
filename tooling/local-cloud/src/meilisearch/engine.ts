import { isObject, type SearchDocument } from "./document.ts";
import { readFilter } from "./filter.ts";
import { invalid, notHere, SearchRefusal } from "./refusal.ts";
import { SearchIndex } from "./search-index.ts";
import { readSettings, type SettingsPatch } from "./settings.ts";
import { Tasks } from "./tasks.ts";

const UID = /^[\w-]{1,400}$/;

/** The indexes of one engine, and the work on them. What changes something is a task; what reads answers at once. */
export class Engine {
  readonly tasks = new Tasks();
  readonly #indexes = new Map<string, SearchIndex>();

  /** Every index, by name. */
  list(): SearchIndex[] {
    return [...this.#indexes.values()].sort((one, other) => (one.uid < other.uid ? -1 : 1));
  }

  /** Refuses an index that is not there. */
  find(uid: string): SearchIndex {
    const index = this.#indexes.get(checkUid(uid));
    if (!index) throw new SearchRefusal(404, "index_not_found", `Index \`${uid}\` not found.`);
    return index;
  }

  create(uid: string, primaryKey: string | null) {
    return this.tasks.add("indexCreation", checkUid(uid), () => {
      if (this.#indexes.has(uid))
        throw new SearchRefusal(409, "index_already_exists", `Index \`${uid}\` already exists.`);
      this.#open(uid, primaryKey);
      return { primaryKey };
    });
  }

  remove(uid: string) {
    return this.tasks.add("indexDeletion", checkUid(uid), () => {
      const deletedDocuments = this.find(uid).entries.size;
      this.#indexes.delete(uid);
      return { deletedDocuments };
    });
  }

  /** Changes names of pairs of indexes in one step, so that a new one takes the place of an old one and nobody sees neither. */
  swap(pairs: readonly (readonly [string, string])[]) {
    for (const uid of pairs.flat()) checkUid(uid);
    const twice = pairs.flat().find((uid, at, all) => all.indexOf(uid) !== at);
    if (twice !== undefined)
      throw invalid(
        "invalid_swap_duplicate_index_found",
        `Indexes must be declared only once during a swap. \`${twice}\` was specified several times.`,
      );
    return this.tasks.add("indexSwap", null, () => {
      const missing = pairs.flat().find((uid) => !this.#indexes.has(uid));
      if (missing !== undefined) throw new SearchRefusal(404, "index_not_found", `Index \`${missing}\` not found.`);
      for (const [one, other] of pairs) this.#exchange(one, other);
      return { swaps: pairs.map((indexes) => ({ indexes })) };
    });
  }

  put(uid: string, documents: readonly SearchDocument[], options: { isPart: boolean; primaryKey: string | null }) {
    return this.tasks.add("documentAdditionOrUpdate", checkUid(uid), () => {
      const index = this.#indexes.get(uid) ?? this.#open(uid, options.primaryKey);
      index.primaryKey ??= options.primaryKey;
      index.put(documents, options.isPart);
      this.#touch(index);
      return { receivedDocuments: documents.length, indexedDocuments: documents.length };
    });
  }

  removeDocuments(uid: string, which: { ids: readonly string[] } | { filter: unknown } | "all") {
    return this.tasks.add("documentDeletion", checkUid(uid), () => {
      const index = this.find(uid);
      const [providedIds, originalFilter] =
        which === "all" ? [0, null] : "ids" in which ? [which.ids.length, null] : [0, which.filter];
      const deletedDocuments =
        which === "all" ? index.clear() : index.remove("ids" in which ? which.ids : idsBy(index, which.filter));
      this.#touch(index);
      return {
        providedIds,
        originalFilter: originalFilter === null ? null : JSON.stringify(originalFilter),
        deletedDocuments,
      };
    });
  }

  /** Sets some settings, or with `null` all of them back. */
  set(uid: string, patch: SettingsPatch | null) {
    const read = patch === null ? null : readSettings(patch);
    return this.tasks.add("settingsUpdate", checkUid(uid), () => {
      const index = this.#indexes.get(uid) ?? this.#open(uid, null);
      index.change(read ?? Object.fromEntries(Object.keys(index.settings).map((name) => [name, null])));
      this.#touch(index);
      return { ...read };
    });
  }

  #open(uid: string, primaryKey: string | null): SearchIndex {
    const index = new SearchIndex(uid, primaryKey, new Date().toISOString());
    this.#indexes.set(uid, index);
    return index;
  }

  #exchange(one: string, other: string): void {
    const [first, second] = [this.find(one), this.find(other)];
    first.uid = other;
    second.uid = one;
    this.#indexes.set(other, first);
    this.#indexes.set(one, second);
  }

  #touch(index: SearchIndex): void {
    index.updatedAt = new Date().toISOString();
  }
}

function idsBy(index: SearchIndex, filter: unknown): string[] {
  const passes = readFilter(filter, new Set(index.settings.filterableAttributes));
  return [...index.entries.values()].filter(({ document }) => passes(document)).map(({ id }) => id);
}

function checkUid(uid: string): string {
  if (!UID.test(uid))
    throw invalid(
      "invalid_index_uid",
      `\`${uid}\` is not a valid index uid. Index uid can be an integer or a string containing only alphanumeric characters, hyphens (-) and underscores (_), and can not be more than 400 bytes.`,
    );
  return uid;
}

/** Documents as they come in a body: one, or many. */
export function readDocuments(body: unknown): SearchDocument[] {
  const documents = Array.isArray(body) ? body : [body];
  if (!documents.every(isObject))
    throw new SearchRefusal(
      400,
      "malformed_payload",
      "The `json` payload provided is malformed: documents are objects.",
    );
  return documents;
}

/** Which pairs a swap is about. */
export function readSwaps(body: unknown): (readonly [string, string])[] {
  if (!Array.isArray(body)) throw invalid("bad_request", "Invalid value type: expected an array");
  return body.map((one: unknown) => {
    const { indexes, rename, ...more } = isObject(one) ? one : {};
    if (rename === true) throw notHere("renaming by a swap");
    const [first, second, ...others]: unknown[] = Array.isArray(indexes) ? indexes : [];
    const isPair = typeof first === "string" && typeof second === "string" && others.length === 0;
    if (!isPair || Object.keys(more).length > 0)
      throw invalid("invalid_swap_indexes", "Two indexes must be given for each swap.");
    return [first, second] as const;
  });
}
