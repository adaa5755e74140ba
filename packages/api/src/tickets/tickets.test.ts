import { afterAll, beforeAll, expect, test } from "vitest";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { readCode, rotatingCode, ticketSecret, verifyFreshness, verifySignature } from "./codes.ts";
import {
  ensureGateSecrets,
  eraseGateSecrets,
  newSigningKey,
  orderCalendar,
  organizerSeatFulfilment,
  printTicket,
  publicKeys,
  rotateGateSecret,
  showWallet,
  ticketPdf,
} from "./index.ts";
import { addPerson, buySeats } from "./paid-order.fixture.ts";

let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
});
afterAll(() => house?.close());

const bytes = (text: string | null | undefined) => Uint8Array.from(Buffer.from(text ?? "", "base64url"));
const seatState = (seatIndex: number) =>
  house.services.db.seatState.findUniqueOrThrow({
    where: { performanceId_seatIndex: { performanceId: hall.performanceId, seatIndex } },
  });
const revoke = (lineIds: readonly string[], resell?: boolean) =>
  house.services.db.$transaction((tx) =>
    organizerSeatFulfilment.revoke(tx, lineIds, resell, house.services.clock.now()),
  );
async function keysById() {
  const keys = await publicKeys(house.services);
  return new Map(keys.map(({ keyId, publicKey }) => [keyId, bytes(publicKey)]));
}

test("a paid seat becomes one ticket, and the seat is sold to it", async () => {
  const { tickets } = await buySeats(house.services, hall, { seats: [0, 1] });
  expect(tickets.map(({ serial, mode, status }) => ({ serial, mode, status }))).toEqual([
    { serial: 1, mode: "rotating", status: "valid" },
    { serial: 1, mode: "rotating", status: "valid" },
  ]);
  expect(await seatState(0)).toMatchObject({ state: 2, ticketId: tickets[0]?.id, orderId: null });
});

test("a wallet shows a code that a gate takes", async () => {
  const { buyerKey, tickets } = await buySeats(house.services, hall, { seats: [2] });
  const wallet = await showWallet(contextFor(house.services, { buyerKey }));
  expect(wallet.tickets).toMatchObject([
    { id: tickets[0]?.id, section: "Stalls", row: "A", seat: "3", title: "Night Ferry", timeZone: "Europe/Amsterdam" },
  ]);
  const [ticket] = wallet.tickets;
  const code = readCode(rotatingCode(bytes(ticket?.staticPart), bytes(ticket?.secret), wallet.serverTimeMs));
  if (code.kind !== "code") throw new Error("unreadable");
  expect(await verifySignature(code, await keysById())).toBe(true);
  const [gateSecret] = await ensureGateSecrets(house.services, hall.performanceId);
  const secret = ticketSecret(gateSecret?.secret ?? new Uint8Array(0), code.statement.ticketId, code.statement.serial);
  expect(verifyFreshness(code, secret, wallet.serverTimeMs)).toBe("fresh");
});

test("twenty wallets opened at once for a new performance make one secret", async () => {
  const other = await openSmallHall(house.services);
  const { buyerKey } = await buySeats(house.services, other, { seats: [0] });
  const wallets = await Promise.all(
    Array.from({ length: 20 }, () => showWallet(contextFor(house.services, { buyerKey }))),
  );
  expect(new Set(wallets.map((wallet) => wallet.tickets[0]?.secret)).size).toBe(1);
  expect(new Set(wallets.map((wallet) => wallet.tickets[0]?.staticPart)).size).toBe(1);
});

test("nobody sees a ticket that is not theirs", async () => {
  const { services } = house;
  const owner = await addPerson(services, "owner@example.com");
  const stranger = await addPerson(services, "stranger@example.com");
  const signedIn = await buySeats(services, hall, { seats: [4], email: owner.personEmail, personId: owner.personId });
  const asGuest = await buySeats(services, hall, { seats: [5], email: owner.personEmail });
  const idsFor = async (caller: Parameters<typeof contextFor>[1]) =>
    (await showWallet(contextFor(services, caller))).tickets.map(({ id }) => id);
  const both = [asGuest.tickets[0]?.id, signedIn.tickets[0]?.id];
  expect(await idsFor(owner)).toEqual(both);
  expect(await idsFor(stranger)).toEqual([]);
  expect(await idsFor({})).toEqual([]);
  expect(await idsFor({ buyerKey: asGuest.buyerKey })).toEqual([asGuest.tickets[0]?.id]);
  // The browser stays; the person has signed out.
  expect(await idsFor({ buyerKey: signedIn.buyerKey })).toEqual([]);
  for (const ticketId of both) {
    const asStranger = contextFor(services, stranger);
    await expect(printTicket(asStranger, { ticketId: ticketId ?? "" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(ticketPdf(asStranger, ticketId ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  await expect(orderCalendar(contextFor(services, stranger), signedIn.orderId)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("printing raises the serial once, however often it is asked for at the same time", async () => {
  const { buyerKey, tickets } = await buySeats(house.services, hall, { seats: [6] });
  const ticketId = tickets[0]?.id ?? "";
  const ctx = contextFor(house.services, { buyerKey });
  await expect(ticketPdf(ctx, ticketId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const printed = await Promise.all(Array.from({ length: 8 }, () => printTicket(ctx, { ticketId })));
  for (const one of printed) expect(one).toMatchObject({ mode: "printed", serial: 2, secret: null });
  const revocations = await house.services.db.revocation.findMany({ where: { ticketId } });
  expect(revocations).toMatchObject([{ minimumSerial: 2, isFinal: false }]);
});

test("a printed ticket is a PDF of one page with the order's code, in Chinese too", async () => {
  for (const [seat, locale] of [
    [7, "en"],
    [8, "zh"],
  ] as const) {
    const { buyerKey, tickets } = await buySeats(house.services, hall, { seats: [seat], locale });
    const ctx = contextFor(house.services, { buyerKey });
    await printTicket(ctx, { ticketId: tickets[0]?.id ?? "" });
    const response = await ticketPdf(ctx, tickets[0]?.id ?? "");
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const pdf = Buffer.from(await response.arrayBuffer()).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
  }
});

test("a refunded ticket is dead, says so, and its seat is for sale again", async () => {
  const { buyerKey, lineIds, tickets } = await buySeats(house.services, hall, { seats: [10] });
  await revoke(lineIds);
  const [ticket] = (await showWallet(contextFor(house.services, { buyerKey }))).tickets;
  expect(ticket).toMatchObject({ status: "refunded", serial: 2, staticPart: null, secret: null });
  expect(await seatState(10)).toMatchObject({ state: 0, ticketId: null });
  const revocations = await house.services.db.revocation.findMany({ where: { ticketId: tickets[0]?.id ?? "" } });
  expect(revocations).toMatchObject([{ minimumSerial: 2, isFinal: true }]);
  const ctx = contextFor(house.services, { buyerKey });
  await expect(printTicket(ctx, { ticketId: ticket?.id ?? "" })).rejects.toMatchObject({ code: "TICKET_NOT_VALID" });
  await expect(revoke(lineIds)).rejects.toMatchObject({ code: "ALREADY_REFUNDED" });
});

test("of two refunds of one ticket at the same time one is refused", async () => {
  const { lineIds } = await buySeats(house.services, hall, { seats: [11, 12] });
  const outcomes = await Promise.allSettled([revoke(lineIds), revoke([...lineIds].reverse())]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "ALREADY_REFUNDED" } });
});

test("a seat whose ticket was scanned does not go back on sale unless somebody says so", async () => {
  const { services } = house;
  const scanned = await buySeats(services, hall, { seats: [13, 14] });
  const chosen = await buySeats(services, hall, { seats: [15] });
  const entry = { organizerId: hall.organizerId, performanceId: hall.performanceId, deviceId: hall.eventId };
  for (const ticket of [scanned.tickets[0], chosen.tickets[0]]) {
    const ticketId = ticket?.id ?? "";
    await services.db.scan.create({
      data: { ...entry, nonce: ticketId, ticketId, serial: 1, verdict: "in/WELCOME", scannedAt: services.clock.now() },
    });
  }
  await revoke(scanned.lineIds);
  await revoke(chosen.lineIds, true);
  expect((await seatState(13)).state).toBe(3);
  expect((await seatState(14)).state).toBe(0);
  expect((await seatState(15)).state).toBe(0);
});

test("a calendar entry keeps its name and stands in UTC", async () => {
  const { buyerKey, orderId } = await buySeats(house.services, hall, { seats: [16] });
  const ctx = contextFor(house.services, { buyerKey });
  const [first, again] = [await orderCalendar(ctx, orderId), await orderCalendar(ctx, orderId)];
  // RFC 5545 folds long lines.
  const text = (await first.text()).replaceAll("\r\n ", "");
  expect(text).toBe((await again.text()).replaceAll("\r\n ", ""));
  expect(text).toContain(`UID:${hall.performanceId}.${orderId}@localhost`);
  expect(text).toMatch(/DTSTART:\d{8}T\d{6}Z/);
  expect(text).toContain("SUMMARY:Night Ferry");
});

test("after a rotation wallets carry the new secret, and gates take the old one until it is retired", async () => {
  const other = await openSmallHall(house.services);
  const { buyerKey } = await buySeats(house.services, other, { seats: [0] });
  const secretNow = async () => (await showWallet(contextFor(house.services, { buyerKey }))).tickets[0]?.secret;
  const before = await secretNow();
  expect(await rotateGateSecret(house.services, other.performanceId, 60)).toBe(2);
  expect(await secretNow()).not.toBe(before);
  const versions = async () =>
    (await ensureGateSecrets(house.services, other.performanceId)).map(({ version }) => version);
  expect(await versions()).toEqual([2, 1]);
  house.clock.advance(61_000);
  expect(await versions()).toEqual([2]);
});

test("a new signing key is known to gates an hour before it signs", async () => {
  const { buyerKey } = await buySeats(house.services, hall, { seats: [17] });
  const keyInUse = async () => {
    const [ticket] = (await showWallet(contextFor(house.services, { buyerKey }))).tickets;
    return bytes(ticket?.staticPart)[1];
  };
  const first = await keyInUse();
  const next = await newSigningKey(house.services);
  expect([...(await keysById()).keys()]).toContain(next);
  expect(await keyInUse()).toBe(first);
  house.clock.advance(3_600_001);
  expect(await keyInUse()).toBe(next);
  expect([...(await keysById()).keys()]).toContain(first);
});

test("a day after the end the secrets are gone for good", async () => {
  const other = await openSmallHall(house.services);
  const { buyerKey } = await buySeats(house.services, other, { seats: [0] });
  await ensureGateSecrets(house.services, other.performanceId);
  expect(await eraseGateSecrets(house.services)).toBe(0);
  house.clock.advance(33 * 86_400_000);
  expect(await eraseGateSecrets(house.services)).toBeGreaterThan(0);
  expect(await ensureGateSecrets(house.services, other.performanceId)).toEqual([]);
  const [ticket] = (await showWallet(contextFor(house.services, { buyerKey }))).tickets;
  expect(ticket).toMatchObject({ secret: null, staticPart: null });
});
