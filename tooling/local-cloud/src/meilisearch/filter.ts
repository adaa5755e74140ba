import { isObject, metresBetween, type Place, placeOf, type SearchDocument, valuesAt } from "./document.ts";
import { invalid } from "./refusal.ts";
import { plain } from "./words.ts";

/** Whether a document is let through. */
export type Filter = (document: SearchDocument) => boolean;

const EVERYTHING: Filter = () => true;
const NAME = /[^\s"'(),[\]=!<>]+/y;

/**
 * Reads a filter (docs: meilisearch.com/docs/learn/filtering_and_sorting/filter_expression_reference): a text, or an array that is an AND of
 * texts and ORs. Refuses attributes that are not `filterable`, and texts that are no filter.
 */
export function readFilter(given: unknown, filterable: ReadonlySet<string>): Filter {
  if (given === undefined || given === null) return EVERYTHING;
  if (typeof given === "string") return given.trim() === "" ? EVERYTHING : new FilterReader(given, filterable).whole();
  if (!Array.isArray(given))
    throw invalid("invalid_search_filter", "Invalid syntax for the filter parameter: expected String, Array.");
  const all = given.map((one: unknown): Filter => {
    if (typeof one === "string") return readFilter(one, filterable);
    if (!Array.isArray(one) || !one.every((text) => typeof text === "string"))
      throw invalid("invalid_search_filter", "Invalid syntax for the filter parameter: expected String, [String].");
    const any = one.map((text) => readFilter(text, filterable));
    return any.length === 0 ? EVERYTHING : (document) => any.some((passes) => passes(document));
  });
  return (document) => all.every((passes) => passes(document));
}

/** Filterable attributes may be named by a pattern that ends in `*`; `_geo` is one like any other. */
export function isNamed(attribute: string, names: ReadonlySet<string>): boolean {
  if (names.has(attribute) || names.has("*")) return true;
  const steps = attribute.split(".");
  if (steps.some((_, at) => names.has(steps.slice(0, at + 1).join(".")))) return true;
  return [...names].some((name) => name.endsWith("*") && attribute.startsWith(name.slice(0, -1)));
}

class FilterReader {
  readonly #text: string;
  readonly #filterable: ReadonlySet<string>;
  #at = 0;

  constructor(text: string, filterable: ReadonlySet<string>) {
    this.#text = text;
    this.#filterable = filterable;
  }

  whole(): Filter {
    const filter = this.#or();
    this.#space();
    if (this.#at < this.#text.length) throw this.#wrong("Found unexpected characters at the end of the filter");
    return filter;
  }

  #or(): Filter {
    const any = [this.#and()];
    while (this.#keyword("OR")) any.push(this.#and());
    return any.length === 1 ? (any[0] as Filter) : (document) => any.some((passes) => passes(document));
  }

  #and(): Filter {
    const all = [this.#not()];
    while (this.#keyword("AND")) all.push(this.#not());
    return all.length === 1 ? (all[0] as Filter) : (document) => all.every((passes) => passes(document));
  }

  #not(): Filter {
    if (this.#keyword("NOT")) {
      const passes = this.#not();
      return (document) => !passes(document);
    }
    if (this.#sign("(")) {
      const inner = this.#or();
      if (!this.#sign(")")) throw this.#wrong("Expression is missing a closing parenthesis");
      return inner;
    }
    return this.#condition();
  }

  #condition(): Filter {
    if (this.#keyword("_geoRadius")) return this.#radius();
    if (this.#keyword("_geoBoundingBox")) return this.#box();
    const attribute = this.#word();
    if (attribute.startsWith("_geo") && attribute !== "_geo")
      throw this.#wrong(`\`${attribute}\` is a reserved keyword and thus can't be used as a filter expression`);
    if (!isNamed(attribute, this.#filterable)) throw notFilterable(attribute, this.#filterable);
    return this.#comparison(attribute);
  }

  #comparison(path: string): Filter {
    const some = (passes: (value: unknown) => boolean): Filter => {
      return (document) => valuesAt(document, path).some(passes);
    };
    for (const [sign, compare] of COMPARISONS) {
      if (!this.#sign(sign)) continue;
      const wanted = this.#word();
      if (sign === "=") return some((value) => isEqual(value, wanted));
      if (sign === "!=") return (document) => !valuesAt(document, path).some((value) => isEqual(value, wanted));
      const bound = this.#number(wanted);
      return some((value) => typeof value === "number" && compare(value, bound));
    }
    const isNot = this.#keyword("NOT");
    const turned = (passes: Filter): Filter => (isNot ? (document) => !passes(document) : passes);
    if (this.#keyword("IN")) {
      const wanted = this.#list();
      return turned(some((value) => wanted.some((one) => isEqual(value, one))));
    }
    if (this.#keyword("EXISTS")) return turned((document) => exists(document, path));
    if (this.#keyword("CONTAINS")) {
      const part = plain(this.#word());
      return turned(some((value) => typeof value === "string" && plain(value).includes(part)));
    }
    if (this.#keyword("STARTS")) {
      if (!this.#keyword("WITH")) throw this.#wrong("Was expecting `WITH` after `STARTS`");
      const start = plain(this.#word());
      return turned(some((value) => typeof value === "string" && plain(value).startsWith(start)));
    }
    if (isNot) throw this.#wrong("Was expecting `IN`, `EXISTS`, `CONTAINS` or `STARTS WITH` after `NOT`");
    if (this.#keyword("IS")) return this.#is(path);
    const low = this.#number(this.#word());
    if (!this.#keyword("TO"))
      throw this.#wrong(
        "Was expecting an operation `=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `TO`, `EXISTS`, `IS NULL` or `IS EMPTY`",
      );
    const high = this.#number(this.#word());
    return some((value) => typeof value === "number" && value >= low && value <= high);
  }

  #is(path: string): Filter {
    const isNot = this.#keyword("NOT");
    const turned = (passes: Filter): Filter => (isNot ? (document) => !passes(document) : passes);
    if (this.#keyword("NULL")) return turned((document) => valuesAt(document, path).includes(null));
    if (this.#keyword("EMPTY")) return turned((document) => isEmpty(document, path));
    throw this.#wrong("Was expecting `NULL` or `EMPTY` after `IS`");
  }

  #radius(): Filter {
    const numbers = this.#numbers();
    if (numbers.length !== 3)
      throw this.#wrong("The `_geoRadius` filter expects three arguments: `_geoRadius(latitude, longitude, radius)`");
    const [lat = 0, lng = 0, metres = 0] = numbers;
    this.#needPlaces();
    const centre = this.#place(lat, lng);
    return (document) => {
      const place = placeOf(document);
      return place !== null && metresBetween(centre, place) <= metres;
    };
  }

  #box(): Filter {
    const numbers = this.#numbers();
    if (numbers.length !== 4)
      throw this.#wrong(
        "The `_geoBoundingBox` filter expects two pairs of arguments: `_geoBoundingBox([latitude, longitude], [latitude, longitude])`",
      );
    const [top = 0, right = 0, bottom = 0, left = 0] = numbers;
    this.#needPlaces();
    this.#place(top, right);
    this.#place(bottom, left);
    // A box over the date line has its right edge west of its left one.
    const isAcross = (lng: number) => (left <= right ? lng >= left && lng <= right : lng >= left || lng <= right);
    return (document) => {
      const place = placeOf(document);
      return place !== null && place.lat <= top && place.lat >= bottom && isAcross(place.lng);
    };
  }

  #needPlaces(): void {
    if (!isNamed("_geo", this.#filterable)) throw notFilterable("_geo", this.#filterable);
  }

  #place(lat: number, lng: number): Place {
    if (Math.abs(lat) > 90)
      throw this.#wrong(`Bad latitude \`${lat}\`. Latitude must be contained between -90 and 90 degrees.`);
    if (Math.abs(lng) > 180)
      throw this.#wrong(`Bad longitude \`${lng}\`. Longitude must be contained between -180 and 180 degrees.`);
    return { lat, lng };
  }

  /** Numbers in parentheses, brackets within them or not. */
  #numbers(): number[] {
    if (!this.#sign("(")) throw this.#wrong("Was expecting `(`");
    const numbers: number[] = [];
    while (!this.#sign(")")) {
      while (this.#sign("[") || this.#sign(",") || this.#sign("]"));
      if (this.#sign(")")) break;
      numbers.push(this.#number(this.#word()));
    }
    return numbers;
  }

  #list(): string[] {
    if (!this.#sign("[")) throw this.#wrong("Expected `[` after `IN` keyword");
    const values: string[] = [];
    while (!this.#sign("]")) {
      values.push(this.#word());
      if (!this.#sign(",") && this.#peek() !== "]")
        throw this.#wrong("Expected only comma-separated field names inside `IN[..]`");
    }
    return values;
  }

  #word(): string {
    this.#space();
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") return this.#quoted(quote);
    NAME.lastIndex = this.#at;
    const [name] = NAME.exec(this.#text) ?? [];
    if (name === undefined) throw this.#wrong("Was expecting a value but instead got nothing");
    this.#at += name.length;
    return name;
  }

  #quoted(quote: string): string {
    let value = "";
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const letter = this.#text[at] as string;
      if (letter === quote) {
        this.#at = at + 1;
        return value;
      }
      if (letter === "\\" && (this.#text[at + 1] === quote || this.#text[at + 1] === "\\")) at++;
      value += this.#text[at];
    }
    throw this.#wrong(`Expression \`${this.#text.slice(this.#at)}\` is missing the closing delimiter`);
  }

  #number(word: string): number {
    const number = Number(word);
    if (word.trim() === "" || !Number.isFinite(number)) throw this.#wrong(`\`${word}\` is not a number`);
    return number;
  }

  #sign(sign: string): boolean {
    this.#space();
    if (!this.#text.startsWith(sign, this.#at)) return false;
    // `>` must not eat the beginning of `>=`.
    if ((sign === ">" || sign === "<") && this.#text[this.#at + 1] === "=") return false;
    this.#at += sign.length;
    return true;
  }

  #keyword(word: string): boolean {
    this.#space();
    const next = this.#text.slice(this.#at, this.#at + word.length);
    const isAlone = !/[\w.-]/.test(this.#text[this.#at + word.length] ?? "");
    if (next.toLowerCase() !== word.toLowerCase() || !isAlone) return false;
    this.#at += word.length;
    return true;
  }

  #peek(): string | undefined {
    this.#space();
    return this.#text[this.#at];
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #wrong(message: string) {
    return invalid("invalid_search_filter", `${message}.\n${this.#at + 1}:${this.#text.length + 1} ${this.#text}`);
  }
}

/** Longer signs first: `>=` is not `>`. */
const COMPARISONS: readonly [sign: string, compare: (value: number, bound: number) => boolean][] = [
  ["!=", () => false],
  [">=", (value, bound) => value >= bound],
  ["<=", (value, bound) => value <= bound],
  ["=", () => false],
  [">", (value, bound) => value > bound],
  ["<", (value, bound) => value < bound],
];

function isEqual(value: unknown, wanted: string): boolean {
  if (typeof value === "number") return value === Number(wanted);
  if (typeof value === "boolean") return String(value) === wanted.toLowerCase();
  return typeof value === "string" && plain(value) === plain(wanted);
}

function exists(document: SearchDocument, path: string): boolean {
  if (Object.hasOwn(document, path)) return true;
  const [first = "", ...rest] = path.split(".");
  if (!Object.hasOwn(document, first)) return false;
  if (rest.length === 0) return true;
  const inner = document[first];
  return (Array.isArray(inner) ? inner : [inner]).some((one) => isObject(one) && exists(one, rest.join(".")));
}

function isEmpty(document: SearchDocument, path: string): boolean {
  if (!exists(document, path)) return false;
  const steps = path.split(".");
  let value: unknown = document;
  for (const step of steps) value = isObject(value) ? value[step] : undefined;
  return (
    value === "" || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0)
  );
}

function notFilterable(attribute: string, filterable: ReadonlySet<string>) {
  const known = [...filterable].sort().map((name) => `\`${name}\``);
  const there =
    known.length === 0
      ? "This index does not have configured filterable attributes."
      : `Available filterable attribute patterns are: ${known.join(", ")}.`;
  return invalid("invalid_search_filter", `Attribute \`${attribute}\` is not filterable. ${there}`);
}
