import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import { CHART_CONTENT_TYPE, decodeChart, encodeChart } from "./chart-format.ts";
import { type ChartGeometry, seatAt } from "./geometry.ts";
import type { SeatName } from "./seat-name.ts";

// Geometry never changes under its hash: a process keeps the last ones it read.
const KEPT = 40;
const kept = new Map<string, ChartGeometry>();

/** A chart's geometry by its hash. Refuses NOT_FOUND. */
export async function readGeometry(services: Services, hash: string): Promise<ChartGeometry> {
  const known = kept.get(hash);
  if (known) return known;
  const asset = await services.db.asset.findUnique({ where: { hash } });
  if (!asset) throw new Refusal("NOT_FOUND");
  const geometry = geometryOf(asset);
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(hash, geometry);
  return geometry;
}

/** Charts of older installations are stored as JSON; their hash stands on performances, so they stay as they are. */
export function isChart({ contentType }: { contentType: string }): boolean {
  return contentType === CHART_CONTENT_TYPE || contentType === "application/json";
}

function geometryOf({ contentType, bytes }: { contentType: string; bytes: Uint8Array }): ChartGeometry {
  if (contentType === CHART_CONTENT_TYPE) return decodeChart(bytes);
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as ChartGeometry;
}

/** A stored chart's bytes as browsers read them. */
export function chartBytes(asset: { contentType: string; bytes: Uint8Array<ArrayBuffer> }): Uint8Array<ArrayBuffer> {
  return asset.contentType === CHART_CONTENT_TYPE ? asset.bytes : encodeChart(geometryOf(asset));
}

/** What a seat is called on orders and tickets. Undefined when there is no such seat. */
export function seatNameAt(geometry: ChartGeometry, index: number): SeatName | undefined {
  const found = seatAt(geometry, index);
  if (!found) return undefined;
  const { section, row, label } = found;
  return { section: section.name, row: row?.name ?? null, seat: row ? label : null };
}
