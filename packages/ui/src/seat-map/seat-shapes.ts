import type { Palette } from "./palette.ts";

/** What one seat is drawn as. States differ in shape, so that none depends on colour alone. */
export type SeatShape =
  | "dot"
  | "free"
  | "resale"
  | "resaleDot"
  | "held"
  | "sold"
  | "wheelchair"
  | "companion"
  | "chosen"
  | "chosenDot";

type Ink = CanvasRenderingContext2D;

/** Tiers in forced colours, where they cannot be told by colour. */
const TIER_LETTERS = ["", "A", "B", "C", "D", "E"];

/** Draws one seat in the middle of `x, y`. `pitch` is the distance to its neighbour, in the units of the context. */
export function drawSeatShape(
  ink: Ink,
  shape: SeatShape,
  x: number,
  y: number,
  pitch: number,
  tier: number,
  palette: Palette,
): void {
  const radius = pitch * 0.4;
  ink.lineWidth = Math.max(1.2, pitch * 0.07);
  switch (shape) {
    case "dot":
    case "resaleDot":
      ink.fillStyle = shape === "dot" ? tierInk(palette, tier) : palette.resale;
      disc(ink, x, y, pitch * 0.44);
      return;
    case "free":
      ink.fillStyle = tierInk(palette, tier);
      disc(ink, x, y, radius);
      if (palette.forced) letter(ink, TIER_LETTERS[tier] ?? "", x, y, pitch, palette);
      return;
    case "resale":
      ink.fillStyle = palette.resale;
      diamond(ink, x, y, radius * 1.18);
      return;
    case "held":
      ink.strokeStyle = palette.held;
      barredRing(ink, x, y, radius * 0.8);
      return;
    case "sold":
      ink.fillStyle = palette.sold;
      disc(ink, x, y, radius * 0.42);
      return;
    case "wheelchair":
      ink.fillStyle = palette.access;
      block(ink, x, y, radius);
      ink.fill();
      wheelchairSign(ink, x, y, radius * 1.3, palette.onSeat);
      return;
    case "companion":
      ink.strokeStyle = palette.access;
      block(ink, x, y, radius - ink.lineWidth / 2);
      ink.stroke();
      return;
    case "chosen":
      chosenSeat(ink, x, y, pitch * 0.5, palette);
      return;
    case "chosenDot":
      ink.fillStyle = palette.torch;
      ink.strokeStyle = palette.chosenEdge;
      ink.lineWidth = 2;
      disc(ink, x, y, Math.max(5, radius * 2.2));
      ink.stroke();
      return;
  }
}

function tierInk(palette: Palette, tier: number): string {
  return palette.tiers[tier] ?? palette.text;
}

function disc(ink: Ink, x: number, y: number, radius: number): void {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.fill();
}

function diamond(ink: Ink, x: number, y: number, half: number): void {
  ink.beginPath();
  ink.moveTo(x, y - half);
  ink.lineTo(x + half, y);
  ink.lineTo(x, y + half);
  ink.lineTo(x - half, y);
  ink.closePath();
  ink.fill();
}

function block(ink: Ink, x: number, y: number, half: number): void {
  ink.beginPath();
  ink.roundRect(x - half, y - half, half * 2, half * 2, half * 0.45);
}

function barredRing(ink: Ink, x: number, y: number, radius: number): void {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.moveTo(x - radius * 0.7, y + radius * 0.7);
  ink.lineTo(x + radius * 0.7, y - radius * 0.7);
  ink.stroke();
}

function chosenSeat(ink: Ink, x: number, y: number, radius: number, palette: Palette): void {
  ink.fillStyle = palette.chosen;
  disc(ink, x, y, radius);
  ink.strokeStyle = palette.chosenEdge;
  ink.lineWidth = Math.max(1.5, radius * 0.19);
  ink.stroke();
  ink.strokeStyle = palette.onTorch;
  ink.lineCap = "round";
  ink.lineJoin = "round";
  ink.beginPath();
  ink.moveTo(x - radius * 0.4, y + radius * 0.04);
  ink.lineTo(x - radius * 0.1, y + radius * 0.34);
  ink.lineTo(x + radius * 0.42, y - radius * 0.3);
  ink.stroke();
  ink.lineCap = "butt";
}

/** Too small to be a sign it would only be a blot: under nine units the block stands alone. */
function wheelchairSign(ink: Ink, x: number, y: number, size: number, colour: string): void {
  if (size < 9) return;
  ink.strokeStyle = colour;
  ink.fillStyle = colour;
  ink.lineWidth = Math.max(1.2, size * 0.13);
  ink.lineCap = "round";
  ink.lineJoin = "round";
  disc(ink, x - size * 0.06, y - size * 0.48, size * 0.11);
  ink.beginPath();
  ink.moveTo(x - size * 0.06, y - size * 0.26);
  ink.lineTo(x - size * 0.06, y + size * 0.1);
  ink.lineTo(x + size * 0.3, y + size * 0.1);
  ink.lineTo(x + size * 0.42, y + size * 0.46);
  ink.stroke();
  ink.beginPath();
  ink.arc(x - size * 0.06, y + size * 0.2, size * 0.34, 0.5, Math.PI * 1.35);
  ink.stroke();
  ink.lineCap = "butt";
}

function letter(ink: Ink, text: string, x: number, y: number, pitch: number, palette: Palette): void {
  if (pitch < 10) return;
  ink.fillStyle = palette.onSeat;
  write(ink, text, x, y, { size: pitch * 0.5, weight: 700, palette });
}

export interface Lettering {
  readonly size: number;
  readonly weight: number;
  readonly palette: Palette;
  readonly condensed?: boolean;
}

/** Sets the font of the context, centred on its point. */
export function setLettering(ink: Ink, { size, weight, palette, condensed = true }: Lettering): void {
  ink.font = `${weight} ${condensed ? "condensed " : ""}${size}px ${palette.font}`;
  ink.textAlign = "center";
  ink.textBaseline = "middle";
}

/** Writes in the fill colour, centred; a halo keeps it readable over seats. */
export function write(ink: Ink, text: string, x: number, y: number, lettering: Lettering, halo?: string): void {
  setLettering(ink, lettering);
  if (halo) {
    ink.strokeStyle = halo;
    ink.lineWidth = lettering.size * 0.36;
    ink.lineJoin = "round";
    ink.strokeText(text, x, y + lettering.size * 0.05);
  }
  ink.fillText(text, x, y + lettering.size * 0.05);
}

/** Ready-made pictures of the seats of one pitch: putting a picture down is far cheaper than drawing its path. */
export class SeatSprites {
  readonly #pictures = new Map<string, HTMLCanvasElement>();
  readonly #palette: Palette;

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** Puts the shape down. All lengths are device pixels. Shapes large enough to have an edge are set on whole pixels. */
  put(ink: Ink, shape: SeatShape, x: number, y: number, pitch: number, tier: number): void {
    const step = pitch < 12 ? Math.round(pitch * 8) / 8 : Math.round(pitch);
    const picture = this.#picture(shape, step, tier);
    const half = picture.width / 2;
    if (step < 8) ink.drawImage(picture, x - half, y - half);
    else ink.drawImage(picture, Math.round(x - half), Math.round(y - half));
  }

  #picture(shape: SeatShape, pitch: number, tier: number): HTMLCanvasElement {
    const key = `${shape}${tier}/${pitch}`;
    const known = this.#pictures.get(key);
    if (known) return known;
    // A long pinch passes through many pitches; only the latest are of use.
    if (this.#pictures.size > 240) this.#pictures.clear();
    const picture = document.createElement("canvas");
    picture.width = picture.height = 2 * Math.ceil(pitch * 0.6 + 2);
    const ink = picture.getContext("2d");
    if (ink) drawSeatShape(ink, shape, picture.width / 2, picture.width / 2, pitch, tier, this.#palette);
    this.#pictures.set(key, picture);
    return picture;
  }
}
