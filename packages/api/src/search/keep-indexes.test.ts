import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { appRouter } from "../root.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { createCallerFactory } from "../trpc.ts";
import { type FindableHouse, writeFindable } from "./findable.fixture.ts";
import { ensureIndexes, indexFigures, indexViewed, reindex } from "./index.ts";

let house: TestServices;
let written: FindableHouse;
let owner: { personId: string; personEmail: string };

const office = () => createCallerFactory(appRouter)(contextFor(house.services, owner, "admin"));
const buyer = () => createCallerFactory(appRouter)(contextFor(house.services));
const search = (words: string) => buyer().search.events({ words });

const TITLES = ["Quiet Lamps", "Loud Lamps", "Red Kites", "Blue Kites"];

beforeAll(async () => {
  house = await createTestServices();
  written = await writeFindable(
    house.services,
    TITLES.map((title) => ({ title, performers: ["The Lamplighters"], evenings: [{ city: "rotterdam", inDays: 20 }] })),
  );
  owner = { personId: newId(), personEmail: "owner@house.example" };
  await house.services.db.person.create({ data: { id: owner.personId, email: owner.personEmail, name: "Owner" } });
  const membership = { organizerId: written.organizerId, personId: owner.personId, role: "owner" as const };
  await house.services.db.membership.create({ data: membership });
  await reindex(house.services);
}, 120_000);
afterAll(() => house?.close());
beforeEach(() => house.search.control.behave());

const event = (title: string) => {
  const found = written.events[title];
  if (!found) throw new Error(`No event ${title}`);
  return found;
};

async function rename(title: string, newTitle: string) {
  await office().catalog.office.saveEvent({
    organizerId: written.organizerId,
    eventId: event(title).eventId,
    kind: "show",
    title: newTitle,
    subtitle: "",
    description: "",
    chinese: null,
    posterSeed: 7,
  });
}

describe("what the office changes is found as it is now", () => {
  test("a new title, once its job has run", async () => {
    await rename("Quiet Lamps", "Silent Lanterns");
    await house.runJobs();
    expect((await search("silent lanterns")).total).toBe(1);
    expect((await search("quiet")).total).toBe(0);
  });

  test("an event that is taken back, and put on show again, with who plays there counted", async () => {
    const { eventId } = event("Loud Lamps");
    await office().catalog.office.publish({ eventId, publish: false });
    await house.runJobs();
    const without = await search("lamplighters");
    expect(without.hits.map(({ title }) => title)).not.toContain("Loud Lamps");
    expect(without.performers).toMatchObject([{ name: "The Lamplighters", eventCount: 3 }]);
    await office().catalog.office.publish({ eventId, publish: true });
    await house.runJobs();
    expect((await search("loud lamps")).total).toBe(1);
    expect((await search("lamplighters")).performers).toMatchObject([{ eventCount: 4 }]);
  });

  test("a genre and who plays; a name that the house knows is the same performer", async () => {
    const { eventId } = event("Blue Kites");
    const texts = { title: "Blue Kites", subtitle: "", description: "", chinese: null, posterSeed: 7 };
    const saved = await office().catalog.office.saveEvent({
      ...texts,
      organizerId: written.organizerId,
      eventId,
      kind: "show",
      genre: "folk",
      performers: ["the lamplighters", "Ada Kite"],
    });
    expect(saved).toMatchObject({ genre: "folk", performers: ["The Lamplighters", "Ada Kite"] });
    await house.runJobs();
    expect((await search("ada kite")).hits[0]).toMatchObject({ title: "Blue Kites", genre: "folk" });
    const wrong = {
      ...texts,
      organizerId: written.organizerId,
      eventId,
      kind: "sport" as const,
      genre: "folk" as const,
    };
    await expect(office().catalog.office.saveEvent(wrong)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("places left and the price of the cheapest that is left", async () => {
    const [performanceId = ""] = event("Red Kites").performanceIds;
    const lines = Array.from({ length: 20 }, (_, at) => ({ seat: 20 + at }));
    await house.services.db.performance.update({ where: { id: performanceId }, data: { ticketLimit: 20 } });
    const before = (await search("red kites")).hits[0];
    expect(before).toMatchObject({ left: 40, next: { fromPriceMinor: 4_000 } });
    await buyer().holds.place({ performanceId, requestId: newId(), lines: lines.slice(0, 10) });
    await buyer().holds.place({ performanceId, requestId: newId(), lines: lines.slice(10) });
    await indexFigures(house.services, [performanceId]);
    expect((await search("red kites")).hits[0]).toMatchObject({ left: 20, next: { fromPriceMinor: 8_000 } });
  });
});

test("what many look at comes first among equals, each browser counted once a day", async () => {
  const { eventId } = event("Red Kites");
  const first = async () => (await buyer().search.events({ sort: "popularity" })).hits[0]?.title;
  const looking = buyer();
  for (let times = 0; times < 3; times++) await looking.catalog.seen({ eventId });
  await buyer().catalog.seen({ eventId });
  await indexViewed(house.services);
  expect(await first()).toBe("Red Kites");
  const [found] = await house.services.search.ask([
    { indexUid: `${house.services.env.MEILISEARCH_PREFIX}performances`, q: "red kites", limit: 1 },
  ]);
  expect(found?.hits[0]?.popularity).toBe(2);
  expect(await indexViewed(house.services)).toBe(0);
});

describe("building the indexes anew", () => {
  test("leaves nobody without an answer meanwhile", async () => {
    let isDone = false;
    const answers: string[] = [];
    const asking = (async () => {
      while (!isDone) {
        const { total, from } = await search("blue kites");
        answers.push(`${total} ${from}`);
      }
    })();
    for (let times = 0; times < 5; times++) await reindex(house.services);
    isDone = true;
    await asking;
    expect(answers.length).toBeGreaterThan(5);
    expect(new Set(answers)).toEqual(new Set(["1 engine"]));
  });

  test("loses nothing of what is written meanwhile", async () => {
    const titles = Array.from({ length: 12 }, (_, at) => `Kites number ${at}`);
    const building = (async () => {
      for (let times = 0; times < 4; times++) await reindex(house.services);
    })();
    for (const title of titles) {
      await rename("Blue Kites", title);
      await house.runJobs();
    }
    await building;
    expect((await search("kites number 11")).total).toBe(1);
    expect((await search("kites number 10")).total).toBe(0);
  });

  test("happens by itself when the engine has lost them, and the database answers until then", async () => {
    house.search.control.forget();
    expect(await search("red kites")).toMatchObject({ total: 1, from: "database" });
    expect(await ensureIndexes(house.services)).toBe(true);
    await expect.poll(async () => (await search("red kites")).from).toBe("engine");
    expect((await search("red kites")).total).toBe(1);
    expect(await ensureIndexes(house.services)).toBe(false);
  });

  test("is left for later while the engine is away", async () => {
    house.search.control.down = true;
    await expect(ensureIndexes(house.services)).rejects.toThrow();
    house.search.control.down = false;
    expect(await ensureIndexes(house.services)).toBe(false);
  });

  test("forgets what is over, also where nothing was written since", async () => {
    house.clock.advance(21 * 86_400_000);
    expect((await search("red kites")).total).toBe(0);
    expect((await reindex(house.services)).performances).toBe(0);
  });
});
