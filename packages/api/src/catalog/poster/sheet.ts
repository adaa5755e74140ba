import type { Chance } from "./chance.ts";

/** The sheet's size in its own units: four to five, like the posters on a wall. */
export const SHEET_WIDTH = 800;
/** Its height in the same units. */
export const SHEET_HEIGHT = 1000;

/** What a composition is given: chance, paper, inks, and an id that no other poster on the page has. */
export interface Sheet {
  readonly chance: Chance;
  readonly paper: string;
  readonly main: string;
  readonly key: string;
  readonly sparing: string;
  readonly id: string;
  /** The words to print, empty for a poster without words. */
  readonly name: string;
}

/** Draws on a sheet and returns SVG elements. */
export type Composition = (sheet: Sheet) => string;

/** A length with one decimal: finer is not seen and would only be carried about. */
export function unit(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A path without stroke. */
export function filled(d: string, ink: string): string {
  return `<path d="${d}" fill="${ink}"/>`;
}

/** A line of ink along a path. */
export function stroked(d: string, ink: string, width: number, join: "miter" | "round" = "miter"): string {
  return `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${unit(width)}" stroke-linejoin="${join}"/>`;
}

/** A disc, or a ring when `ring` names its ink and width. */
export function disc(x: number, y: number, radius: number, ink: string, ring?: { ink: string; width: number }): string {
  const edge = ring ? ` stroke="${ring.ink}" stroke-width="${unit(ring.width)}"` : "";
  return `<circle cx="${unit(x)}" cy="${unit(y)}" r="${unit(radius)}" fill="${ink}"${edge}/>`;
}
