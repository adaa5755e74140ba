import { luminance } from "../../kernel/contrast.ts";
import { chanceFrom, fingerprint } from "./chance.ts";
import { arcs, exposure, ribbon, route } from "./curves.ts";
import { cuts, fixture, halftone, ridges } from "./fields.ts";
import { INK_SETS, type InkSet } from "./inks.ts";
import { escapeText, type, wrapName } from "./lettering.ts";
import { type Composition, SHEET_HEIGHT, SHEET_WIDTH, unit } from "./sheet.ts";

const COMPOSITIONS = { ribbon, arcs, halftone, ridges, cuts, exposure, type, fixture, route } as const satisfies Record<
  string,
  Composition
>;

/** The nine ways a poster can be laid out. */
export type PosterComposition = keyof typeof COMPOSITIONS;

/** Their names, in the order chance chooses from. */
export const POSTER_COMPOSITIONS = Object.keys(COMPOSITIONS) as [PosterComposition, ...PosterComposition[]];

/** What a poster is printed from. */
export interface PosterOrder {
  /** Decides everything that is not given below. The same seed prints the same poster for ever. */
  readonly seed: string | number;
  /** Size in pixels that the SVG says of itself: 800 by 1000 when not given. The drawing fills it and is cut, never squeezed. */
  readonly width?: number;
  readonly height?: number;
  /** Printed in a band of paper at the foot. */
  readonly name?: string;
  /** Smaller words under the name. */
  readonly line?: string;
  /** Leaves all words out, so that no font is needed. */
  readonly bare?: boolean;
  /** Narrows chance: what suits a match does not suit a concert. */
  readonly composition?: PosterComposition;
  readonly inks?: InkSet;
}

const BAND_PADDING = 112;

/**
 * Prints a poster: a paper, two or three inks of one set, one composition, a band with the name, a fine grain.
 * Returns an SVG document. It reads no clock, no font and no document, so it runs anywhere; draw once and store as
 * AVIF, since the grain is too dear for a scrolling list.
 */
export function drawPoster(order: PosterOrder): string {
  const chance = chanceFrom(order.seed);
  // Both are always rolled, so that naming one does not change what chance gives the rest.
  const rolledInks = chance.pick(INK_SETS as unknown as readonly [InkSet, ...InkSet[]]);
  const rolledComposition = chance.pick(POSTER_COMPOSITIONS);
  const { paper, inks, text } = order.inks ?? rolledInks;
  const composition = order.composition ?? rolledComposition;
  const name = order.bare ? "" : (order.name ?? "").trim();
  const id = `p${fingerprint(order.seed).toString(36)}`;
  const [main, key, sparing] = inks;
  const art = COMPOSITIONS[composition]({ chance, paper, main, key, sparing, id, name });
  const band = composition === "type" ? { height: 0, words: "" } : nameBand(name, order.line ?? "", text);
  const { width = SHEET_WIDTH, height = SHEET_HEIGHT } = order;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}" ` +
    `preserveAspectRatio="xMidYMid slice" font-family="'Archivo Variable',Archivo,'Noto Sans SC',sans-serif">` +
    `<defs>${grainFilter(id, paper)}<clipPath id="${id}c"><rect width="${SHEET_WIDTH}" height="${SHEET_HEIGHT - band.height}"/></clipPath></defs>` +
    `<rect width="${SHEET_WIDTH}" height="${SHEET_HEIGHT}" fill="${paper}"/>` +
    `<g clip-path="url(#${id}c)">${art}</g>${band.words}${grain(id, paper)}</svg>`
  );
}

function nameBand(name: string, line: string, ink: string): { height: number; words: string } {
  const lines = wrapName(name, 17);
  if (lines.length === 0) return { height: 0, words: "" };
  const size = lines.length > 2 || lines.some((words) => words.length > 12) ? 64 : 78;
  const height = lines.length * size + BAND_PADDING;
  const title = lines.map((words, i) => {
    const baseline = SHEET_HEIGHT - height + 34 + size * (i + 0.86);
    return `<text x="40" y="${unit(baseline)}" font-size="${size}" fill="${ink}" style="font-stretch:94%;font-weight:720;letter-spacing:-.025em">${escapeText(words)}</text>`;
  });
  const small = line
    ? `<text x="42" y="956" font-size="27" fill="${ink}" style="font-weight:560">${escapeText(line)}</text>`
    : "";
  return { height, words: title.join("") + small };
}

const isLight = (paper: string) => luminance(paper) > 0.22;

function grainFilter(id: string, paper: string): string {
  const ink = isLight(paper) ? 0 : 1;
  return (
    `<filter id="${id}g" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".9" numOctaves="2"/>` +
    `<feColorMatrix values="0 0 0 0 ${ink} 0 0 0 0 ${ink} 0 0 0 0 ${ink} 0 0 0 -2.2 1.3"/></filter>`
  );
}

function grain(id: string, paper: string): string {
  const [blend, opacity] = isLight(paper) ? ["multiply", 0.17] : ["screen", 0.11];
  return `<rect width="${SHEET_WIDTH}" height="${SHEET_HEIGHT}" filter="url(#${id}g)" opacity="${opacity}" style="mix-blend-mode:${blend}"/>`;
}
