import { z } from "zod";
import { invalid, notHere } from "./refusal.ts";

const names = z.array(z.string());

/** What of an index can be set here, with Meilisearch's defaults. `null` sets a field back. */
const FIELDS = {
  displayedAttributes: { schema: names, initial: ["*"] },
  searchableAttributes: { schema: names, initial: ["*"] },
  filterableAttributes: { schema: names, initial: [] },
  sortableAttributes: { schema: names, initial: [] },
  rankingRules: { schema: names, initial: ["words", "typo", "proximity", "attribute", "sort", "exactness"] },
  stopWords: { schema: names, initial: [] },
  synonyms: { schema: z.record(z.string(), names), initial: {} },
  distinctAttribute: { schema: z.string().nullable(), initial: null },
  typoTolerance: {
    schema: z.strictObject({
      enabled: z.boolean().optional(),
      minWordSizeForTypos: z.strictObject({ oneTypo: z.int().optional(), twoTypos: z.int().optional() }).optional(),
      disableOnWords: names.optional(),
      disableOnAttributes: names.optional(),
      disableOnNumbers: z.boolean().optional(),
    }),
    initial: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
      disableOnWords: [],
      disableOnAttributes: [],
      disableOnNumbers: false,
    },
  },
  faceting: {
    schema: z.strictObject({
      maxValuesPerFacet: z.int().positive().optional(),
      sortFacetValuesBy: z.record(z.string(), z.enum(["alpha", "count"])).optional(),
    }),
    initial: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "alpha" } },
  },
  pagination: {
    schema: z.strictObject({ maxTotalHits: z.int().positive().optional() }),
    initial: { maxTotalHits: 1000 },
  },
  localizedAttributes: {
    schema: z.array(z.strictObject({ attributePatterns: names, locales: names })).nullable(),
    initial: null,
  },
  facetSearch: { schema: z.boolean(), initial: true },
  prefixSearch: { schema: z.enum(["indexingTime", "disabled"]), initial: "indexingTime" },
  proximityPrecision: { schema: z.enum(["byWord", "byAttribute"]), initial: "byWord" },
} as const;

type FieldName = keyof typeof FIELDS;

/** The settings of an index, whole. */
export interface IndexSettings {
  readonly displayedAttributes: readonly string[];
  readonly searchableAttributes: readonly string[];
  readonly filterableAttributes: readonly string[];
  readonly sortableAttributes: readonly string[];
  readonly rankingRules: readonly string[];
  readonly stopWords: readonly string[];
  readonly synonyms: Readonly<Record<string, readonly string[]>>;
  readonly distinctAttribute: string | null;
  readonly typoTolerance: {
    readonly enabled: boolean;
    readonly minWordSizeForTypos: { readonly oneTypo: number; readonly twoTypos: number };
    readonly disableOnWords: readonly string[];
    readonly disableOnAttributes: readonly string[];
    readonly disableOnNumbers: boolean;
  };
  readonly faceting: {
    readonly maxValuesPerFacet: number;
    readonly sortFacetValuesBy: Readonly<Record<string, string>>;
  };
  readonly pagination: { readonly maxTotalHits: number };
  readonly localizedAttributes: readonly unknown[] | null;
  readonly facetSearch: boolean;
  readonly prefixSearch: string;
  readonly proximityPrecision: string;
}

/** Of the real engine, and not of this one. */
const NOT_HERE = new Set([
  "chat",
  "dictionary",
  "embedders",
  "foreignKeys",
  "nonSeparatorTokens",
  "searchCutoffMs",
  "separatorTokens",
  "vectorStore",
]);
const RULES = new Set(["words", "typo", "proximity", "attribute", "sort", "exactness"]);

/** The settings of an index that nobody has set. */
export const INITIAL_SETTINGS: IndexSettings = structuredClone(
  Object.fromEntries(Object.entries(FIELDS).map(([name, { initial }]) => [name, initial])),
) as unknown as IndexSettings;

export type SettingsPatch = Readonly<Record<string, unknown>>;

/** Reads what is to be changed. Refuses unknown fields, wrong types and rules of ranking that do not exist. */
export function readSettings(given: SettingsPatch): SettingsPatch {
  for (const [name, value] of Object.entries(given)) {
    if (NOT_HERE.has(name)) throw notHere(`setting \`${name}\``);
    if (!Object.hasOwn(FIELDS, name)) {
      const known = Object.keys(FIELDS).map((one) => `\`${one}\``);
      throw invalid("bad_request", `Unknown field \`${name}\`: expected one of ${known.join(", ")}`);
    }
    if (value === null) continue;
    const read = FIELDS[name as FieldName].schema.safeParse(value);
    if (!read.success) {
      const [issue] = read.error.issues;
      const place = ["", name, ...(issue?.path ?? [])].join(".");
      throw invalid(codeOf(name), `Invalid value type at \`${place}\`: ${issue?.message ?? "unknown"}`);
    }
  }
  for (const rule of (given.rankingRules as string[] | null | undefined) ?? []) {
    const isRule = RULES.has(rule) || /^[\w.-]+:(asc|desc)$/.test(rule);
    if (!isRule)
      throw invalid(
        codeOf("rankingRules"),
        `Invalid value at \`.rankingRules[0]\`: \`${rule}\` ranking rule is invalid. Valid ranking rules are words, typo, sort, proximity, attribute, exactness and custom ranking rules.`,
      );
  }
  return given;
}

/** The settings after a change; what a change does not name stays. */
export function changed(before: IndexSettings, patch: SettingsPatch): IndexSettings {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(patch)) {
    const initial = INITIAL_SETTINGS[name as FieldName];
    const isParts = typeof initial === "object" && initial !== null && !Array.isArray(initial) && name !== "synonyms";
    if (value === null) after[name] = initial;
    else after[name] = isParts ? { ...(after[name] as object), ...withDefaults(name, value as object) } : value;
  }
  return after as unknown as IndexSettings;
}

function withDefaults(name: string, value: object): object {
  if (name !== "typoTolerance" || !("minWordSizeForTypos" in value)) return value;
  const sizes = { ...INITIAL_SETTINGS.typoTolerance.minWordSizeForTypos, ...(value.minWordSizeForTypos as object) };
  return { ...value, minWordSizeForTypos: sizes };
}

const codeOf = (name: string) =>
  `invalid_settings_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
