import { z } from "zod";
import { seatNameView } from "../seating/seating.schema.ts";

const instant = z.iso.datetime();

/** A ticket as its owner's app keeps it, with all that it takes to show a code with no network. */
export const walletTicketView = seatNameView.extend({
  id: z.uuid(),
  status: z.enum(["valid", "refunded"]),
  /** Whether what it was for is cancelled. */
  isCancelled: z.boolean(),
  mode: z.enum(["rotating", "printed"]),
  serial: z.number().int(),
  categoryName: z.string(),
  orderId: z.uuid(),
  orderCode: z.string(),
  title: z.string(),
  subtitle: z.string(),
  eventSlug: z.string(),
  posterSeed: z.number().int(),
  performanceId: z.uuid(),
  startsAt: instant,
  doorsAt: instant.nullable(),
  endsAt: instant.nullable(),
  /** Of a ticket for several days, when the last one begins. */
  lastDayAt: instant.nullable(),
  /** Of a journey: where one gets on, and off. */
  fromName: z.string().nullable(),
  toName: z.string().nullable(),
  venueName: z.string(),
  city: z.string(),
  timeZone: z.string(),
  /** The signed statement, base64url; null once refunded. */
  staticPart: z.string().nullable(),
  /** Secret of the rotating part, base64url; null in printed mode and once refunded. */
  secret: z.string().nullable(),
});
export type WalletTicketView = z.infer<typeof walletTicketView>;

export const walletView = z.object({
  /** Server's clock when it answered, so that the phone can keep its offset. */
  serverTimeMs: z.number().int(),
  personKey: z.string(),
  tickets: z.array(walletTicketView),
});
export const ticketRef = z.strictObject({ ticketId: z.uuid() });
