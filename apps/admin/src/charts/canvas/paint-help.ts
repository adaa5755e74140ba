import type { Spot } from "@usher/api/drawing";
import { type Palette, toScreen, type Viewport } from "@usher/ui/seat-map";
import type { Box } from "../commands.ts";
import type { Handle } from "./handles.ts";

/** A handle's side, CSS pixels. */
export const HANDLE = 9;

/** What hands are helped by, on a context in CSS pixels. */
interface Help {
  readonly ink: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly view: Viewport;
}

/** The box that a hand draws: dashed where it only chooses; `text` says what it will hold. */
export function paintBox(
  { ink, palette, view }: Help,
  { from, to }: Box,
  isDashed: boolean,
  text: string | null,
): void {
  const [x, y] = toScreen(view, ...from);
  const [ex, ey] = toScreen(view, ...to);
  ink.strokeStyle = palette.text;
  ink.lineWidth = 1.5;
  ink.setLineDash(isDashed ? [4, 3] : []);
  ink.strokeRect(x, y, ex - x, ey - y);
  ink.setLineDash([]);
  if (text !== null) paintNote({ ink, palette }, text, [Math.max(x, ex) + 8, Math.max(y, ey) + 6]);
}

function paintNote({ ink, palette }: Pick<Help, "ink" | "palette">, text: string, [left, top]: Spot): void {
  ink.font = `620 13px ${palette.font}`;
  ink.textAlign = "left";
  ink.textBaseline = "middle";
  const width = ink.measureText(text).width + 16;
  ink.fillStyle = palette.text;
  ink.fillRect(left, top, width, 26);
  ink.fillStyle = palette.page;
  ink.fillText(text, left + 8, top + 13);
}

/** The lines of others that what is moved has come to lie on. */
export function paintSnaps({ ink, palette, view }: Help, { x, y }: { x: number | null; y: number | null }): void {
  ink.strokeStyle = palette.torch;
  ink.lineWidth = 1.5;
  ink.beginPath();
  if (x !== null) {
    const [sx] = toScreen(view, x, 0);
    ink.moveTo(sx, 0);
    ink.lineTo(sx, view.height);
  }
  if (y !== null) {
    const [, sy] = toScreen(view, 0, y);
    ink.moveTo(0, sy);
    ink.lineTo(view.width, sy);
  }
  ink.stroke();
}

/** Round handles turn and bend, square ones stretch. */
export function paintHandles({ ink, palette, view }: Help, handles: readonly Handle[]): void {
  ink.fillStyle = palette.torch;
  ink.strokeStyle = palette.chosenEdge;
  ink.lineWidth = 1.5;
  for (const { kind, at } of handles) {
    const [x, y] = toScreen(view, ...at);
    ink.beginPath();
    if (kind === "turn" || kind === "bend") ink.arc(x, y, HANDLE / 2 + 1, 0, 2 * Math.PI);
    else ink.rect(x - HANDLE / 2, y - HANDLE / 2, HANDLE, HANDLE);
    ink.fill();
    ink.stroke();
  }
}
