import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readSnapshot, rebuildAvailability } from "../availability/index.ts";
import { liveFigures, savePerformance, showPerformance } from "../catalog/index.ts";
import { placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import type { RequestContext } from "../services.ts";
import { splitIntoCells } from "../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { buySeats } from "../tickets/paid-order.fixture.ts";
import { changeRelease, openDueRelease, openKeptBack, openRelease } from "./open-release.ts";
import { setAside } from "./set-aside.ts";
import { showReleases } from "./show-releases.ts";

const HOUR_MS = 3_600_000;
let house: TestServices;
let hall: SmallHall;
let owner: RequestContext;

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  hall = await openSmallHall(house.services, { ticketLimit: 50 });
  const person = { personId: newId(), personEmail: `${newId()}@people.example` };
  const { organizerId } = hall;
  const memberships = { create: { organizerId, role: "owner" as const } };
  await house.services.db.person.create({ data: { id: person.personId, email: person.personEmail, memberships } });
  owner = contextFor(house.services, person, "admin");
});

const inHours = (hours: number) => new Date(house.clock.nowMs() + hours * HOUR_MS).toISOString();
const aside = (more: Partial<Parameters<typeof setAside>[1]> = {}) =>
  setAside(owner, {
    performanceId: hall.performanceId,
    name: "Partners",
    opensAt: null,
    ranges: [],
    runs: [],
    ...more,
  });
const row = (first: number, count: number) => ({ ranges: [{ first, count }] });
const bytes = async () => (await readSnapshot(house.services, hall.performanceId)).seats;
const hold = (...seats: number[]) =>
  placeHold(contextFor(house.services), {
    performanceId: hall.performanceId,
    requestId: randomUUID(),
    lines: seats.map((seat) => ({ seat })),
  });

describe("keeping back", () => {
  test("takes places off sale at once: on the map, in the figures, for whoever wants them", async () => {
    const { releases, missed } = await aside(row(0, 20));
    expect(missed).toBe(0);
    expect(releases).toMatchObject([
      { name: "Partners", opensAt: null, openedAt: null, placeCount: 20, sections: [{ name: "Stalls", count: 20 }] },
    ]);
    expect((await bytes()).slice(0, 21)).toBe(`${"C".repeat(20)}@`);
    expect((await liveFigures(house.services, [hall.performanceId]))[0]).toMatchObject({ left: 280, total: 280 });
    await expect(hold(4)).rejects.toEqual(refusal("SEAT_TAKEN", { seats: [4] }));
    await house.runJobs();
    expect(await reconcile(house.services)).toEqual([]);
  });

  test("leaves what is sold, in a basket or kept back already as it is, and says how many that were", async () => {
    await buySeats(house.services, hall, { seats: [3] });
    await house.runJobs();
    await hold(5);
    await aside(row(8, 2));
    const { missed } = await aside({ name: "Door", ...row(0, 10) });
    expect(missed).toBe(4);
    expect((await bytes()).slice(0, 11)).toBe("CCCBCHCCCC@");
    await expect(aside(row(0, 10))).rejects.toEqual(refusal("SEATS_GONE"));
  });

  test("takes the last of standing places, so that the first go on selling", async () => {
    const { missed } = await aside({ runs: [{ run: 200, count: 30 }] });
    expect(missed).toBe(0);
    expect((await bytes()).slice(200)).toBe(`${"@".repeat(70)}${"C".repeat(30)}`);
    await expect(aside({ runs: [{ run: 201, count: 1 }] })).rejects.toEqual(refusal("SEAT_UNKNOWN"));
    await expect(aside(row(299, 2))).rejects.toEqual(refusal("SEAT_UNKNOWN"));
  });

  test("of places that are sold in parts takes whole places alone", async () => {
    await splitIntoCells(house.services, hall.performanceId, { stops: ["Rotterdam", "Utrecht", "Cologne"] });
    await placeHold(contextFor(house.services), {
      ...{ performanceId: hall.performanceId, requestId: randomUUID(), lines: [{ seat: 1 }], span: { from: 0, to: 1 } },
    });
    const { missed, releases } = await aside(row(0, 3));
    expect([missed, releases[0]?.placeCount]).toEqual([1, 2]);
    expect((await bytes()).slice(0, 8)).toBe("CCH@CC@@");
  });

  test("survives that the map is lost and built anew", async () => {
    await aside(row(0, 5));
    await rebuildAvailability(house.services, hall.performanceId, "lost");
    expect((await bytes()).slice(0, 6)).toBe("CCCCC@");
  });

  test("is refused in the past and after the sale", async () => {
    const reason = (name: string) => refusal("PUBLISH_REFUSED", { reason: name });
    await expect(aside({ ...row(0, 5), opensAt: inHours(-1) })).rejects.toEqual(reason("opensInPast"));
    await expect(aside({ ...row(0, 5), opensAt: inHours(24 * 400) })).rejects.toEqual(reason("opensAfterSale"));
    expect((await showReleases(owner, hall.performanceId)).releases).toEqual([]);
  });
});

describe("opening", () => {
  test("by hand puts the places on sale at once, and a second press changes nothing", async () => {
    const { releases } = await aside(row(0, 20));
    const id = releases[0]?.id ?? "";
    const [first] = (await openRelease(owner, id)).releases;
    expect(first).toMatchObject({ id, placeCount: 0, openedAt: expect.any(String) });
    expect(await bytes()).not.toContain("C");
    await hold(0, 1);
    const [second] = (await openRelease(owner, id)).releases;
    expect(second).toEqual(first);
    expect((await bytes()).slice(0, 3)).toBe("HH@");
    await expect(changeRelease(owner, { releaseId: id, name: "Late", opensAt: null })).rejects.toEqual(
      refusal("CHANGED_MEANWHILE"),
    );
  });

  test("by itself happens at its moment, which the page tells beforehand", async () => {
    const opensAt = inHours(2);
    const { releases } = await aside({ ...row(0, 20), opensAt });
    const page = () => showPerformance(house.services, { performanceId: hall.performanceId });
    expect((await page()).performance.moreFrom).toBe(opensAt);
    await house.runJobs();
    await openDueRelease(house.services, { releaseId: releases[0]?.id ?? "" });
    expect((await bytes()).slice(0, 20)).toBe("C".repeat(20));
    house.clock.advance(2 * HOUR_MS + 1_000);
    await house.hurryJobs();
    await house.runJobs();
    expect((await bytes()).slice(0, 20)).toBe("@".repeat(20));
    expect((await page()).performance.moreFrom).toBeNull();
  });

  test("follows its last moment, and none when that is taken back", async () => {
    const { releases } = await aside({ ...row(0, 20), opensAt: inHours(1) });
    const releaseId = releases[0]?.id ?? "";
    const later = { releaseId, name: "Partners, later", opensAt: inHours(3) };
    expect((await changeRelease(owner, later)).releases[0]).toMatchObject({ name: "Partners, later" });
    house.clock.advance(2 * HOUR_MS);
    await house.hurryJobs();
    await house.runJobs();
    expect((await bytes())[0]).toBe("C");
    await changeRelease(owner, { ...later, opensAt: null });
    house.clock.advance(2 * HOUR_MS);
    await house.hurryJobs();
    await house.runJobs();
    expect((await bytes())[0]).toBe("C");
    await openRelease(owner, releaseId);
    expect((await bytes())[0]).toBe("@");
  });

  test("gives back what a refund kept off sale, and leaves what waits for a release", async () => {
    const { performanceId } = hall;
    const data = [2, 299].map((seatIndex) => ({ performanceId, seatIndex, state: 3, revision: 1 }));
    await house.services.db.seatState.createMany({ data });
    await rebuildAvailability(house.services, performanceId, "refund");
    await aside({ name: "Door", ...row(10, 1) });
    expect((await showReleases(owner, performanceId)).keptBack).toEqual({
      placeCount: 2,
      sections: [
        { name: "Stalls", count: 1 },
        { name: "Standing", count: 1 },
      ],
    });
    const view = await openKeptBack(owner, performanceId);
    expect(view.keptBack.placeCount).toBe(0);
    expect(view.releases).toMatchObject([{ name: "Door", placeCount: 1 }]);
    const after = await bytes();
    expect([2, 10, 299].map((at) => after[at])).toEqual(["@", "C", "@"]);
  });
});

test("before anything is on show places can be kept back, and then the chart stays", async () => {
  const { db } = house.services;
  const { performanceId, eventId } = hall;
  await db.performance.update({ where: { id: performanceId }, data: { status: "draft", epoch: 0 } });
  await aside(row(0, 5));
  const before = await db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const start = before.startsAt.getTime();
  const day = (days: number) => ({
    startsAt: new Date(start + days * 24 * HOUR_MS).toISOString(),
    endsAt: new Date(start + (days * 24 + 8) * HOUR_MS).toISOString(),
    ...{ fromName: null, toName: null, fromChinese: "", toChinese: "" },
  });
  const saving = savePerformance(owner, {
    ...{ eventId, performanceId, venueId: before.venueId, chartRevisionId: before.chartRevisionId },
    ...{ startsAt: before.startsAt.toISOString(), doorsAt: null, endsAt: null, refundUntil: null, refundFeeMinor: 0 },
    ...{ saleStartsAt: before.saleStartsAt.toISOString(), saleEndsAt: before.saleEndsAt.toISOString() },
    ...{ currency: "EUR", ticketLimit: 6, allowsSingles: true, tariffs: [], quotas: [] },
    cells: [day(0), day(1)],
    categories: [0, 1, 2].map((chartCategory) => ({
      ...{ chartCategory, name: `Rank ${chartCategory}`, tier: 1, faceMinor: 3_000, feeMinor: 0 },
      ...{ taxRateBasisPoints: 0, fares: [] },
    })),
  });
  await expect(saving).rejects.toEqual(refusal("PUBLISH_REFUSED", { reason: "releasesThere" }));
  await rebuildAvailability(house.services, performanceId, "published");
  await db.performance.update({ where: { id: performanceId }, data: { status: "published" } });
  expect((await bytes()).slice(0, 6)).toBe("CCCCC@");
});
