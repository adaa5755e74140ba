import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import zh from "../../messages/zh.json" with { type: "json" };

const SOURCE = join(import.meta.dirname, "..");
const sources = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
  .map((name) => ({ name, text: readFileSync(join(SOURCE, name), "utf8") }));

function keysOf(messages: object, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value as object, `${prefix}${key}.`),
  );
}

function gapsOf(messages: object, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] => {
    if (typeof value !== "string") return gapsOf(value as object, `${prefix}${key}.`);
    const gaps = new Set([...value.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] as string));
    return [[prefix + key, [...gaps].sort().join()]];
  });
}

/** Keys that are put together at run time, by the table that lists them. */
const BY_TABLE = [
  /^refusals\.[A-Z_]+$/,
  /^(reasons|roles|orderStatus|refundStatus|ticketStatus|paymentProblem|publication|kinds)\./,
  /^performance\.\w+(At|Until)$/,
];

test("both languages say the same things", () => {
  expect(keysOf(zh)).toEqual(keysOf(en));
});

test("both languages leave the same gaps", () => {
  expect(gapsOf(zh)).toEqual(gapsOf(en));
});

/** A key is used where a file speaks of its namespace and of itself: tables of keys count, as they stand beside their use. */
function isUsed(key: string): boolean {
  const [namespace, name] = key.split(".") as [string, string];
  const speaksOf = new RegExp(`[".]${namespace}(?:"|\\b)`);
  const says = new RegExp(`"${name}"|\\bwords\\.${name}\\b|\\b${name}: "${name}"`);
  return sources.some(({ text }) => speaksOf.test(text) && says.test(text));
}

test("no sentence is kept that nothing says", () => {
  const unused = keysOf(en).filter((key) => !isUsed(key) && !BY_TABLE.some((table) => table.test(key)));
  expect(unused).toEqual([]);
});

/** The name is a name in every language, and a language is called as its speakers call it. */
const UNTRANSLATED = new Set(["Usher", "PDF"]);

test("nothing that is read or heard is written into a component", () => {
  const found = sources
    .filter(({ name }) => name.endsWith(".tsx"))
    .flatMap(({ name, text }) => {
      const code = text.replace(/\{\/\*[\s\S]*?\*\/\}/g, "").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
      const attributes = [...code.matchAll(/\s(?:aria-label|placeholder|title|alt|label)="([^"{]*\p{L}[^"{]*)"/gu)];
      const between = [...code.matchAll(/<(?:[a-z][\w.]*)(?:\s[^<>]*)?(?<!=)>([^<>{}]*\p{L}[^<>{}]*)<\//gu)];
      return [...attributes, ...between]
        .map((match) => (match[1] as string).trim())
        .filter((words) => words !== "" && !UNTRANSLATED.has(words))
        .map((words) => `${name}: ${words}`);
    });
  expect(found).toEqual([]);
});
