import type { TRPC_ERROR_CODE_KEY } from "@trpc/server";

/** Every way the house says no. The message is what the person reads; apps translate it by its code. */
export const REFUSALS = {
  NOT_SIGNED_IN: { status: "UNAUTHORIZED", message: "Sign in to go on." },
  NOT_YOURS: { status: "FORBIDDEN", message: "This belongs to somebody else." },
  NOT_FOUND: { status: "NOT_FOUND", message: "We could not find that." },
  ORIGIN_REFUSED: { status: "FORBIDDEN", message: "This request came from another site." },
  TOO_MANY_TRIES: { status: "TOO_MANY_REQUESTS", message: "Too many tries. Wait a little and try again." },
  SIGN_IN_CODE_WRONG: { status: "UNAUTHORIZED", message: "That code is not right." },
  SIGN_IN_CODE_OLD: { status: "UNAUTHORIZED", message: "That code is no longer good. Ask for a new one." },
  PASSWORD_WEAK: { status: "BAD_REQUEST", message: "That password is too easy to guess." },
  PASSWORD_WRONG: { status: "FORBIDDEN", message: "Address and password do not fit together." },
  SESSION_NOT_FRESH: { status: "FORBIDDEN", message: "To change this, sign in once more." },
  IDENTITY_TAKEN: { status: "CONFLICT", message: "That account already signs in somebody else." },
  LINK_OLD: { status: "CONFLICT", message: "That took too long. Begin again." },
  LAST_OWNER: {
    status: "CONFLICT",
    message: "You are the only owner of an organizer. Make somebody else an owner first.",
  },
  NOT_ON_SALE: { status: "CONFLICT", message: "These tickets are not on sale now." },
  SEAT_UNKNOWN: { status: "BAD_REQUEST", message: "This performance has no such seat." },
  SPAN_UNKNOWN: { status: "CONFLICT", message: "That part of it is not sold by itself." },
  SEAT_TAKEN: { status: "CONFLICT", message: "One of these seats has just been taken." },
  SEAT_STRANDED: { status: "CONFLICT", message: "This choice would leave a single seat alone." },
  COMPANION_ALONE: { status: "CONFLICT", message: "A companion seat goes with a wheelchair place." },
  SEATS_GONE: { status: "CONFLICT", message: "There are not enough places left." },
  QUOTA_REACHED: { status: "CONFLICT", message: "No more tickets of this kind are sold than that." },
  LIMIT_REACHED: { status: "CONFLICT", message: "That is more tickets than one person may have." },
  HOLD_GONE: { status: "CONFLICT", message: "Your seats are no longer held." },
  MAP_REBUILDING: { status: "SERVICE_UNAVAILABLE", message: "The map is being set up again. Try again in a moment." },
  HOLD_IN_CHECKOUT: { status: "CONFLICT", message: "You are already paying for these seats." },
  PRICE_CHANGED: { status: "CONFLICT", message: "The price has changed. Look at the new total." },
  TARIFF_UNKNOWN: { status: "CONFLICT", message: "That price is not offered for this seat." },
  TARIFF_GONE: { status: "CONFLICT", message: "There are not as many left at that price." },
  REQUEST_REUSED: { status: "CONFLICT", message: "This request was already used for something else." },
  CHANGED_MEANWHILE: { status: "CONFLICT", message: "Somebody else has changed this meanwhile. Look at it again." },
  VENUE_NAME_TAKEN: { status: "CONFLICT", message: "You have a venue of that name already." },
  ORDER_STEP_REFUSED: { status: "CONFLICT", message: "This order can no longer be changed that way." },
  BASKET_MIXED: { status: "BAD_REQUEST", message: "Seats of one order must share organizer and currency." },
  PAYMENT_PROVIDER_AWAY: {
    status: "SERVICE_UNAVAILABLE",
    message: "Payment cannot be opened just now. Your seats stay held.",
  },
  REFUND_TOO_LARGE: { status: "CONFLICT", message: "That is more than is left to give back." },
  REFUND_LIMIT: { status: "FORBIDDEN", message: "That is more than you may give back of one order." },
  OWN_RIGHTS: { status: "FORBIDDEN", message: "Somebody else has to change what you may do." },
  ALREADY_MEMBER: { status: "CONFLICT", message: "They are in the team already." },
  INVITATION_OVER: { status: "CONFLICT", message: "This invitation is over. Ask for a new one." },
  INVITED_OTHER: { status: "FORBIDDEN", message: "This invitation is for another address." },
  ALREADY_REFUNDED: { status: "CONFLICT", message: "This ticket was already refunded." },
  ANSWER_OVER: { status: "CONFLICT", message: "The time to give these tickets back is over." },
  PLAN_UNREADABLE: { status: "BAD_REQUEST", message: "This file is not a seating plan we can read." },
  DRAWING_TOO_LARGE: { status: "BAD_REQUEST", message: "This drawing is too large to be kept." },
  DRAFT_CHANGED: { status: "CONFLICT", message: "Somebody else has changed this drawing meanwhile." },
  SEATS_OWNED: { status: "CONFLICT", message: "Somebody has a ticket for a seat that this would take away." },
  CHART_IN_USE: { status: "CONFLICT", message: "Tickets are on sale on this chart." },
  PUBLISH_REFUSED: { status: "CONFLICT", message: "This event is not ready to be published." },
  DEVICE_UNKNOWN: { status: "FORBIDDEN", message: "This device is not enrolled at this gate." },
  TICKET_NOT_VALID: { status: "CONFLICT", message: "This ticket is no longer valid." },
} as const satisfies Record<string, { status: TRPC_ERROR_CODE_KEY; message: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** An expected no. `detail` is shown to the caller: keep it free of other people's affairs. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly detail: Record<string, unknown>;

  constructor(code: RefusalCode, detail: Record<string, unknown> = {}) {
    super(REFUSALS[code].message);
    this.name = "Refusal";
    this.code = code;
    this.detail = detail;
  }
}
