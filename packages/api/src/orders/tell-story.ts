import type { Prisma } from "@usher/db";
import type { z } from "zod";
import { requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext, Services } from "../services.ts";
import type { StoryEntry, storyView } from "./office.schema.ts";

const MOST_ENTRIES = 500;

const withAll = {
  attempts: { orderBy: { number: "asc" } },
  payments: true,
  refunds: { orderBy: { id: "asc" } },
  tickets: { select: { id: true, section: true, row: true, seat: true } },
  changes: { include: { change: true } },
} as const satisfies Prisma.OrderInclude;
type WholeOrder = Prisma.OrderGetPayload<{ include: typeof withAll }>;

const entry = (at: Date, kind: StoryEntry["kind"], more: Partial<StoryEntry> = {}): StoryEntry => ({
  ...{ at: at.toISOString(), kind, amountMinor: null, text: null, who: null, number: null, seat: null },
  ...more,
});

/**
 * Everything that happened to an order, oldest first: tries to pay, what the provider told, money, letters, entries at the gate, what was given
 * back and by whom. For the organizer's staff. Refuses NOT_FOUND, NOT_SIGNED_IN and NOT_YOURS.
 */
export async function tellStory(ctx: RequestContext, orderId: string): Promise<z.output<typeof storyView>> {
  const order = await ctx.db.order.findUnique({ where: { id: orderId }, include: withAll });
  if (!order) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, order.organizerId, STAFF);
  const parts = await Promise.all([
    paying(order),
    told(ctx, order),
    posted(ctx, orderId),
    givenBack(ctx, order),
    changed(order),
    letters(ctx, order),
    atTheGate(ctx, order),
  ]);
  const entries = parts.flat().sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const shown = entries.slice(0, MOST_ENTRIES).map((one, position) => ({ ...one, position }));
  return { currency: order.currency, entries: shown };
}

function paying({ createdAt, totalMinor, attempts, payments }: WholeOrder): StoryEntry[] {
  return [
    entry(createdAt, "ordered", { amountMinor: totalMinor }),
    ...attempts.map((attempt) =>
      entry(attempt.createdAt, "pageOpened", { number: attempt.number, text: attempt.status }),
    ),
    ...payments.map(({ capturedAt, amountMinor }) => entry(capturedAt, "paid", { amountMinor })),
  ];
}

/** What the provider told of its pages, payments and refunds. */
async function told({ db }: Services, { attempts, payments, refunds }: WholeOrder): Promise<StoryEntry[]> {
  const objectIds = [
    ...attempts.map(({ sessionId }) => sessionId),
    ...payments.map(({ paymentIntentId }) => paymentIntentId),
    ...refunds.map(({ providerRefundId }) => providerRefundId),
  ].filter((id) => id !== null);
  const events = await db.providerEvent.findMany({ where: { objectId: { in: objectIds } }, take: MOST_ENTRIES });
  return events.map(({ receivedAt, type }) => entry(receivedAt, "providerTold", { text: type }));
}

/** What stands in the books, each posting by what moved in all. */
async function posted({ db }: Services, orderId: string): Promise<StoryEntry[]> {
  const transactions = await db.ledgerTransaction.findMany({
    where: { orderId },
    include: { entries: { select: { amountMinor: true } } },
    take: MOST_ENTRIES,
  });
  return transactions.map(({ occurredAt, kind, entries }) => {
    const moved = entries.reduce((sum, { amountMinor }) => (amountMinor > 0n ? sum + amountMinor : sum), 0n);
    return entry(occurredAt, "posted", { text: kind, amountMinor: Number(moved) });
  });
}

async function givenBack({ db }: Services, { refunds }: WholeOrder): Promise<StoryEntry[]> {
  const askers = refunds.flatMap(({ requestedById }) => requestedById ?? []);
  const people = await db.person.findMany({
    where: { id: { in: askers } },
    select: { id: true, name: true, email: true },
  });
  const nameOf = new Map(people.map(({ id, name, email }) => [id, name ?? email]));
  return refunds.flatMap(({ createdAt, settledAt, amountMinor, reason, requestedById, status, tries }) => {
    const who = nameOf.get(requestedById ?? "") ?? null;
    const accepted = entry(createdAt, "refundAccepted", { amountMinor, text: reason, who });
    if (!settledAt) return [accepted];
    const kind = status === "failed" ? "refundFailed" : "refundSettled";
    return [accepted, entry(settledAt, kind, { amountMinor, number: tries })];
  });
}

function changed({ changes }: WholeOrder): StoryEntry[] {
  return changes.flatMap(({ change, answer, answeredAt }) => [
    entry(change.createdAt, change.kind === "cancelled" ? "cancelled" : "moved", { text: change.reason }),
    ...(answeredAt ? [entry(answeredAt, answer === "keeps" ? "keeps" : "returns")] : []),
  ]);
}

/** Letters about it, by what each is about; one that has not been sent stands at when it was due. */
async function letters({ db }: Services, { id, email, refunds, changes }: WholeOrder): Promise<StoryEntry[]> {
  const keys = [
    ...[`order-paid:${id}`, `order-returned:${id}`],
    ...refunds.map((refund) => `tickets-refunded:${refund.id}`),
    ...changes.map(({ change }) => `performance-${change.kind}:${change.id}:${id}`),
  ];
  const again = { toEmail: email, dedupeKey: { startsWith: `order-paid:${id}:` } };
  const where = { OR: [{ dedupeKey: { in: keys } }, again] };
  const written = await db.letter.findMany({ where, take: MOST_ENTRIES });
  return written.map(({ createdAt, sentAt, kind, toEmail }) =>
    entry(sentAt ?? createdAt, sentAt ? "letterSent" : "letterWaits", { text: kind, who: toEmail }),
  );
}

async function atTheGate({ db }: Services, { tickets }: WholeOrder): Promise<StoryEntry[]> {
  const scans = await db.scan.findMany({
    where: { ticketId: { in: tickets.map(({ id }) => id) } },
    orderBy: { id: "asc" },
    take: MOST_ENTRIES,
  });
  const deviceIds = scans.map(({ deviceId }) => deviceId);
  const devices = await db.gateDevice.findMany({ where: { id: { in: deviceIds } }, select: { id: true, name: true } });
  const nameOf = new Map(devices.map(({ id, name }) => [id, name]));
  return scans.map(({ scannedAt, verdict, deviceId, ticketId }) => {
    const [kind = "", word = ""] = verdict.split("/");
    const ticket = tickets.find(({ id }) => id === ticketId);
    const seat = ticket ? { section: ticket.section, row: ticket.row, seat: ticket.seat } : null;
    const passed = kind === "in" ? "letIn" : kind === "out" ? "letOut" : "refusedAtGate";
    return entry(scannedAt, passed, { who: nameOf.get(deviceId) ?? null, text: word || verdict, seat });
  });
}
