import { metresBetween, type Place, placeOf, valuesAt } from "./document.ts";
import { isNamed } from "./filter.ts";
import type { Fit } from "./match.ts";
import { invalid } from "./refusal.ts";
import type { IndexSettings } from "./settings.ts";

type Compare = (one: Fit, other: Fit) => number;

/** What a search is sorted by. */
export interface Sorting {
  readonly compare: Compare;
  /** From where distances are told; null unless it is sorted by distance. */
  readonly from: Place | null;
}

const GEO = /^_geoPoint\(\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*\):(asc|desc)$/;

/** Reads `sort`. Refuses attributes that are not sortable, and what names no direction. */
export function readSort(given: readonly string[], sortable: readonly string[]): Sorting {
  let from: Place | null = null;
  const all = given.map((text): Compare => {
    const geo = GEO.exec(text);
    if (geo) {
      needSortable("_geo", sortable);
      const centre = { lat: Number(geo[1]), lng: Number(geo[2]) };
      from ??= centre;
      return byDistance(centre, geo[3] === "desc" ? -1 : 1);
    }
    const [, attribute = "", direction] = /^([^:]+):(asc|desc)$/.exec(text) ?? [];
    if (!direction)
      throw invalid(
        "invalid_search_sort",
        `Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${text}\`.`,
      );
    needSortable(attribute, sortable);
    return byValue(attribute, direction === "desc" ? -1 : 1);
  });
  return { compare: firstOf(all), from };
}

/** The order of an index's ranking rules; what they leave equal stays in the order of arrival. */
export function rankingOf(settings: IndexSettings, sorting: Sorting): Compare {
  const rules: Readonly<Record<string, Compare>> = {
    words: (one, other) => other.words - one.words,
    typo: (one, other) => one.typos - other.typos,
    proximity: (one, other) => one.proximity - other.proximity,
    attribute: (one, other) => one.attribute - other.attribute || one.position - other.position,
    sort: sorting.compare,
    exactness: (one, other) => other.wholeField - one.wholeField || other.exactWords - one.exactWords,
  };
  const all = settings.rankingRules.map((rule): Compare => {
    const [attribute = "", direction] = rule.split(":");
    return rules[rule] ?? byValue(attribute, direction === "desc" ? -1 : 1);
  });
  return firstOf([...all, (one, other) => one.entry.number - other.entry.number]);
}

function firstOf(all: readonly Compare[]): Compare {
  return (one, other) => {
    for (const compare of all) {
      const order = compare(one, other);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Numbers before texts; what has no value comes last, whichever way it goes. */
function byValue(path: string, sign: 1 | -1): Compare {
  const known = new Map<Fit, string | number | undefined>();
  const valueIn = (fit: Fit) => {
    if (!known.has(fit)) known.set(fit, bestValue(valuesAt(fit.entry.document, path), sign));
    return known.get(fit);
  };
  return (one, other) => {
    const [a, b] = [valueIn(one), valueIn(other)];
    if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
    return sign * compareValues(a, b);
  };
}

/** Of several values the one that brings the document furthest forward. */
function bestValue(values: readonly unknown[], sign: 1 | -1): string | number | undefined {
  const known = values.filter((value) => typeof value === "number" || typeof value === "string");
  return known.toSorted((a, b) => sign * compareValues(a, b))[0];
}

function compareValues(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
  return typeof a === "number" ? -1 : 1;
}

function byDistance(centre: Place, sign: 1 | -1): Compare {
  return (one, other) => {
    const [a, b] = [one, other].map(({ entry }) => placeOf(entry.document));
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    return sign * (metresBetween(centre, a) - metresBetween(centre, b));
  };
}

function needSortable(attribute: string, sortable: readonly string[]): void {
  if (isNamed(attribute, new Set(sortable))) return;
  const known =
    sortable.length === 0
      ? "This index does not have configured sortable attributes."
      : `Available sortable attributes are: ${sortable.map((name) => `\`${name}\``).join(", ")}.`;
  throw invalid("invalid_search_sort", `Attribute \`${attribute}\` is not sortable. ${known}`);
}
