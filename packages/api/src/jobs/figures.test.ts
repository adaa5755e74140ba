import { afterAll, beforeAll, expect, test } from "vitest";
import { placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import { type FindableHouse, writeFindable } from "../search/findable.fixture.ts";
import { reindex } from "../search/index.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { startFigures } from "./figures.ts";

let house: TestServices;
let written: FindableHouse;

beforeAll(async () => {
  house = await createTestServices();
  written = await writeFindable(house.services, [
    { title: "Small Evening", evenings: [{ city: "rotterdam", inDays: 20 }] },
  ]);
  await reindex(house.services);
});
afterAll(() => house?.close());

/** Which pages wait to be made anew. */
async function told(): Promise<string[]> {
  const jobs = await house.services.db.$queryRaw<{ slug: string }[]>`
    SELECT j.payload->>'slug' AS slug FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'catalog.revalidate'`;
  return jobs.map(({ slug }) => slug);
}

test("the last place that goes has the event's page made anew, the others before it do not", async () => {
  const { performanceIds, slug } = written.events["Small Evening"] ?? { performanceIds: [], slug: "" };
  const [performanceId = ""] = performanceIds;
  const { services } = house;
  const { seatCount } = await services.db.performance.update({
    where: { id: performanceId },
    data: { ticketLimit: 20 },
    select: { seatCount: true },
  });
  const seats = Array.from({ length: seatCount }, (_, seat) => ({ seat }));
  const hold = (lines: readonly { seat: number }[]) =>
    placeHold(contextFor(services), { performanceId, requestId: newId(), lines: [...lines] });
  const leftInSearch = async () => {
    const [found] = await services.search.ask([
      { indexUid: `${services.env.MEILISEARCH_PREFIX}performances`, q: "", limit: 1 },
    ]);
    return found?.hits[0]?.left;
  };
  const figures = startFigures(services);
  try {
    for (let at = 0; at + 10 < seatCount; at += 10) await hold(seats.slice(at, at + 10));
    figures.changed(performanceId);
    await expect.poll(leftInSearch).toBe(10);
    expect(await told()).toEqual([]);
    await hold(seats.slice(-10));
    figures.changed(performanceId);
    await expect.poll(told).toEqual([slug]);
  } finally {
    await figures.stop();
  }
});
