import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callByPath } from "../promises/test/call-by-path.fixture.ts";
import { seedForTests, type TestHouse } from "../seed/index.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { officeEvent, saveAgenda, saveEvent, saveExhibitors, showEvent } from "./index.ts";

const DAY_MS = 86_400_000;
let house: TestHouse;
let run: TestServices;

beforeAll(async () => {
  run = await createTestServices();
  house = await seedForTests(run.services);
});
afterAll(() => run?.close());

const as = (person: { personId: string; personEmail: string }) =>
  contextFor(run.services, { personId: person.personId, personEmail: person.personEmail }, "admin");
const manager = () => as(house.staff.manager);
const at = (day: number, hour: number) =>
  new Date(Math.floor(run.clock.nowMs() / DAY_MS) * DAY_MS + day * DAY_MS + hour * 3_600_000).toISOString();
const item = (title: string, startsAt: string, more: object = {}) => ({
  ...{ title, startsAt, endsAt: null, place: "", speaker: "", chinese: { title: "", place: "", speaker: "" } },
  ...more,
});
const exhibitor = (name: string, more: object = {}) => ({
  ...{ name, stand: "", summary: "", url: null, chinese: { name: "", summary: "" } },
  ...more,
});
/** The lists as the office has just read them. */
async function read(eventId = house.eventId) {
  const { agendaRevision, exhibitorsRevision } = await officeEvent(manager(), eventId);
  return { agenda: { eventId, revision: agendaRevision }, exhibitors: { eventId, revision: exhibitorsRevision } };
}
const shown = (locale: "en" | "zh" = "en") => showEvent(run.services, { slug: house.slug, locale });

describe("the agenda", () => {
  test("is shown by time, in the reader's language where it has words in it; items that begin together keep their order", async () => {
    const talk = item("Why paper folds", at(3, 10), {
      endsAt: at(3, 11),
      place: "Hall 2",
      speaker: "Ada Kite",
      chinese: { title: "纸为什么会折", place: "二号厅", speaker: "" },
    });
    const items = [item("Closing", at(4, 17)), item("Tour B", at(3, 12)), item("Tour A", at(3, 12)), talk];
    await saveAgenda(manager(), { ...(await read()).agenda, items });
    const { agenda } = await shown();
    expect(agenda.map(({ title }) => title)).toEqual(["Why paper folds", "Tour B", "Tour A", "Closing"]);
    expect(agenda[0]).toMatchObject({ endsAt: talk.endsAt, place: "Hall 2", speaker: "Ada Kite" });
    const chinese = (await shown("zh")).agenda;
    expect(chinese[0]).toMatchObject({ title: "纸为什么会折", place: "二号厅", speaker: "Ada Kite" });
    expect(chinese[3]?.title).toBe("Closing");
  });

  test("keeps what is named under its id, and takes off what is not", async () => {
    const { agenda } = await saveAgenda(manager(), {
      ...(await read()).agenda,
      items: [item("First", at(3, 9)), item("Second", at(3, 10))],
    });
    const [first, second] = agenda;
    if (!first || !second) throw new Error("The agenda was not written");
    const changed = await saveAgenda(manager(), {
      ...(await read()).agenda,
      items: [{ ...item("Second, later", at(3, 14)), itemId: second.id }],
    });
    expect(changed.agenda).toMatchObject([{ id: second.id, title: "Second, later" }]);
    const gone = { ...item("First again", at(3, 9)), itemId: first.id };
    await expect(saveAgenda(manager(), { ...(await read()).agenda, items: [gone] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await shown()).agenda).toHaveLength(1);
  });

  test("takes no item of another event, none twice, none that ends before it begins, and not more than a fair has", async () => {
    const { id: otherId } = await saveEvent(manager(), {
      ...{ organizerId: house.organizerId, kind: "exhibition", title: "Another fair", subtitle: "", description: "" },
      ...{ chinese: null, posterSeed: 4 },
    });
    const other = await saveAgenda(manager(), { ...(await read(otherId)).agenda, items: [item("Theirs", at(3, 9))] });
    const stolen = { ...item("Ours now", at(3, 9)), itemId: other.agenda[0]?.id ?? "" };
    const { agenda: asRead } = await read();
    const ask = (items: readonly object[]) => callByPath(manager(), "catalog.office.saveAgenda", { ...asRead, items });
    expect(await ask([stolen])).toMatchObject({ code: "NOT_FOUND" });
    const own = (await shown()).agenda[0]?.id;
    const twice = { ...item("Twice", at(3, 9)), itemId: own };
    expect(await ask([twice, twice])).toMatchObject({ code: "NOT_FOUND" });
    expect(await ask([item("Backwards", at(3, 9), { endsAt: at(3, 8) })])).toMatchObject({ code: "BAD_REQUEST" });
    expect(await ask(Array.from({ length: 201 }, () => item("Too much", at(3, 9))))).toMatchObject({
      code: "BAD_REQUEST",
    });
    expect(await run.services.db.agendaItem.count({ where: { eventId: otherId } })).toBe(1);
  });
});

describe("exhibitors", () => {
  test("stand in the order in which the office put them, under the id they had, with words in both languages", async () => {
    const kite = exhibitor("Kite Works", {
      stand: "B14",
      summary: "Kites for no wind",
      url: "https://kites.example/fair",
      chinese: { name: "风筝工坊", summary: "" },
    });
    const first = await saveExhibitors(manager(), {
      ...(await read()).exhibitors,
      exhibitors: [exhibitor("Alder Press"), kite],
    });
    const [alder, kites] = first.exhibitors;
    if (!alder || !kites) throw new Error("Exhibitors were not written");
    const exhibitors = [
      { ...kite, exhibitorId: kites.id },
      { ...exhibitor("Alder Press"), exhibitorId: alder.id },
    ];
    await saveExhibitors(manager(), { ...(await read()).exhibitors, exhibitors });
    const now = (await shown("zh")).exhibitors;
    expect(now.map(({ id, name }) => [id, name])).toEqual([
      [kites.id, "风筝工坊"],
      [alder.id, "Alder Press"],
    ]);
    expect(now[0]).toMatchObject({ stand: "B14", summary: "Kites for no wind", url: "https://kites.example/fair" });
  });

  test("lead to pages of the web that are safe to open, or nowhere", async () => {
    for (const url of ["http://kites.example", "javascript:alert(1)", "kites.example", "data:text/html,x"]) {
      const input = { ...(await read()).exhibitors, exhibitors: [exhibitor("Kite Works", { url })] };
      expect(await callByPath(manager(), "catalog.office.saveExhibitors", input), url).toMatchObject({
        code: "BAD_REQUEST",
      });
    }
  });
});

test("two offices that change one list at once: the second is told, and writes over nothing", async () => {
  const { agenda, exhibitors } = await read();
  const ways = [
    (title: string) => saveAgenda(manager(), { ...agenda, items: [item(title, at(5, 9))] }),
    (title: string) => saveExhibitors(manager(), { ...exhibitors, exhibitors: [exhibitor(title)] }),
  ];
  for (const way of ways) {
    const answers = await Promise.allSettled([way("One"), way("Another")]);
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    expect(refused).toMatchObject([{ code: "CHANGED_MEANWHILE" }]);
  }
  const now = await shown();
  expect([now.agenda.length, now.exhibitors.length]).toEqual([1, 1]);
});

test("who may not change the event changes neither, and a change is written down and told", async () => {
  const { services } = run;
  const before = await shown();
  const asRead = await read();
  for (const person of [house.staff.gate, house.staff.boxOffice, house.staff.finance, house.stranger, house.buyer]) {
    const denied = { code: "NOT_YOURS" };
    await expect(saveAgenda(as(person), { ...asRead.agenda, items: [] })).rejects.toMatchObject(denied);
    await expect(saveExhibitors(as(person), { ...asRead.exhibitors, exhibitors: [] })).rejects.toMatchObject(denied);
  }
  expect(await shown()).toEqual(before);
  const jobs = () => services.db.$queryRaw<{ slug: string }[]>`
    SELECT j.payload->>'slug' AS slug FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'catalog.revalidate'`;
  await services.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await saveAgenda(as(house.staff.owner), { ...asRead.agenda, items: [] });
  await saveExhibitors(as(house.staff.owner), { ...asRead.exhibitors, exhibitors: [exhibitor("Birch Type")] });
  expect(await jobs()).toEqual([{ slug: house.slug }, { slug: house.slug }]);
  const audit = await services.db.auditEntry.findMany({
    where: { objectId: house.eventId, personId: house.staff.owner.personId },
    orderBy: { id: "asc" },
  });
  expect(audit).toMatchObject([
    { action: "event.agenda", before: {}, after: {} },
    { action: "event.exhibitors", after: { "exhibitors › Birch Type": true } },
  ]);
});
