import { createHash } from "node:crypto";
import type { Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";
import { CHART_CONTENT_TYPE, encodeChart } from "./chart-format.ts";
import type { Defect } from "./defects.ts";
import type { ChartGeometry } from "./geometry.ts";

/** A chart keeps the first of its plan's defects: a thousand lines that say the same help nobody. */
const MOST_DEFECTS = 1_000;

type AssetWriter = Pick<Tx, "asset">;
type ChartWriter = Pick<Tx, "asset" | "chart" | "chartRevision">;

/** Keeps bytes that never change under the SHA-256 of themselves, once. Returns the hash, in hex. */
export async function saveAsset(tx: AssetWriter, contentType: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  await tx.asset.createMany({ data: [{ hash, contentType, bytes }], skipDuplicates: true });
  return hash;
}

/** A chart that was compiled: its picture, the plan's key of each seat by index, and what was wrong with the plan. */
export interface CompiledRevision {
  readonly geometry: ChartGeometry;
  readonly seatKeys: readonly string[];
  readonly defects: readonly Defect[];
}

export interface StoredRevision {
  readonly chartId: string;
  readonly revisionId: string;
  readonly revisionNumber: number;
  readonly geometryHash: string;
}

/** Writes a new chart with its first revision. `makeId` is for those who need the same ids again, such as the seed. */
export async function storeChart(
  tx: ChartWriter,
  chart: { organizerId: string; venueId: string; name: string },
  compiled: CompiledRevision,
  makeId: () => string = newId,
): Promise<StoredRevision> {
  const chartId = makeId();
  await tx.chart.create({ data: { id: chartId, ...chart } });
  return storeRevision(tx, { chartId, number: 1 }, compiled, makeId);
}

/** Writes a revision of a chart. Its number's key lets one of two who revise at once through. */
export async function storeRevision(
  tx: ChartWriter,
  { chartId, number }: { chartId: string; number: number },
  { geometry, seatKeys, defects }: CompiledRevision,
  makeId: () => string = newId,
): Promise<StoredRevision> {
  const geometryHash = await saveAsset(tx, CHART_CONTENT_TYPE, encodeChart(geometry));
  const revisionId = makeId();
  await tx.chartRevision.create({
    data: {
      id: revisionId,
      chartId,
      number,
      seatCount: geometry.seatCount,
      geometryHash,
      seatKeys: [...seatKeys],
      categories: [...geometry.categories],
      defects: defects.slice(0, MOST_DEFECTS).map((defect) => ({ ...defect })),
    },
  });
  return { chartId, revisionId, revisionNumber: number, geometryHash };
}
