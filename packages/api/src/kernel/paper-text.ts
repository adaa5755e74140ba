import type PDFDocument from "pdfkit";
import { outlineFontFor } from "./outline-fonts.ts";

export type Paper = InstanceType<typeof PDFDocument>;

export interface TextStyle {
  /** Points. */
  readonly size: number;
  readonly colour: string;
  /** `display` is the house's own face, drawn as outlines; `plain` and `strong` can be copied and read aloud. */
  readonly face: "display" | "plain" | "strong";
}

/** A stretch of text that one font draws. */
interface Run {
  readonly text: string;
  readonly isOutlined: boolean;
}

const STANDARD = { plain: "Helvetica", strong: "Helvetica-Bold", display: "Helvetica-Bold" } as const;
/** Body text is thickened less than a heading. */
const PLAIN_SHARE = 0.55;
// Latin-1 without its control characters: what the standard fonts write everywhere.
const STANDARD_CHARACTER = /^[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u20ac\u2026]$/;

/** The document's bytes, once `end` is called. Asked for before anything is drawn. */
export function bytesOf(paper: Paper): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    paper.on("data", (chunk: Buffer) => chunks.push(chunk));
    paper.on("end", () => resolve(Buffer.concat(chunks)));
    paper.on("error", reject);
  });
}

/** Width of a line in points. */
export function lineWidth(paper: Paper, text: string, style: TextStyle): number {
  return runsOf(text, style).reduce((width, run) => width + runWidth(paper, run, style), 0);
}

/** Writes one line with its baseline at `y`. Characters that no font has are left out. Returns the x after it. */
export function writeLine(paper: Paper, text: string, at: { x: number; y: number }, style: TextStyle): number {
  let { x } = at;
  for (const run of runsOf(text, style)) {
    if (run.isOutlined) drawOutlines(paper, run.text, { x, y: at.y }, style);
    else {
      paper.font(STANDARD[style.face]).fontSize(style.size).fillColor(style.colour);
      paper.text(run.text, x, at.y, { baseline: "alphabetic", lineBreak: false });
    }
    x += runWidth(paper, run, style);
  }
  return x;
}

/** Breaks a text into lines of at most `width` points; the last of `most` lines ends in "…" when there is more. */
export function linesOf(paper: Paper, text: string, style: TextStyle, width: number, most: number): string[] {
  // Latin breaks between words, Chinese anywhere.
  const pieces = text.match(/\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+/g) ?? [];
  const lines = [""];
  for (const piece of pieces) {
    const line = lines.at(-1) ?? "";
    if (line === "" || lineWidth(paper, (line + piece).trimEnd(), style) <= width)
      lines[lines.length - 1] = line + piece;
    else lines.push(piece.trimStart());
  }
  const cut = lines.map((line) => line.trim()).slice(0, most);
  const isCut = lines.length > most;
  return cut.map((line, place) => fitLine(paper, line, style, width, isCut && place === most - 1));
}

function fitLine(paper: Paper, line: string, style: TextStyle, width: number, hasMore: boolean): string {
  const ending = hasMore ? "…" : "";
  if (lineWidth(paper, line + ending, style) <= width) return line + ending;
  const characters = [...line];
  while (characters.length > 0 && lineWidth(paper, `${characters.join("")}…`, style) > width) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

function runsOf(text: string, { face }: TextStyle): Run[] {
  const runs: { text: string; isOutlined: boolean }[] = [];
  for (const character of text.normalize("NFC")) {
    const codePoint = character.codePointAt(0) ?? 0;
    const isStandard = STANDARD_CHARACTER.test(character);
    const hasOutline = (face === "display" || !isStandard) && outlineFontFor(codePoint) !== undefined;
    if (!hasOutline && !isStandard) continue;
    const last = runs.at(-1);
    if (last && last.isOutlined === hasOutline) last.text += character;
    else runs.push({ text: character, isOutlined: hasOutline });
  }
  return runs;
}

function runWidth(paper: Paper, run: Run, style: TextStyle): number {
  if (!run.isOutlined) return paper.font(STANDARD[style.face]).fontSize(style.size).widthOfString(run.text);
  return stretchesOf(run.text).reduce((width, { text, font }) => {
    const advance = font.layout(text).positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    return width + (advance / font.unitsPerEm) * style.size;
  }, 0);
}

function drawOutlines(paper: Paper, text: string, at: { x: number; y: number }, style: TextStyle): void {
  let { x } = at;
  for (const { text: stretch, font, embolden } of stretchesOf(text)) {
    const scale = style.size / font.unitsPerEm;
    const { glyphs, positions } = font.layout(stretch);
    for (const [place, glyph] of glyphs.entries()) {
      const outline = glyph.path.toSVG();
      if (outline) {
        paper.save().translate(x, at.y).scale(scale, -scale);
        const share = style.face === "plain" ? PLAIN_SHARE : 1;
        paper.lineWidth(embolden * share * font.unitsPerEm).lineJoin("round");
        paper.path(outline).fillAndStroke(style.colour, style.colour).restore();
      }
      x += (positions[place]?.xAdvance ?? glyph.advanceWidth) * scale;
    }
  }
}

/** Neighbours that one font draws stay together, for its kerning. */
function stretchesOf(text: string) {
  const stretches: { text: string; font: ReturnType<typeof fontOf>["font"]; embolden: number }[] = [];
  for (const character of text) {
    const { font, embolden } = fontOf(character);
    const last = stretches.at(-1);
    if (last && last.font === font) last.text += character;
    else stretches.push({ text: character, font, embolden });
  }
  return stretches;
}

function fontOf(character: string) {
  const found = outlineFontFor(character.codePointAt(0) ?? 0);
  if (!found) throw new Error("A run of outlines has a character without one");
  return found;
}
