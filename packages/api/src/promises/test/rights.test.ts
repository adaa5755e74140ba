import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { callByPath, everyProcedure } from "./call-by-path.fixture.ts";
import { PROCEDURE_RIGHTS, type ProcedureRights } from "./procedure-rights.fixture.ts";
import {
  EVERYBODY,
  everythingKept,
  openTwoOrganizers,
  type TwoOrganizers,
  type Who,
} from "./two-organizers.fixture.ts";

let house: TestServices;
let world: TwoOrganizers;

beforeAll(async () => {
  house = await createTestServices();
  world = await openTwoOrganizers(house);
});
afterAll(() => house?.close());

const RIGHTS_REFUSALS = ["NOT_SIGNED_IN", "NOT_YOURS", "NOT_FOUND", "DEVICE_UNKNOWN"];

/** What only A and the buyer may ever read. */
function privateWords({ a, buyer, order, held, sold, paying }: TwoOrganizers): string[] {
  const tickets = order.tickets.map(({ id }) => id);
  const known = [a.draft.title, a.draft.id, a.deviceId, a.performance.chartRevisionId, buyer.caller.personEmail];
  return [...known, buyer.caller.personId, order.code, held.holdId, sold.orderId, paying.orderId, ...tickets].map(
    String,
  );
}

async function callAs(who: Who, path: string, rights: ProcedureRights, input: unknown) {
  const outcome = await callByPath(world.as(who), path, input);
  const mayRead = (rights.sees ?? rights.may).includes(who);
  const shown = rights.shows?.(world);
  if (!mayRead) {
    const leaked = [...privateWords(world), ...(shown ? [shown] : [])].filter((word) => outcome.text.includes(word));
    expect(leaked, `${path} told ${who} what is not theirs`).toEqual([]);
  } else if (shown) {
    expect(outcome.text, `${path} shows ${who} their own`).toContain(shown);
  }
  return outcome;
}

test("of every procedure it is written down who may call it, and of nothing else", () => {
  const paths = everyProcedure().map(({ path }) => path);
  expect(paths.sort()).toEqual(Object.keys(PROCEDURE_RIGHTS).sort());
});

describe.each(Object.entries(PROCEDURE_RIGHTS))("%s", (path, rights) => {
  const others = EVERYBODY.filter((who) => !rights.may.includes(who));

  if (others.length > 0)
    test("refuses everybody else, tells them nothing, and changes nothing", async () => {
      const input = await rights.input?.(world);
      const before = await everythingKept(house, world);
      for (const who of others) {
        const outcome = await callAs(who, path, rights, input);
        const code = outcome.ok ? "an answer" : outcome.code;
        expect([...RIGHTS_REFUSALS, ...(rights.refusals ?? [])], `${path} gave ${who} ${code}`).toContain(code);
      }
      expect(await everythingKept(house, world)).toEqual(before);
    });

  test("answers those who may", async () => {
    for (const who of rights.may) {
      const outcome = await callAs(who, path, rights, await rights.input?.(world));
      expect(outcome.ok ? "an answer" : outcome.text, `${path} for ${who}`).toBe("an answer");
    }
  });
});

test("an unannounced event and its performance are found by nobody outside the office", async () => {
  const { a, as } = world;
  const { id: performanceId } = await house.services.db.performance.findFirstOrThrow({
    where: { eventId: a.draft.id, status: "draft" },
  });
  for (const who of EVERYBODY) {
    const calls = [
      await callByPath(as(who), "catalog.event", { slug: `draft-${a.draft.id}` }),
      await callByPath(as(who), "catalog.performance", { performanceId }),
      await callByPath(as(who), "availability.snapshot", { performanceId }),
      await callByPath(as(who), "availability.since", { performanceId, version: "1:0" }),
      await callByPath(as(who), "holds.mine", { performanceId }),
      await callByPath(as(who), "holds.place", { performanceId, requestId: performanceId, lines: [{ seat: 1 }] }),
    ];
    for (const call of calls) {
      if (call.ok) expect(call.answer).toEqual({ holds: [] });
      else expect(call.code).toBe("NOT_FOUND");
    }
    expect(await callByPath(as(who), "catalog.live", { performanceIds: [performanceId] })).toMatchObject({
      answer: { figures: [] },
    });
  }
});

test("nobody reaches another organizer's thing through one of their own", async () => {
  const { a, b, as, order } = world;
  const owner = as("b:owner");
  const savePerformance = (await PROCEDURE_RIGHTS["catalog.office.savePerformance"]?.input?.(world)) as object;
  const saveEvent = (await PROCEDURE_RIGHTS["catalog.office.saveEvent"]?.input?.(world)) as object;
  const saveVenue = (await PROCEDURE_RIGHTS["catalog.office.saveVenue"]?.input?.(world)) as object;
  const importPlan = (await PROCEDURE_RIGHTS["seating.importPlan"]?.input?.(world)) as object;
  const enrol = (await PROCEDURE_RIGHTS["gate.enrol"]?.input?.(world)) as object;
  const theirs = await callByPath(owner, "gate.enrol", { ...enrol, organizerId: b.organizerId });
  const { deviceId } = (theirs.ok ? theirs.answer : {}) as { deviceId: string };
  const ownPlace = { venueId: b.performance.venueId, chartRevisionId: b.performance.chartRevisionId };
  const ownDraft = { ...savePerformance, eventId: b.draft.id };
  const start = { sinceRevocation: "0", sinceScan: "0" };
  const [ownSync, ownSearch] = [
    { performanceId: a.performanceId, deviceId, scans: [] },
    { limit: 100, text: "" },
  ];
  const before = await everythingKept(house, world);
  const tries: [string, object][] = [
    ["catalog.office.saveEvent", { ...saveEvent, organizerId: b.organizerId }],
    ["catalog.office.saveVenue", { ...saveVenue, organizerId: b.organizerId }],
    ["catalog.office.savePerformance", ownDraft],
    ["catalog.office.savePerformance", { ...ownDraft, ...ownPlace, chartRevisionId: a.performance.chartRevisionId }],
    ["catalog.office.savePerformance", { ...ownDraft, ...ownPlace, performanceId: a.performanceId }],
    [
      "seating.importPlan",
      { ...importPlan, ...{ venueId: ownPlace.venueId, chartId: a.performance.chartRevision.chartId } },
    ],
    ["gate.bundle", { performanceId: a.performanceId, deviceId, ...start }],
    ["gate.bundle", { performanceId: b.performanceId, deviceId: a.deviceId, ...start }],
    ["gate.labels", { performanceId: a.performanceId, deviceId }],
    ["gate.labels", { performanceId: b.performanceId, deviceId: a.deviceId }],
    ["gate.sync", ownSync],
    ["gate.sync", { ...ownSync, performanceId: b.performanceId, deviceId: a.deviceId }],
  ];
  for (const [path, input] of tries) {
    const outcome = await callByPath(owner, path, input);
    expect(RIGHTS_REFUSALS, `${path}: ${outcome.text}`).toContain(outcome.ok ? "an answer" : outcome.code);
  }
  const search = { ...ownSearch, organizerId: b.organizerId, performanceId: a.performanceId };
  expect(await callByPath(owner, "orders.search", search)).toMatchObject({ answer: { orders: [] } });
  const page = { organizerId: b.organizerId, limit: 100, cursor: order.id };
  const listed = [await callByPath(owner, "catalog.office.events", page), await callByPath(owner, "orders.mine", page)];
  for (const { text } of listed) for (const word of privateWords(world)) expect(text).not.toContain(word);
  expect(await everythingKept(house, world)).toEqual(before);
});
