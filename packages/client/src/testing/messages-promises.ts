import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

export interface MessagesPromise {
  /** The folder that holds `messages/` and `src/`. */
  readonly app: URL;
  /** Keys that are put together at run time, by the tables that list them. */
  readonly keysByTable: readonly RegExp[];
}

type Messages = Record<string, Record<string, string>>;

/** The name is a name in every language. */
const UNTRANSLATED = new Set(["Usher", "PDF"]);

/** Declares what each folder of screens promises of its sentences: both languages whole, none unused, none outside the files. */
export function promiseMessages({ app, keysByTable }: MessagesPromise): void {
  const read = (name: string): Messages => JSON.parse(readFileSync(new URL(`messages/${name}.json`, app), "utf8"));
  const [en, zh] = [read("en"), read("zh")];
  const sources = sourcesIn(new URL("src/", app));

  test("both languages say the same things", () => {
    expect(keysOf(zh)).toEqual(keysOf(en));
  });

  test("both languages leave the same gaps", () => {
    expect(gapsOf(zh)).toEqual(gapsOf(en));
  });

  test("no sentence is kept that nothing says", () => {
    const isListed = (key: string) => keysByTable.some((table) => table.test(key));
    expect(keysOf(en).filter((key) => !isListed(key) && !isUsed(key, sources))).toEqual([]);
  });

  test("nothing that is read or heard is written into a component", () => {
    expect(sources.filter(({ name }) => name.endsWith(".tsx")).flatMap(wordsInCode)).toEqual([]);
  });
}

interface Source {
  readonly name: string;
  readonly text: string;
}

function sourcesIn(folder: URL): Source[] {
  return readdirSync(fileURLToPath(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
}

function keysOf(messages: Messages): string[] {
  return Object.entries(messages).flatMap(([namespace, sentences]) =>
    Object.keys(sentences).map((key) => `${namespace}.${key}`),
  );
}

/** The names between braces of each sentence. */
function gapsOf(messages: Messages): [string, string][] {
  return Object.entries(messages).flatMap(([namespace, sentences]) =>
    Object.entries(sentences).map(([key, sentence]): [string, string] => {
      const gaps = new Set([...sentence.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] as string));
      return [`${namespace}.${key}`, [...gaps].sort().join()];
    }),
  );
}

/** A key is used where a file speaks of its namespace and of itself: tables of keys count, as they stand beside their use. */
function isUsed(key: string, sources: readonly Source[]): boolean {
  const [namespace, name] = key.split(".") as [string, string];
  const speaksOf = new RegExp(`[".]${namespace}(?:"|\\b)`);
  const says = new RegExp(`"${name}"|\\bwords\\.${name}\\b|\\b${name}: "${name}"`);
  return sources.some(({ text }) => speaksOf.test(text) && says.test(text));
}

function wordsInCode({ name, text }: Source): string[] {
  const code = text.replace(/\{\/\*[\s\S]*?\*\/\}/g, "").replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const attributes = [...code.matchAll(/\s(?:aria-label|placeholder|title|alt|label)="([^"{]*\p{L}[^"{]*)"/gu)];
  const between = [...code.matchAll(/<(?:[a-z][\w.]*)(?:\s[^<>]*)?(?<!=)>([^<>{}]*\p{L}[^<>{}]*)<\//gu)];
  return [...attributes, ...between]
    .map((match) => (match[1] as string).trim())
    .filter((words) => words !== "" && !UNTRANSLATED.has(words))
    .map((words) => `${name}: ${words}`);
}
