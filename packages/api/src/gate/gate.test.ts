import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { splitIntoCells } from "../testing/into-cells.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { rotatingCode } from "../tickets/codes.ts";
import { organizerSeatFulfilment, printTicket, rotateGateSecret, showWallet } from "../tickets/index.ts";
import { addPerson, buySeats } from "../tickets/paid-order.fixture.ts";
import { createGateDesk, packEntryList, type Scan } from "./decide-entry.ts";
import { enrolDevice, gateBundle, gatePerformances, syncScans, ticketLabels } from "./index.ts";
import { createDeviceKeys, openGateSecret } from "./seal-gate-secret.ts";

let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
});
afterAll(() => house?.close());

const bytes = (text: string | null | undefined) => Uint8Array.from(Buffer.from(text ?? "", "base64url"));
const START = { sinceRevocation: "0", sinceScan: "0" };

async function staffOf(organizerId: string, role: "gate" | "finance" | "owner"): Promise<RequestContext> {
  const person = await addPerson(house.services, `${newId()}@example.com`);
  await house.services.db.membership.create({ data: { organizerId, personId: person.personId, role } });
  return contextFor(house.services, person);
}

/** A device with its own keys, as the app at a gate makes it. */
async function openGate(name: string, at: SmallHall = hall) {
  const ctx = await staffOf(at.organizerId, "gate");
  const keys = await createDeviceKeys();
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const publicKey = { kty: "EC", crv: "P-256", x, y } as const;
  const { deviceId } = await enrolDevice(ctx, { organizerId: at.organizerId, name, publicKey });
  return { ctx, keys, publicKey, deviceId, ref: { performanceId: at.performanceId, deviceId } };
}

type GateOfTest = Awaited<ReturnType<typeof openGate>>;

/** The desk as the app opens it from what the server sent. */
async function openDesk({ ctx, keys, deviceId, ref }: GateOfTest) {
  const bundle = await gateBundle(ctx, { ...ref, ...START });
  const { tickets, listedAtMs } = await ticketLabels(ctx, ref);
  const gateSecrets = new Map<number, Uint8Array<ArrayBuffer>>();
  for (const { version, sealed } of bundle.sealedSecrets) {
    const address = { deviceId, performanceId: ref.performanceId, secretVersion: version };
    gateSecrets.set(version, await openGateSecret(keys, sealed, address));
  }
  return createGateDesk({
    ...bundle,
    ...ref,
    publicKeys: new Map(bundle.publicKeys.map(({ keyId, publicKey }) => [keyId, bytes(publicKey)])),
    gateSecrets,
    list: packEntryList(tickets),
    listedAtMs,
    otherDays: bundle.otherDays.map(({ name, ticketIds }) => ({ name, ticketIds: bytes(ticketIds) })),
    clockOffsetMs: 0,
  });
}

async function codeOf(buyerKey: string): Promise<string> {
  const wallet = await showWallet(contextFor(house.services, { buyerKey }));
  const [ticket] = wallet.tickets;
  return rotatingCode(bytes(ticket?.staticPart), bytes(ticket?.secret), wallet.serverTimeMs);
}

/** A line as it is sent. */
function report({ nonce, ticketId, serial, kind, undoes, verdict, atMs }: Scan) {
  return { nonce, ticketId, serial, kind, undoes, verdict, atMs };
}

const nowMs = () => house.clock.nowMs();

test("a gate opens what the server sealed to it, and lets in what the wallet shows", async () => {
  const { buyerKey } = await buySeats(house.services, hall, { seats: [0] });
  const desk = await openDesk(await openGate("North"));
  const verdict = await desk.decide(await codeOf(buyerKey), nowMs());
  expect(verdict).toMatchObject({ kind: "WELCOME", ticket: { section: "Stalls", row: "A", seat: "1" } });
});

test("a gate hears for whom a ticket was sold, also when that tariff is no longer on offer", async () => {
  const { db } = house.services;
  const other = await openSmallHall(house.services);
  const { performanceId, organizerId } = other;
  const { tickets, buyerKey } = await buySeats(house.services, other, { seats: [0, 1, 2] });
  const category = await db.priceCategory.findFirstOrThrow({ where: { performanceId } });
  const child = await db.tariff.create({
    data: { id: newId(), performanceId, organizerId, name: "Child", position: 0 },
  });
  const sold = [
    { tariffId: child.id, categoryName: `${category.name}, Child` },
    { tariffId: newId(), categoryName: `${category.name}, Family, of four` },
  ];
  for (const [at, data] of sold.entries())
    await db.orderLine.update({ where: { id: tickets[at]?.orderLineId ?? "" }, data });
  const gate = await openGate("North", other);
  const listed = (await ticketLabels(gate.ctx, gate.ref)).tickets;
  const tariffs = tickets.map(({ id }) => listed.find(({ ticketId }) => ticketId === id)?.tariff);
  expect(tariffs).toEqual(["Child", "Family, of four", ""]);
  const verdict = await (await openDesk(gate)).decide(await codeOf(buyerKey), nowMs());
  expect(verdict).toMatchObject({ kind: "WELCOME", ticket: { tariff: expect.any(String) } });
});

test("what is sealed to one device another cannot open", async () => {
  const [north, south] = [await openGate("North"), await openGate("South")];
  const { sealedSecrets } = await gateBundle(north.ctx, { ...north.ref, ...START });
  const address = { deviceId: north.deviceId, performanceId: hall.performanceId, secretVersion: 1 };
  await expect(openGateSecret(south.keys, sealedSecrets[0]?.sealed ?? "", address)).rejects.toThrow();
});

test("after a rotation a gate carries both secrets, and lets in old and new wallets", async () => {
  const other = await openSmallHall(house.services);
  const [old, fresh] = [
    await buySeats(house.services, other, { seats: [0] }),
    await buySeats(house.services, other, { seats: [1] }),
  ];
  const codeBefore = await codeOf(old.buyerKey);
  await rotateGateSecret(house.services, other.performanceId, 600);
  const desk = await openDesk(await openGate("North", other));
  expect(await desk.decide(codeBefore, nowMs())).toMatchObject({ kind: "WELCOME" });
  expect(await desk.decide(await codeOf(fresh.buyerKey), nowMs())).toMatchObject({ kind: "WELCOME" });
});

test("the same key of the same person enrols once, also at the same moment", async () => {
  const gate = await openGate("North");
  const input = { organizerId: hall.organizerId, name: "North again", publicKey: gate.publicKey };
  const again = await Promise.all(Array.from({ length: 5 }, () => enrolDevice(gate.ctx, input)));
  expect(new Set(again.map(({ deviceId }) => deviceId))).toEqual(new Set([gate.deviceId]));
});

test("a key that is no point of the curve is refused", async () => {
  const ctx = await staffOf(hall.organizerId, "gate");
  const nowhere = Buffer.alloc(32, 1).toString("base64url");
  const publicKey = { kty: "EC", crv: "P-256", x: nowhere, y: nowhere } as const;
  await expect(enrolDevice(ctx, { organizerId: hall.organizerId, name: "x", publicKey })).rejects.toMatchObject({
    code: "DEVICE_UNKNOWN",
  });
});

test("refunds and prints reach the gate, and it says which it was", async () => {
  const { services, clock } = house;
  const [refunded, printed] = [
    await buySeats(services, hall, { seats: [20] }),
    await buySeats(services, hall, { seats: [21] }),
  ];
  const codes = [await codeOf(refunded.buyerKey), await codeOf(printed.buyerKey)];
  const gate = await openGate("North");
  const desk = await openDesk(gate);
  const { revocationCursor, scanCursor } = await gateBundle(gate.ctx, { ...gate.ref, ...START });
  await services.db.$transaction((tx) => organizerSeatFulfilment.revoke(tx, refunded.lineIds, undefined, clock.now()));
  const ticketId = printed.tickets[0]?.id ?? "";
  await printTicket(contextFor(services, { buyerKey: printed.buyerKey }), { ticketId });
  const news = await gateBundle(gate.ctx, { ...gate.ref, sinceRevocation: revocationCursor, sinceScan: scanCursor });
  desk.applyRevocations(news.revocations);
  expect(await desk.decide(codes[0] ?? "", nowMs())).toMatchObject({ kind: "REVOKED", why: "refunded" });
  expect(await desk.decide(codes[1] ?? "", nowMs())).toMatchObject({ kind: "REVOKED", why: "reissued" });
});

test("a revocation that commits after a later one is not missed", async () => {
  const { db } = house.services;
  const other = await openSmallHall(house.services);
  const gate = await openGate("North", other);
  const [slow, quick] = [newId(), newId()];
  const line = { performanceId: other.performanceId, minimumSerial: 2, isFinal: true };
  const cursorBetween = await db.$transaction(async (tx) => {
    await tx.revocation.create({ data: { ...line, ticketId: slow } });
    await db.revocation.create({ data: { ...line, ticketId: quick } });
    const heard = await gateBundle(gate.ctx, { ...gate.ref, ...START });
    expect(heard.revocations.map(({ ticketId }) => ticketId)).toEqual([quick]);
    return heard.revocationCursor;
  });
  const heard = await gateBundle(gate.ctx, { ...gate.ref, sinceRevocation: cursorBetween, sinceScan: "0" });
  expect(heard.revocations.map(({ ticketId }) => ticketId)).toContain(slow);
});

test("a batch may come again, late and from many connections at once: each scan is written once", async () => {
  const { buyerKey, tickets } = await buySeats(house.services, hall, { seats: [30] });
  const gate = await openGate("North");
  const desk = await openDesk(gate);
  const entry = desk.scanOf(await desk.decide(await codeOf(buyerKey), nowMs()), nowMs(), newId());
  const batch = { ...gate.ref, scans: [report(entry), report(desk.undoOf(entry, nowMs() + 1, newId()))] };
  const answers = await Promise.all(Array.from({ length: 6 }, () => syncScans(gate.ctx, batch)));
  for (const { accepted } of answers) expect(accepted).toEqual(batch.scans.map(({ nonce }) => nonce));
  const altered = { ...gate.ref, scans: batch.scans.map((scan) => ({ ...scan, serial: 9 })) };
  await syncScans(gate.ctx, altered);
  const ticketId = tickets[0]?.id ?? "";
  const rows = await house.services.db.scan.findMany({ where: { ticketId }, orderBy: { id: "asc" } });
  expect(rows.map(({ serial }) => serial)).toEqual([1, 1]);
  const other = await openGate("South");
  const { scans } = await gateBundle(other.ctx, { ...other.ref, ...START });
  expect(scans.filter((scan) => scan.ticketId === ticketId)).toEqual(
    [entry, desk.undoOf(entry, nowMs() + 1, batch.scans[1]?.nonce ?? "")].map((scan) => ({ ...scan })),
  );
});

test("a clone that went in at two offline gates is found by the second sync", async () => {
  const { buyerKey, tickets } = await buySeats(house.services, hall, { seats: [40] });
  const [north, south] = [await openGate("North"), await openGate("South")];
  const code = await codeOf(buyerKey);
  const scans: Scan[] = [];
  for (const [place, gate] of [north, south].entries()) {
    const desk = await openDesk(gate);
    scans.push(desk.scanOf(await desk.decide(code, nowMs()), nowMs() + place, newId()));
  }
  const [first, second] = scans as [Scan, Scan];
  expect((await syncScans(south.ctx, { ...south.ref, scans: [report(second)] })).doubles).toEqual([]);
  const { doubles } = await syncScans(north.ctx, { ...north.ref, scans: [report(first)] });
  expect(doubles).toEqual([
    {
      ...{
        ticketId: tickets[0]?.id,
        place: { section: "Stalls", row: "C", seat: "1" },
        checkpoint: "entrance",
        why: "sameIssue",
      },
      first,
      second,
    },
  ]);
});

test("other gates hear of entries, never of refusals, and a gate does not hear itself", async () => {
  const other = await openSmallHall(house.services);
  const { buyerKey } = await buySeats(house.services, other, { seats: [0] });
  const [north, south] = [await openGate("North", other), await openGate("South", other)];
  const desk = await openDesk(north);
  const entry = desk.scanOf(await desk.decide(await codeOf(buyerKey), nowMs()), nowMs(), newId());
  const refusal = desk.scanOf(await desk.decide("nonsense", nowMs()), nowMs(), newId());
  await syncScans(north.ctx, { ...north.ref, scans: [report(refusal), report(entry)] });
  const heard = await gateBundle(south.ctx, { ...south.ref, ...START });
  expect(heard.scans).toEqual([entry]);
  const again = await gateBundle(south.ctx, { ...south.ref, sinceRevocation: "0", sinceScan: heard.scanCursor });
  expect(again.scans).toEqual([]);
  expect((await gateBundle(north.ctx, { ...north.ref, ...START })).scans).toEqual([]);
  expect(await house.services.db.scan.count({ where: { performanceId: other.performanceId } })).toBe(2);
});

test("a scan of a ticket that was refunded meanwhile is kept as a fact", async () => {
  const { services, clock } = house;
  const { buyerKey, lineIds } = await buySeats(services, hall, { seats: [50] });
  const gate = await openGate("North");
  const desk = await openDesk(gate);
  const entry = desk.scanOf(await desk.decide(await codeOf(buyerKey), nowMs()), nowMs(), newId());
  await services.db.$transaction((tx) => organizerSeatFulfilment.revoke(tx, lineIds, undefined, clock.now()));
  const { accepted } = await syncScans(gate.ctx, { ...gate.ref, scans: [report(entry)] });
  expect(accepted).toEqual([entry.nonce]);
  expect(await services.db.scan.count({ where: { deviceId: gate.deviceId } })).toBe(1);
});

test("nobody reaches another organizer's gate, and a device that was taken off reaches none", async () => {
  const theirs = await openSmallHall(house.services);
  const [gate, stranger] = [await openGate("North"), await openGate("Theirs", theirs)];
  const calls = (ctx: RequestContext, ref: GateOfTest["ref"]) => [
    gateBundle(ctx, { ...ref, ...START }),
    ticketLabels(ctx, ref),
    syncScans(ctx, { ...ref, scans: [] }),
  ];
  const refused = async (ctx: RequestContext, ref: GateOfTest["ref"], code: string) => {
    for (const call of calls(ctx, ref)) await expect(call).rejects.toMatchObject({ code });
  };
  await refused(stranger.ctx, gate.ref, "NOT_YOURS");
  await refused(contextFor(house.services), gate.ref, "NOT_SIGNED_IN");
  await refused(await staffOf(hall.organizerId, "finance"), gate.ref, "NOT_YOURS");
  await refused(gate.ctx, { ...gate.ref, deviceId: stranger.deviceId }, "DEVICE_UNKNOWN");
  await refused(gate.ctx, { ...gate.ref, performanceId: newId() }, "NOT_FOUND");
  const enrolment = { organizerId: hall.organizerId, name: "x", publicKey: stranger.publicKey };
  await expect(enrolDevice(stranger.ctx, enrolment)).rejects.toMatchObject({ code: "NOT_YOURS" });
  const mine = await gatePerformances(stranger.ctx);
  expect(mine.performances.map(({ performanceId }) => performanceId)).toEqual([theirs.performanceId]);
  await house.services.db.gateDevice.update({ where: { id: gate.deviceId }, data: { revokedAt: house.clock.now() } });
  await refused(gate.ctx, gate.ref, "DEVICE_UNKNOWN");
});

test("a fair stays on the list of its gates until its last day ends, with its days", async () => {
  const fair = await openSmallHall(house.services);
  await splitIntoCells(house.services, fair.performanceId, { days: 3 });
  const gate = await openGate("Fair", fair);
  const { startsAt } = await house.services.db.performance.findUniqueOrThrow({ where: { id: fair.performanceId } });
  const listed = async () => {
    const { performances } = await gatePerformances(gate.ctx);
    return performances.some(({ performanceId }) => performanceId === fair.performanceId);
  };
  const bundle = await gateBundle(gate.ctx, { ...gate.ref, ...START });
  expect(bundle.days).toHaveLength(3);
  const today = house.clock.nowMs();
  try {
    house.clock.advance(startsAt.getTime() + 50 * 3_600_000 - house.clock.nowMs());
    expect(await listed()).toBe(true);
    house.clock.advance(24 * 3_600_000);
    expect(await listed()).toBe(false);
  } finally {
    house.clock.advance(today - house.clock.nowMs());
  }
});
