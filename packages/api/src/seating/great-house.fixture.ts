import { compileChart } from "./compile-chart.ts";
import { stadium } from "./generators/stadium.ts";
import type { ChartGeometry } from "./geometry.ts";

/** A house of a hundred thousand seats, the largest there is: what is promised of maps and best seats is tried on it. */
export function greatHouse(): ChartGeometry {
  const { plan, sidecar } = stadium({ lowerRows: 34, upperRows: 38, sideOffset: 20, endOffset: 40 });
  return compileChart(plan, sidecar).geometry;
}
