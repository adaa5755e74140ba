import { decodeChart, encodeChart } from "@usher/api/chart-format";
import { bestSeats } from "@usher/api/choosing";
import type { ChartGeometry } from "@usher/api/geometry";
import { greatHouse } from "../../../packages/api/src/seating/great-house.fixture.ts";
import type { BenchRun } from "./bench-run.ts";
import { printGrowth, type Size } from "./growth.ts";
import { bindToCore } from "./machine.ts";

const WARM_UP_MS = 500;
const SIZES = [1_000, 10_000, 100_000];

/** How finding the best seats, and reading a chart from its bytes, grow with the seats of the house. */
export async function growMap(run: BenchRun): Promise<void> {
  if (run.cores) bindToCore(process.pid, run.cores.load);
  const houses = SIZES.map((seats) => partOf(greatHouse(), seats));
  const best = houses.map((house): [ChartGeometry, () => unknown] => {
    // Every third seat is gone, so that rows have gaps to be judged.
    const offer = { isFree: (index: number) => index % 3 !== 0, priceOf: (category: number) => 5_000 - category };
    return [house, () => bestSeats(house, offer, { quantity: 2 })];
  });
  await printGrowth(run, "V5.g1", "time to find the best seats by seats:", await sizesOf(best));
  const read = houses.map((house): [ChartGeometry, () => unknown] => {
    const bytes = encodeChart(house);
    return [house, () => decodeChart(bytes)];
  });
  await printGrowth(run, "V5.g2", "time to read a chart by seats:", await sizesOf(read));
}

/** The house's first sections, as many as have so many seats. */
function partOf(house: ChartGeometry, seats: number): ChartGeometry {
  const sections = house.sections.filter(({ first, count }) => first + count <= Math.max(seats * 1.04, 500));
  const seatCount = sections.reduce((sum, { count }) => sum + count, 0);
  const isThere = (index: number) => index < seatCount;
  const { wheelchair, companion, restrictedView } = house.marks;
  const marks = {
    wheelchair: wheelchair.filter(isThere),
    companion: companion.filter(isThere),
    restrictedView: restrictedView.filter(isThere),
  };
  return { ...house, sections, seatCount, marks };
}

async function sizesOf(works: readonly (readonly [ChartGeometry, () => unknown])[]): Promise<Size[]> {
  const sizes: Size[] = [];
  for (const [{ seatCount }, work] of works) {
    const measure = async (ms: number) => {
      const startedMs = performance.now();
      let done = 0;
      do {
        const found = work();
        if (!found || (Array.isArray(found) && found.length === 0))
          throw new Error(`Nothing came of ${seatCount} seats`);
        done++;
      } while (performance.now() - startedMs < ms);
      return ((performance.now() - startedMs) * 1_000) / done;
    };
    await measure(WARM_UP_MS);
    sizes.push({ label: String(seatCount), measure });
  }
  return sizes;
}
