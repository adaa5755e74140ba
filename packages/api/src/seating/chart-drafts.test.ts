import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedForTests, type TestHouse, type TestPerson } from "../seed/index.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { addSection, type Drawing, moveZone, removeSeats, removeZone } from "./drawing/index.ts";
import { chartToDraw, createChart, importPlan, publishDraft, readGeometry, saveDraft, stadium } from "./index.ts";
import { packDrawing, unpackDrawing } from "./pack-drawing.ts";

let house: TestHouse;
let run: TestServices;

beforeAll(async () => {
  run = await createTestServices();
  house = await seedForTests(run.services);
});
afterAll(async () => run?.close());

const as = ({ personId, personEmail }: TestPerson) => contextFor(run.services, { personId, personEmail }, "admin");
const manager = () => as(house.staff.manager);
const owner = () => as(house.staff.owner);

const inBase64 = async (drawing: Drawing) => Buffer.from(await packDrawing(drawing)).toString("base64");
const read = (document: string) => unpackDrawing(Buffer.from(document, "base64"));
const refused = (code: string, detail: object = {}) =>
  expect.objectContaining({ code, detail: expect.objectContaining(detail) });

async function open(chartId: string) {
  const { draft, document, ...chart } = await chartToDraw(manager(), chartId);
  return { ...chart, draft, drawing: await read(document) };
}

let lastKey = 0;
const newKey = () => `seat-${++lastKey}`;

function withStalls(drawing: Drawing): Drawing {
  const layout = { at: [500, 300] as const, turn: 0, seatPitch: 27.5, rowPitch: 45, radius: 0 };
  const category = drawing.plan.categories[0]?.name ?? "";
  return addSection(drawing, { name: "Stalls", category, layout, rows: 3, seats: 8 }, newKey);
}

/** A new chart with stalls of 24 seats, published. */
async function published() {
  const { chartId } = await createChart(manager(), { venueId: house.venueId, name: "Attic", category: "All" });
  const { drawing, draft } = await open(chartId);
  const drawn = withStalls(drawing);
  const saved = await saveDraft(manager(), { chartId, version: draft.version, document: await inBase64(drawn) });
  const view = await publishDraft(manager(), { chartId, version: saved.version });
  return { chartId, drawn, view, version: saved.version };
}

describe("drawing a chart", () => {
  test("begins with nothing, is kept as it is drawn, and is published as its first revision", async () => {
    const { chartId } = await createChart(manager(), { venueId: house.venueId, name: "Loft", category: "All" });
    const blank = await open(chartId);
    expect(blank).toMatchObject({ name: "Loft", revisionNumber: null, draft: { version: 1, publishedAs: null } });
    const drawn = withStalls(blank.drawing);
    const saved = await saveDraft(manager(), { chartId, version: 1, document: await inBase64(drawn) });
    expect((await open(chartId)).drawing).toEqual(drawn);
    const view = await publishDraft(manager(), { chartId, version: saved.version });
    expect(view).toMatchObject({ revisionNumber: 1, seatCount: 24, categories: ["All"], defects: [] });
    const after = await open(chartId);
    expect(after).toMatchObject({ revisionNumber: 1, draft: { version: 2, publishedAs: 1 } });
    expect(after.drawing).toEqual(drawn);
    const actions = await run.services.db.auditEntry.findMany({ where: { objectId: chartId }, orderBy: { id: "asc" } });
    expect(actions.map(({ action }) => action)).toEqual(["chart.create", "chart.publish"]);
  });

  test("a chart without a seat is not published, and stays as it is drawn", async () => {
    const { chartId } = await createChart(manager(), { venueId: house.venueId, name: "Void", category: "All" });
    await expect(publishDraft(manager(), { chartId, version: 1 })).rejects.toEqual(refused("PLAN_UNREADABLE"));
    expect((await open(chartId)).draft.version).toBe(1);
  });

  test("a chart that nobody drew opens as its newest revision, with the keys of its seats", async () => {
    const { drawing, draft, revisionNumber } = await open(house.chartId);
    expect(draft).toMatchObject({ version: 0, publishedAs: revisionNumber });
    const revision = await run.services.db.chartRevision.findFirstOrThrow({ where: { chartId: house.chartId } });
    const keys = drawing.plan.zones.flatMap(({ rows }) =>
      rows.flatMap(({ seats }) => seats.map((one) => one.seat_guid)),
    );
    expect(keys.every((key) => (revision.seatKeys as string[]).includes(key))).toBe(true);
    expect(keys).toHaveLength(200);
  });

  test("of two who began with the same version the second is told by whom and when, and the first loses nothing", async () => {
    const { chartId, drawn, version } = await published();
    const [mine, theirs] = [moveZone(drawn, 0, [10, 0]), moveZone(drawn, 0, [0, 10])];
    const answers = await Promise.allSettled([
      saveDraft(manager(), { chartId, version, document: await inBase64(mine) }),
      saveDraft(manager(), { chartId, version, document: await inBase64(theirs) }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const kept = (await open(chartId)).drawing;
    expect(kept).toEqual(answers[0]?.status === "fulfilled" ? mine : theirs);
    const late = saveDraft(owner(), { chartId, version, document: await inBase64(drawn) });
    await expect(late).rejects.toEqual(refused("DRAFT_CHANGED", { by: expect.any(String), at: expect.any(String) }));
    await expect(publishDraft(owner(), { chartId, version })).rejects.toEqual(refused("DRAFT_CHANGED"));
  });

  test("seats keep their index from revision to revision, whatever is added or moved", async () => {
    const { chartId, drawn, view, version } = await published();
    const next = moveZone(withStalls(drawn), 0, [300, 40]);
    const saved = await saveDraft(manager(), { chartId, version, document: await inBase64(next) });
    const second = await publishDraft(manager(), { chartId, version: saved.version });
    expect(second).toMatchObject({ revisionNumber: 2, seatCount: 48 });
    const keysOf = async (id: string) =>
      (await run.services.db.chartRevision.findUniqueOrThrow({ where: { id } })).seatKeys as string[];
    const [before, after] = [await keysOf(view.revisionId), await keysOf(second.revisionId)];
    expect(after.slice(0, 24)).toEqual(before);
  });

  test("what is no drawing is not kept, nor what unfolds to more than one may be", async () => {
    const { chartId, version } = await published();
    const save = (bytes: Uint8Array) =>
      saveDraft(manager(), { chartId, version, document: Buffer.from(bytes).toString("base64") });
    await expect(save(Buffer.from("nothing"))).rejects.toEqual(refused("PLAN_UNREADABLE"));
    await expect(save(gzipSync('{"plan":{"zones":7}}'))).rejects.toEqual(refused("PLAN_UNREADABLE"));
    await expect(save(gzipSync(Buffer.alloc(60_000_000)))).rejects.toEqual(refused("DRAWING_TOO_LARGE"));
  });

  test("a stadium of more than 60,000 seats is kept in less than a call may carry", async () => {
    const { chartId, version } = await published();
    const house = stadium();
    const seats = house.plan.zones.reduce(
      (sum, { rows }) => sum + rows.reduce((all, row) => all + row.seats.length, 0),
      0,
    );
    expect(seats).toBeGreaterThan(50_000);
    const document = await inBase64(house);
    expect(document.length).toBeLessThan(16_000_000);
    await saveDraft(manager(), { chartId, version, document });
    expect((await open(chartId)).drawing.plan).toEqual(house.plan);
  });
});

describe("a seat that somebody has", () => {
  /** The stalls' first seat has an order on it, in a performance that is ahead. */
  async function owned() {
    const chart = await published();
    const { db } = run.services;
    const like = await db.performance.findUniqueOrThrow({ where: { id: house.inEuro } });
    const { id: _, ...data } = like;
    const performance = await db.performance.create({
      data: { ...data, id: crypto.randomUUID(), chartRevisionId: chart.view.revisionId, seatCount: 24, cellCount: 1 },
    });
    const claim = { orderId: crypto.randomUUID(), holdId: crypto.randomUUID(), backstopAt: new Date() };
    await db.seatState.create({
      data: { performanceId: performance.id, seatIndex: 0, state: 0, revision: 1, ...claim },
    });
    const revision = await db.chartRevision.findUniqueOrThrow({ where: { id: chart.view.revisionId } });
    return { ...chart, performance, key: (revision.seatKeys as string[])[0] ?? "" };
  }

  test("is told to whoever draws, and is not taken away, by publishing nor by import", async () => {
    const { chartId, drawn, version, key } = await owned();
    expect((await open(chartId)).ownedSeats).toEqual([key]);
    const without = removeSeats(drawn, new Set([key]));
    const saved = await saveDraft(manager(), { chartId, version, document: await inBase64(without) });
    const publish = publishDraft(manager(), { chartId, version: saved.version });
    await expect(publish).rejects.toEqual(refused("SEATS_OWNED", { count: 1, seats: [key] }));
    const plan = JSON.stringify(without.plan);
    const file = { venueId: house.venueId, name: "Attic", chartId, plan };
    await expect(importPlan(manager(), file)).rejects.toEqual(refused("SEATS_OWNED"));
    expect((await open(chartId)).revisionNumber).toBe(1);
  });

  test("does not hold its neighbours, and is free to go once the performance is over", async () => {
    const { chartId, drawn, version, key, performance } = await owned();
    const neighbours = drawn.plan.zones[0]?.rows[0]?.seats.map((seat) => seat.seat_guid).filter((one) => one !== key);
    const fewer = removeSeats(drawn, new Set(neighbours));
    const saved = await saveDraft(manager(), { chartId, version, document: await inBase64(fewer) });
    const second = await publishDraft(manager(), { chartId, version: saved.version });
    const { sections } = await readGeometry(run.services, second.geometryHash);
    expect(sections.flatMap(({ rows }) => rows).reduce((sum, { count }) => sum + count, 0)).toBe(17);
    await run.services.db.performance.update({ where: { id: performance.id }, data: { startsAt: new Date(0) } });
    const none = removeZone(withStalls(fewer), 0);
    const last = await saveDraft(manager(), { chartId, version: saved.version, document: await inBase64(none) });
    await expect(publishDraft(manager(), { chartId, version: last.version })).resolves.toMatchObject({
      revisionNumber: 3,
    });
  });
});

describe("an import", () => {
  const planOf = (drawing: Drawing) => JSON.stringify(drawing.plan);

  test("is what the editor opens, to the letter", async () => {
    const { chartId, drawn } = await published();
    const coloured = { ...drawn, plan: { ...drawn.plan, categories: [{ name: "All", color: "#123456" }] } };
    await importPlan(manager(), { venueId: house.venueId, name: "Attic", chartId, plan: planOf(coloured) });
    const { drawing, draft } = await open(chartId);
    expect(drawing.plan).toEqual({ ...coloured.plan, name: "Attic" });
    expect(draft.publishedAs).toBe(2);
  });

  test("leaves alone what somebody is drawing and has not published", async () => {
    const { chartId, drawn, version } = await published();
    const mine = moveZone(drawn, 0, [40, 0]);
    await saveDraft(manager(), { chartId, version, document: await inBase64(mine) });
    await importPlan(owner(), { venueId: house.venueId, name: "Attic", chartId, plan: planOf(drawn) });
    expect(await open(chartId)).toMatchObject({ drawing: mine, revisionNumber: 2, draft: { publishedAs: null } });
  });
});
