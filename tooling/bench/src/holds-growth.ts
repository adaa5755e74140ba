import { reconcile } from "../../../packages/api/src/reconcile/reconcile.ts";
import type { BenchRun } from "./bench-run.ts";
import { printGrowth, type Size } from "./growth.ts";
import { type HoldHall, openHoldHall, PLACES_A_SECTION, SECTIONS } from "./hold-hall.ts";
import { createHoldRequests } from "./hold-requests.ts";
import { type HoldServer, measureHolds, startHoldServer } from "./hold-servers.ts";
import { bindToCore } from "./machine.ts";

/** Short legs: the smallest hall would be sold out in a second. */
const WARM_UP = { legs: 6, legMs: 400 };

interface ServedHall {
  readonly hall: HoldHall;
  readonly server: HoldServer;
  /** How many places the next holds ask for. */
  places: number;
}

/** How a hold grows with the places it takes, with the size of the hall, and with what of it is sold. */
export async function growHolds(run: BenchRun): Promise<void> {
  const open: ServedHall[] = [];
  try {
    for (const sections of [SECTIONS / 10, SECTIONS / 2, SECTIONS]) open.push(await serve(run, sections));
    if (run.cores) bindToCore(process.pid, run.cores.load);
    for (const { hall, server } of open) {
      for (let leg = 0; leg < WARM_UP.legs; leg++) await measureHolds(hall, server, WARM_UP.legMs);
    }
    const largest = open.at(-1) as ServedHall;
    const byPlaces = [1, 2, 5, 10].map((places) => sizeOf(String(places), largest, { places }));
    await printGrowth(run, "V1.g1", "time of a hold by places:", byPlaces);
    const bySize = open.map((served) => sizeOf(String(served.hall.sections * PLACES_A_SECTION), served));
    await printGrowth(run, "V1.g2", "time of a hold of 2 by the hall's places:", bySize);
    const bySold = [0, 0.5, 0.8].map((sold) => sizeOf(`${sold * 100} %`, largest, { sold }));
    await printGrowth(run, "V1.g3", "time of a hold of 2 by what is sold of each section:", bySold);
    for (const { hall } of open) {
      await hall.empty();
      const differences = await reconcile(hall.services);
      if (differences.length > 0) throw new Error(`Reconcile found ${JSON.stringify(differences.slice(0, 3))}`);
    }
  } finally {
    for (const { hall, server } of open) {
      await server.stop();
      await hall.remove();
    }
  }
}

async function serve(run: BenchRun, sections: number): Promise<ServedHall> {
  const hall = await openHoldHall(sections);
  try {
    const request = createHoldRequests(hall);
    const server = await startHoldServer(run, hall, "product", () => request(served.places));
    const served: ServedHall = { hall, server, places: 2 };
    return served;
  } catch (error) {
    await hall.remove();
    throw error;
  }
}

function sizeOf(label: string, served: ServedHall, { places = 2, sold = 0 } = {}): Size {
  return {
    label,
    async measure(ms) {
      served.places = places;
      return 1e6 / (await measureHolds(served.hall, served.server, ms, sold)).perSecond;
    },
  };
}
