import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { contrast } from "@usher/api/contrast";
import { expect, test } from "vitest";
import { THEME_KEY, themeChoiceOf, themeScript } from "./theme.ts";

const tokens = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The custom properties of the block that follows a selector. */
function valuesAfter(selector: string): Map<string, string> {
  const from = tokens.indexOf("{", tokens.indexOf(selector));
  const block = tokens.slice(from, tokens.indexOf("}", from));
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

const day = valuesAfter(":root {");
const night = valuesAfter(':root[data-theme="dark"]');

function themeAfterScript(localStorage: unknown): string | undefined {
  const documentElement: { dataset: { theme?: string } } = { dataset: {} };
  runInNewContext(themeScript, { localStorage, document: { documentElement } });
  return documentElement.dataset.theme;
}

test("the script before the first paint shows what was chosen, and nothing else", () => {
  const remembered = (word: string | null) => ({ getItem: (key: string) => (key === THEME_KEY ? word : null) });
  expect(["dark", "light", "system", "<b>", null].map((word) => themeAfterScript(remembered(word)))).toEqual([
    "dark",
    "light",
    undefined,
    undefined,
    undefined,
  ]);
});

test("forbidden storage leaves the system's theme", () => {
  const forbidden = {
    getItem() {
      throw new Error("SecurityError");
    },
  };
  expect(themeAfterScript(forbidden)).toBeUndefined();
});

test("whatever is remembered and is no theme means the system's", () => {
  expect(["light", "dark", "sepia", null, undefined].map(themeChoiceOf)).toEqual([
    "light",
    "dark",
    "system",
    "system",
    "system",
  ]);
});

test("night is the same by the system's setting and by the switch", () => {
  expect(night.size).toBeGreaterThan(30);
  expect(valuesAfter(':root:not([data-theme="light"])')).toEqual(night);
});

const SURFACES = ["--page", "--raised", "--sunk"];
const INKS = ["--text", "--text-2", "--text-3", "--torch-text", "--success", "--warn", "--danger", "--info"];
const WASHES = ["success", "warn", "danger", "info"].map((kind) => [`--${kind}`, `--${kind}-wash`]);
const PAIRS = [
  ...INKS.flatMap((ink) => SURFACES.map((surface) => [ink, surface])),
  ...WASHES,
  ["--on-torch", "--torch"],
  ["--on-torch", "--torch-press"],
  ["--torch-text", "--torch-wash"],
  ...["1", "2", "3", "4", "5"].map((tier) => ["--on-seat", `--tier-${tier}`]),
] as [string, string][];

test.each(PAIRS)("%s reads on %s by day and by night", (ink, ground) => {
  const atNight = (name: string) => night.get(name) ?? day.get(name) ?? "";
  expect(contrast(day.get(ink) ?? "", day.get(ground) ?? "")).toBeGreaterThanOrEqual(4.5);
  expect(contrast(atNight(ink), atNight(ground))).toBeGreaterThanOrEqual(4.5);
});

test.each(["--gate-welcome", "--gate-refused", "--gate-elsewhere"])("white reads on %s", (ground) => {
  expect(contrast("#ffffff", day.get(ground) ?? "")).toBeGreaterThanOrEqual(4.5);
});

test.each(SURFACES)("borders that mean something stand out from %s", (ground) => {
  expect(contrast(day.get("--edge") ?? "", day.get(ground) ?? "")).toBeGreaterThanOrEqual(3);
  expect(contrast(night.get("--edge") ?? "", night.get(ground) ?? "")).toBeGreaterThanOrEqual(3);
});

test("the ink under the code's check reads on amber", () => {
  expect(contrast(day.get("--on-torch") ?? "", day.get("--gate-check") ?? "")).toBeGreaterThanOrEqual(4.5);
});
