import sharp from "sharp";
import { posterResponse } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { isUuid } from "../kernel/ids.ts";
import type { RequestContext, Services } from "../services.ts";
import { drawTicket } from "./draw-ticket.ts";
import { ownTickets } from "./own-tickets.ts";
import { paperOf } from "./paper-words.ts";
import { showTicket, TICKET_WITH_EVENT } from "./wallet.ts";

/**
 * A printed ticket as a PDF. Only the owner; refuses NOT_FOUND, also for a ticket that was not re-issued for paper (a
 * rotating code is worth nothing there), and TICKET_NOT_VALID for a refunded one. Changes nothing.
 */
export async function ticketPdf(ctx: RequestContext, ticketId: string): Promise<Response> {
  if (!isUuid(ticketId)) throw new Refusal("NOT_FOUND");
  const ticket = await ctx.db.ticket.findFirst({
    where: { AND: [{ id: ticketId }, ownTickets(ctx.caller)] },
    include: TICKET_WITH_EVENT,
  });
  if (!ticket) throw new Refusal("NOT_FOUND");
  if (ticket.status !== "valid") throw new Refusal("TICKET_NOT_VALID");
  if (ticket.mode !== "printed") throw new Refusal("NOT_FOUND", { why: "notPrinted" });
  const view = await showTicket(ctx, ticket);
  const poster = await readPoster(ctx, view.posterSeed);
  const locale = ticket.order.locale === "zh" ? "zh" : "en";
  const bytes = await drawTicket(paperOf(view, locale, poster, ticket.createdAt));
  const name = `usher-${view.orderCode}-${ticket.seatIndex}.pdf`;
  return new Response(bytes, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/** The middle of the poster as JPEG, since paper knows no AVIF; null when it cannot be had: the ticket is good without it. */
async function readPoster(services: Services, seed: number): Promise<Buffer | null> {
  try {
    const response = await posterResponse(services, seed, 1280);
    if (!response.ok) return null;
    const picture = sharp(Buffer.from(await response.arrayBuffer()));
    return await picture.resize(1280, 364, { fit: "cover" }).jpeg({ quality: 82 }).toBuffer();
  } catch (error) {
    services.log.warn({ err: error, seed }, "a ticket is printed without its poster");
    return null;
  }
}
