import type { z } from "zod";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { ownTickets } from "./own-tickets.ts";
import type { ticketRef, WalletTicketView } from "./tickets.schema.ts";
import { showTicket, TICKET_WITH_EVENT } from "./wallet.ts";

/**
 * Re-issues a ticket for paper, where nothing rotates: its serial rises, so the code on the phone is dead at commit and the
 * printed one alone enters. A ticket that is printed already stays as it is. Only the owner; refuses NOT_FOUND, and
 * TICKET_NOT_VALID for a refunded one.
 */
export async function printTicket(
  ctx: RequestContext,
  { ticketId }: z.output<typeof ticketRef>,
): Promise<WalletTicketView> {
  const ticket = await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM ticket WHERE id = ${ticketId}::uuid FOR UPDATE`;
    const own = await tx.ticket.findFirst({ where: { AND: [{ id: ticketId }, ownTickets(ctx.caller)] } });
    if (!own) throw new Refusal("NOT_FOUND");
    if (own.status !== "valid") throw new Refusal("TICKET_NOT_VALID");
    if (own.mode === "rotating") {
      const serial = own.serial + 1;
      await tx.ticket.update({ where: { id: ticketId }, data: { mode: "printed", serial } });
      const { performanceId } = own;
      await tx.revocation.create({ data: { performanceId, ticketId, minimumSerial: serial, isFinal: false } });
    }
    return tx.ticket.findUniqueOrThrow({ where: { id: ticketId }, include: TICKET_WITH_EVENT });
  });
  return showTicket(ctx, ticket);
}
