/// <reference path="./fontkit.d.ts" />
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { create, type Font } from "fontkit";
import { z } from "zod";

/**
 * The house's fonts for paper. PDFKit cannot embed their WOFF2 files, so what standard fonts cannot write is drawn as
 * outlines. The files are cut by script, some hundred for Chinese; each is opened when a character first asks for it.
 */
const FAMILIES = ["@fontsource-variable/archivo", "@fontsource-variable/noto-sans-sc"] as const;
const FILE_STYLE: Record<(typeof FAMILIES)[number], string> = {
  "@fontsource-variable/archivo": "wdth-normal",
  "@fontsource-variable/noto-sans-sc": "wght-normal",
};
/** How heavy the outlines are as they come (Archivo 600, Noto Sans SC 100): the share of an em to add for the weight of a heading. */
const EMBOLDEN: Record<(typeof FAMILIES)[number], number> = {
  "@fontsource-variable/archivo": 0.012,
  "@fontsource-variable/noto-sans-sc": 0.062,
};

interface Subset {
  readonly path: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly embolden: number;
}

/** A font that has a character, and how much its strokes are thickened for a heading, in ems. */
export interface OutlineFont {
  readonly font: Font;
  readonly embolden: number;
}

let subsets: readonly Subset[] | undefined;
const opened = new Map<string, Font>();

/** The first font of the house that has a character; undefined when none has, or the font packages are not installed. */
export function outlineFontFor(codePoint: number): OutlineFont | undefined {
  subsets ??= FAMILIES.flatMap(readSubsets);
  for (const { path, ranges, embolden } of subsets) {
    if (!ranges.some(([from, to]) => codePoint >= from && codePoint <= to)) continue;
    let font = opened.get(path);
    if (!font) {
      font = create(readFileSync(path));
      opened.set(path, font);
    }
    if (font.hasGlyphForCodePoint(codePoint)) return { font, embolden };
  }
  return undefined;
}

function readSubsets(family: (typeof FAMILIES)[number]): Subset[] {
  const folder = packageFolder(family);
  // A ticket without its Chinese words still opens the gate; one that cannot be printed does not.
  if (!folder) return [];
  const byName = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(folder, "unicode.json"), "utf8")));
  return Object.entries(byName).map(([name, ranges]) => {
    const file = `${family.split("/")[1]}-${name.replace(/[[\]]/g, "")}-${FILE_STYLE[family]}.woff2`;
    return { path: join(folder, "files", file), ranges: readRanges(ranges), embolden: EMBOLDEN[family] };
  });
}

/** Looked for from here upwards, as Node does. `require.resolve` would be rewritten by a bundler and find nothing. */
function packageFolder(name: string): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const found = join(folder, "node_modules", name);
    if (existsSync(join(found, "unicode.json"))) return found;
    folder = dirname(folder);
  }
  return undefined;
}

/** "U+4e00-4e05,U+4e2d" as pairs of first and last. */
function readRanges(text: string): [number, number][] {
  return text.split(",").map((range) => {
    const [from = "", to = from] = range.trim().replace(/^U\+/i, "").split("-");
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
}
