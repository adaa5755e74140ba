import type { ChartGeometry } from "@usher/api/geometry";
import { decodeChart } from "@usher/api/chart-format";
import { chartPath } from "@usher/client/seats/chart-path";
import { answerBestSeats, type BestSeatsQuestion } from "./best-seats-question.ts";
import type { BestSeatsMessage } from "./find-best-seats.ts";

/** Charts that were asked about; a page has one, and a worker lives as long as its page. */
const charts = new Map<string, Promise<ChartGeometry>>();

/** The browser keeps charts for good, so this finds what the map has just read. */
async function readChart(geometryHash: string): Promise<ChartGeometry> {
  const response = await fetch(chartPath(geometryHash));
  if (!response.ok) throw new Error(`Chart: ${response.status}`);
  return decodeChart(new Uint8Array(await response.arrayBuffer()));
}

function chartOf(geometryHash: string): Promise<ChartGeometry> {
  const known = charts.get(geometryHash);
  if (known) return known;
  const chart = readChart(geometryHash);
  charts.set(geometryHash, chart);
  chart.catch(() => charts.delete(geometryHash));
  return chart;
}

self.addEventListener("message", async ({ data }: MessageEvent<{ id: number; question: BestSeatsQuestion }>) => {
  const { id, question } = data;
  const tell = (message: BestSeatsMessage) => self.postMessage(message);
  try {
    tell({ id, choices: answerBestSeats(await chartOf(question.geometryHash), question) });
  } catch {
    tell({ id, choices: null });
  }
});
