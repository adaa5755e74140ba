import type { Prisma } from "@usher/db";
import type { z } from "zod";
import { boughtPart } from "../catalog/index.ts";
import type { RequestContext, Services } from "../services.ts";
import { signStatement, ticketSecret } from "./codes.ts";
import { eventWords } from "./event-words.ts";
import { currentGateSecret, type OpenGateSecret } from "./gate-secrets.ts";
import { ownTickets, walletOwner } from "./own-tickets.ts";
import { type CurrentKey, ensureSigningKey } from "./signing-keys.ts";
import type { WalletTicketView, walletView } from "./tickets.schema.ts";

const MOST_TICKETS = 500;

/** What a ticket is read with. */
export const TICKET_WITH_EVENT = {
  order: { select: { code: true, locale: true } },
  performance: { include: { event: true, venue: true, cells: true } },
} as const satisfies Prisma.TicketInclude;

export type TicketWithEvent = Prisma.TicketGetPayload<{ include: typeof TICKET_WITH_EVENT }>;

/**
 * The caller's tickets, newest first, with all that shows a code with no network. Rotating tickets carry the secret of
 * the performance's newest version, whatever they were issued under: after a rotation an app need only ask again.
 */
export async function showWallet(ctx: RequestContext): Promise<z.infer<typeof walletView>> {
  const tickets = await ctx.db.ticket.findMany({
    where: ownTickets(ctx.caller),
    include: TICKET_WITH_EVENT,
    orderBy: { id: "desc" },
    take: MOST_TICKETS,
  });
  const signing = tickets.length > 0 ? await ensureSigningKey(ctx) : null;
  const secrets = await secretsOf(ctx, tickets);
  return {
    serverTimeMs: ctx.clock.nowMs(),
    personKey: walletOwner(ctx.caller),
    tickets: signing
      ? await Promise.all(
          tickets.map((ticket) => walletTicket(ticket, signing, secrets.get(ticket.performanceId) ?? null)),
        )
      : [],
  };
}

/** One ticket as the wallet has it. */
export async function showTicket(services: Services, ticket: TicketWithEvent): Promise<WalletTicketView> {
  const secrets = await secretsOf(services, [ticket]);
  return walletTicket(ticket, await ensureSigningKey(services), secrets.get(ticket.performanceId) ?? null);
}

async function secretsOf(
  services: Services,
  tickets: readonly TicketWithEvent[],
): Promise<Map<string, OpenGateSecret | null>> {
  const rotating = tickets.filter(({ status, mode }) => status === "valid" && mode === "rotating");
  const performanceIds = [...new Set(rotating.map(({ performanceId }) => performanceId))];
  const secrets = new Map<string, OpenGateSecret | null>();
  for (const id of performanceIds) secrets.set(id, await currentGateSecret(services, id));
  return secrets;
}

/** `gateSecret` is null in mode printed, and once the performance's secrets were erased. */
export async function walletTicket(
  ticket: TicketWithEvent,
  signing: CurrentKey,
  gateSecret: OpenGateSecret | null,
): Promise<WalletTicketView> {
  const { performance, order, id, status, mode, serial } = ticket;
  const { event, venue } = performance;
  const part = boughtPart(performance, { from: ticket.fromCell, to: ticket.toCell }, localeOf(order.locale));
  const showsCode = status === "valid" && (mode === "printed" || gateSecret !== null);
  const secretVersion = gateSecret?.version ?? ticket.secretVersion;
  const statement = { keyId: signing.keyId, ticketId: id, serial, mode, secretVersion };
  const staticPart = showsCode ? base64url(await signStatement(signing.seed, statement)) : null;
  const isAlive = showsCode && mode === "rotating" && gateSecret !== null;
  return {
    id,
    status,
    isCancelled: performance.status === "cancelled",
    mode,
    serial,
    section: ticket.section,
    row: ticket.row,
    seat: ticket.seat,
    categoryName: ticket.categoryName,
    orderId: ticket.orderId,
    orderCode: order.code,
    ...eventWords(event, order.locale),
    eventSlug: event.slug,
    posterSeed: event.posterSeed,
    performanceId: performance.id,
    startsAt: part.startsAt.toISOString(),
    doorsAt: part.doorsAt?.toISOString() ?? null,
    endsAt: part.endsAt?.toISOString() ?? null,
    lastDayAt: part.lastDayAt?.toISOString() ?? null,
    fromName: part.fromName,
    toName: part.toName,
    // Whoever gets on at a later stop has nothing to do at the first.
    venueName: part.isAtVenue ? venue.name : (part.fromName ?? venue.name),
    city: part.isAtVenue ? venue.city : (part.fromName ?? venue.city),
    timeZone: venue.timeZone,
    staticPart,
    secret: isAlive ? base64url(ticketSecret(gateSecret.secret, id, serial)) : null,
  };
}

const localeOf = (locale: string) => (locale === "zh" ? "zh" : "en");
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
