import { afterAll, beforeAll, expect, test } from "vitest";
import { AUDIT_ACTIONS, type AuditAction } from "../../accounts/audit-actions.ts";
import { checkChain } from "../../accounts/index.ts";
import { createTestServices, type TestServices } from "../../testing/test-services.ts";
import { callByPath, everyProcedure } from "./call-by-path.fixture.ts";
import { PROCEDURE_RIGHTS } from "./procedure-rights.fixture.ts";
import { openTwoOrganizers, type TwoOrganizers, type Who } from "./two-organizers.fixture.ts";

/** Says why a change leaves no entry, or how to call it so that it changes something where its usual input does not. */
type Audited = { readonly exception: string } | { readonly input?: (world: TwoOrganizers) => unknown };

async function somethingKeptBack(world: TwoOrganizers) {
  const { orderId, seat } = await world.sell();
  const { performanceId } = world.a;
  const seatIndexes = [{ performanceId, seatIndex: seat }];
  const refund = { orderId, requestKey: crypto.randomUUID(), seatIndexes, reason: "Broken seat", resell: false };
  await callByPath(world.as("a:owner"), "checkout.refund", refund);
  return { performanceId };
}

async function eventToShow(world: TwoOrganizers) {
  const performance = await PROCEDURE_RIGHTS["catalog.office.savePerformance"]?.input?.(world);
  await callByPath(world.as("a:owner"), "catalog.office.savePerformance", performance);
  return { eventId: world.a.draft.id, publish: true };
}

/** Every change that an organizer's people may make. One that is missing here fails the suite. */
const CHANGES: Record<string, Audited> = {
  "catalog.office.saveEvent": {},
  "catalog.office.saveAgenda": {},
  "catalog.office.saveExhibitors": {},
  "catalog.office.savePerformance": {},
  "catalog.office.repeatPerformance": {},
  "catalog.office.copyEvent": {},
  "catalog.office.publish": { input: eventToShow },
  "catalog.office.saveVenue": {},
  "changes.cancel": {},
  "changes.move": {},
  "checkout.refund": {},
  "checkout.resendRefund": {},
  "finance.startMatch": { exception: "Comparing changes nothing of what is compared." },
  "gate.enrol": {},
  "gate.sync": { exception: "Scans are a record of their own, with device, person and moment, and only grow." },
  "notifications.sendTicketsAgain": {},
  "orders.settleAlert": {},
  "releases.setAside": {},
  "releases.change": {},
  "releases.open": {},
  "releases.openKeptBack": { input: somethingKeptBack },
  "seating.createChart": {},
  "seating.importPlan": {},
  "seating.publishDraft": {},
  "seating.saveDraft": {},
  "team.invite": {},
  "team.resend": {},
  "team.withdraw": {},
  "team.accept": {},
  "team.changeMember": {},
  "team.removeMember": {},
};

/** History keeps no names of people: it cannot forget them. */
const PEOPLE = ["member", "invitation"];

let house: TestServices;
let world: TwoOrganizers;
beforeAll(async () => {
  house = await createTestServices();
  world = await openTwoOrganizers(house);
});
afterAll(() => house?.close());

/** Staff may call it, and a passer-by may not: it is about the organizer's things. Whoever joins is about to be staff. */
function isOfOffice(path: string): boolean {
  const may = PROCEDURE_RIGHTS[path]?.may ?? [];
  const isStaff = may.some((who) => who.startsWith("a:")) && !may.includes("otherBuyer");
  return isStaff || path === "team.accept";
}

test("of every change that an organizer's people may make it is written down whether history keeps it", () => {
  const changes = everyProcedure().filter(({ path, type }) => type === "mutation" && isOfOffice(path));
  expect(changes.map(({ path }) => path).sort()).toEqual(Object.keys(CHANGES).sort());
});

const seen = new Set<string>();
const entries = () =>
  house.services.db.auditEntry.findMany({
    where: { organizerId: world.a.organizerId },
    orderBy: { sequence: "asc" },
  });

const audited = Object.entries(CHANGES).flatMap(([path, change]) => ("exception" in change ? [] : [{ path, change }]));

test.each(audited)("$path leaves one entry: who, what, and what was before and after", async ({ path, change }) => {
  const rights = PROCEDURE_RIGHTS[path];
  const who = rights?.may.at(-1) as Who;
  const input = await (change.input ?? rights?.input)?.(world);
  const before = await entries();
  const outcome = await callByPath(world.as(who), path, input);
  expect(outcome.ok ? "an answer" : outcome.text).toBe("an answer");
  const [entry, ...more] = (await entries()).slice(before.length);
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    personId: world.as(who).caller.personId,
    objectType: AUDIT_ACTIONS[entry?.action as AuditAction],
    objectId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  const isNamed = "name" in ((entry?.detail ?? {}) as object);
  expect(isNamed).toBe(!PEOPLE.includes(entry?.objectType ?? ""));
  const [was, is] = [entry?.before as object, entry?.after as object];
  expect(Object.keys(is)).toEqual(Object.keys(was));
  expect(Object.keys(is).length).toBeGreaterThan(0);
  expect(is).not.toEqual(was);
  seen.add(entry?.action ?? "");
});

test("what is repeated leaves no second entry", async () => {
  const { orderId } = await world.sell();
  const refund = { orderId, requestKey: crypto.randomUUID(), seatIndexes: [], reason: "Ill" };
  const before = await entries();
  for (let i = 0; i < 3; i++) await callByPath(world.as("a:owner"), "checkout.refund", refund);
  expect((await entries()).slice(before.length)).toMatchObject([{ action: "order.refund", reason: "Ill" }]);
});

test("and what so many people changed is one unbroken chain", async () => {
  expect(seen.size).toBe(audited.length);
  expect(await checkChain(house.services.db, world.a.organizerId)).toEqual([]);
});
