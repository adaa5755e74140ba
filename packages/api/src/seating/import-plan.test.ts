import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedForTests, type TestHouse } from "../seed/index.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { importPlan, readGeometry, seatNameAt, seatNameText, seatsOffChart, usedCategories } from "./index.ts";

let house: TestHouse;
let run: TestServices;
let folder: string;

beforeAll(async () => {
  run = await createTestServices();
  house = await seedForTests(run.services);
  folder = await mkdtemp(join(tmpdir(), "usher-import-"));
});
afterAll(async () => {
  await run?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const as = (person: { personId: string; personEmail: string }) =>
  contextFor(run.services, { personId: person.personId, personEmail: person.personEmail }, "admin");

/** A plan of rows A, B… with `seats` in each; seats named in `without` are left out. */
function planOf(rows: number, seats: number, without: readonly string[] = []): string {
  const letters = Array.from({ length: rows }, (_, row) => String.fromCharCode(65 + row));
  const rowsOf = letters.map((letter, row) => ({
    row_number: letter,
    position: { x: 0, y: 300 + row * 30 },
    seats: Array.from({ length: seats }, (_, at) => ({
      seat_number: String(at + 1),
      seat_guid: `S-${letter}-${at + 1}`,
      position: { x: at * 20, y: 0 },
      category: row === 0 ? "Front" : "Back",
    })).filter((seat) => !without.includes(seat.seat_guid)),
  }));
  return JSON.stringify({
    name: "Little house",
    categories: [{ name: "Front" }, { name: "Back" }],
    zones: [{ name: "Stalls", position: { x: 0, y: 0 }, rows: rowsOf }],
    size: { width: 600, height: 900 },
  });
}

/** Everything that an import may write. */
const written = async () => {
  const { chart, chartRevision, asset, auditEntry } = run.services.db;
  return Promise.all([chart.count(), chartRevision.count(), asset.count(), auditEntry.count()]);
};

describe("importing a plan", () => {
  test("keeps a chart whose seats can be named and sold", async () => {
    const view = await importPlan(as(house.staff.manager), {
      venueId: house.venueId,
      name: "Little",
      plan: planOf(3, 8),
    });
    expect(view).toMatchObject({ revisionNumber: 1, seatCount: 24, sectionCount: 1, categories: ["Front", "Back"] });
    const geometry = await readGeometry(run.services, view.geometryHash);
    const names = Array.from({ length: 24 }, (_, index) => {
      const place = seatNameAt(geometry, index);
      return place && seatNameText(place, "en");
    });
    expect(names).toContain("Stalls, row A, seat 1");
    expect(new Set(names).size).toBe(24);
    expect(await usedCategories(run.services, view.geometryHash)).toEqual(new Set([0, 1]));
    expect(await seatsOffChart(run.services, view.geometryHash, 24)).toEqual([]);
    const { seatKeys } = await run.services.db.chartRevision.findUniqueOrThrow({ where: { id: view.revisionId } });
    expect(new Set(seatKeys as string[]).size).toBe(24);
  });

  test.each([
    ["a file that is no JSON", "{ zones: "],
    ["JSON that is no plan", `{"name": "x"}`],
    ["a plan without seats", `{"name": "x", "zones": []}`],
    [
      "a plan with a seat that stands nowhere",
      `{"zones":[{"rows":[{"seats":[{"seat_number":"1","position":{"x":"left"}}]}]}]}`,
    ],
  ])("%s is refused with its place and leaves nothing", async (_, plan) => {
    const before = await written();
    const importing = importPlan(as(house.staff.owner), { venueId: house.venueId, name: "Broken", plan });
    await expect(importing).rejects.toMatchObject({
      code: "PLAN_UNREADABLE",
      detail: { defects: [{ mended: false }] },
    });
    expect(await written()).toEqual(before);
  });

  test("strangers, and staff who do not plan, are refused", async () => {
    const input = { venueId: house.venueId, name: "Not theirs", plan: planOf(2, 4) };
    const before = await written();
    await expect(importPlan(as(house.stranger), input)).rejects.toMatchObject({ code: "NOT_YOURS" });
    await expect(importPlan(as(house.staff.boxOffice), input)).rejects.toMatchObject({ code: "NOT_YOURS" });
    await expect(importPlan(contextFor(run.services), input)).rejects.toMatchObject({ code: "NOT_SIGNED_IN" });
    expect(await written()).toEqual(before);
  });

  test("a plan of a thousand defects tells a bounded number of them and counts all", async () => {
    const plan = JSON.parse(planOf(20, 60)) as { zones: { rows: { seats: { seat_guid: string }[] }[] }[] };
    for (const zone of plan.zones) for (const row of zone.rows) for (const seat of row.seats) seat.seat_guid = "same";
    const view = await importPlan(as(house.staff.owner), {
      venueId: house.venueId,
      name: "Torn",
      plan: JSON.stringify(plan),
    });
    expect(view.seatCount).toBe(1_200);
    expect(view.defectCount).toBeGreaterThanOrEqual(1_199);
    expect(view.defects.length).toBeLessThanOrEqual(200);
    expect(view.defects.every(({ path, mended }) => path.startsWith("/") && mended)).toBe(true);
  });

  test("a revision keeps every seat's index: one that went is not for sale, one that came has a new one", async () => {
    const owner = as(house.staff.owner);
    const first = await importPlan(owner, { venueId: house.venueId, name: "Grows", plan: planOf(2, 6) });
    const { chartId } = first;
    const changed = planOf(3, 6, ["S-A-3"]);
    const second = await importPlan(owner, { venueId: house.venueId, name: "Grows", chartId, plan: changed });
    expect(second).toMatchObject({ chartId, revisionNumber: 2 });
    const keys = async (id: string) =>
      (await run.services.db.chartRevision.findUniqueOrThrow({ where: { id } })).seatKeys as string[];
    const [before, after] = [await keys(first.revisionId), await keys(second.revisionId)];
    for (const [index, key] of before.entries()) if (key !== "S-A-3") expect(after[index]).toBe(key);
    const gone = before.indexOf("S-A-3");
    expect(await seatsOffChart(run.services, second.geometryHash, second.seatCount)).toEqual([gone]);
    expect(second.seatCount).toBe(18);
    const elsewhere = importPlan(as(house.stranger), { venueId: house.venueId, name: "x", chartId, plan: changed });
    await expect(elsewhere).rejects.toMatchObject({ code: "NOT_YOURS" });
  });
});

describe("npm run import", () => {
  const CLI = fileURLToPath(new URL("../cli/import.ts", import.meta.url));

  function environment(): NodeJS.ProcessEnv {
    const { env } = run.services;
    const texts = Object.entries(env).flatMap(([key, value]) =>
      ["string", "number", "boolean"].includes(typeof value) ? [[key, String(value)]] : [],
    );
    const USHER_SEALING_KEYS = JSON.stringify({ test1: Buffer.alloc(32, 7).toString("base64") });
    return { ...Object.fromEntries(texts), PATH: process.env.PATH ?? "", USHER_SEALING_KEYS };
  }

  const command = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      execFile(process.execPath, [CLI, ...args], { env: environment() }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const venueName = async () => (await run.services.db.venue.findUniqueOrThrow({ where: { id: house.venueId } })).name;

  test("imports a plan and says what it made of it", async () => {
    const path = await file("little.json", planOf(2, 5));
    const { code, out, err } = await command("plan", path, "--venue", await venueName());
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("10 seats in 1 sections");
    expect(await run.services.db.chart.count({ where: { venueId: house.venueId, name: "Little house" } })).toBe(1);
  });

  test("ends with clear words and nothing written for a file that is missing or broken, and a venue nobody knows", async () => {
    const before = await written();
    const broken = await file("broken.json", "{");
    const venue = await venueName();
    const missing = await command("plan", join(folder, "none.json"), "--venue", venue);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining("There is no file") });
    const torn = await command("plan", broken, "--venue", venue);
    expect(torn).toMatchObject({ code: 1, err: expect.stringContaining("The file is not JSON") });
    const nowhere = await command("plan", broken, "--venue", "Nowhere");
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining(venue) });
    expect(await command("plan")).toMatchObject({ code: 1, err: expect.stringContaining("--venue NAME") });
    for (const { err } of [missing, torn, nowhere]) expect(err).not.toContain("    at ");
    expect(await written()).toEqual(before);
  });
});
