import { type Composition, filled, SHEET_HEIGHT, SHEET_WIDTH, unit } from "./sheet.ts";

/** Text that may stand inside SVG. */
export function escapeText(text: string): string {
  const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (letter) => named[letter] ?? letter);
}

/** Breaks a name into lines of at most `most` letters; a longer word has a line to itself. */
export function wrapName(name: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** One line set to an exact measure: the width axis does most of the work, the last few per cent is stretched. */
function fittedLine(text: string, baseline: number, height: number, ink: string): string {
  const width = SHEET_WIDTH - 80;
  const size = height / 0.72;
  const letterWidth = width / text.length / size;
  const stretch = Math.min(125, Math.max(62, 62 + ((letterWidth - 0.44) / 0.34) * 63));
  return (
    `<text x="40" y="${unit(baseline)}" font-size="${unit(size)}" fill="${ink}" textLength="${width}" ` +
    `lengthAdjust="spacingAndGlyphs" style="font-stretch:${unit(stretch)}%;font-weight:800">${escapeText(text)}</text>`
  );
}

/** Letters nobody can read: shapes a wood-type printer would own, each filling a box of width `w` and height `h`. */
const BLOCKS: readonly [Block, ...Block[]] = [
  (w, h) => `M0 0h${w}v${h}h-${w}zM${w * 0.34} ${h * 0.2}v${h * 0.6}h${w * 0.32}v-${h * 0.6}z`,
  (w, h) => `M0 0h${w * 0.34}v${h * 0.68}h${w * 0.32}v-${h * 0.68}h${w * 0.34}v${h}h-${w}z`,
  (w, h) =>
    `M0 ${h}V${w / 2}A${w / 2} ${w / 2} 0 0 1 ${w} ${w / 2}V${h}H${w * 0.66}V${w / 2}A${w * 0.16} ${w * 0.16} 0 0 0 ${w * 0.34} ${w / 2}V${h}z`,
  (w, h) => `M0 0h${w}v${h * 0.24}h-${w * 0.33}v${h * 0.76}h-${w * 0.34}v-${h * 0.76}h-${w * 0.33}z`,
  (w, h) => `M0 0h${w * 0.36}v${h * 0.74}h${w * 0.64}v${h * 0.26}h-${w}z`,
  (w, h) =>
    `M0 0h${w}v${h * 0.22}h-${w * 0.62}v${h * 0.17}h${w * 0.5}v${h * 0.22}h-${w * 0.5}v${h * 0.17}h${w * 0.62}v${h * 0.22}h-${w}z`,
  (w, h) =>
    `M0 0h${w * 0.36}l${w * 0.14} ${h * 0.5}l${w * 0.14} -${h * 0.5}h${w * 0.36}l-${w * 0.32} ${h}h-${w * 0.36}z`,
];
type Block = (w: number, h: number) => string;

/** Every line of the name to the full measure. Without a name, lines of block letters that spell nothing. */
export const type: Composition = ({ chance, main, key, name }) => {
  const words = wrapName(name.toLocaleUpperCase("en"), name.length > 24 ? 12 : 8);
  const lines = words.length > 0 ? words.length : chance.whole(3, 4);
  const marked = chance.whole(0, lines - 1);
  const each = (SHEET_HEIGHT - 80) / lines;
  return Array.from({ length: lines }, (_, line) => {
    const ink = line === marked ? key : main;
    const word = words[line];
    if (word !== undefined) return fittedLine(word, 28 + each * (line + 1), each - 34, ink);
    const letters = chance.whole(2, 4);
    const width = (SHEET_WIDTH - 80 - (letters - 1) * 18) / letters;
    const drawn = Array.from({ length: letters }, (_, letter) => {
      const shape = chance
        .pick(BLOCKS)(width, each - 22)
        .replace(/\d+\.\d+/g, (length) => unit(Number(length)));
      return `<g transform="translate(${unit(40 + letter * (width + 18))} ${unit(51 + each * line)})">${filled(shape, ink)}</g>`;
    });
    return `<g fill-rule="evenodd">${drawn.join("")}</g>`;
  }).join("");
};
