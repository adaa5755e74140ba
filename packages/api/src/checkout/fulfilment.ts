import type { Tx } from "@usher/db";
import type { Span } from "../availability/index.ts";
import type { SeatName } from "../seating/index.ts";

export interface FulfilledSeat extends SeatName {
  readonly orderLineId: string;
  readonly performanceId: string;
  readonly seatIndex: number;
  readonly span: Span;
  readonly categoryName: string;
}

export interface PaidOrder {
  readonly id: string;
  readonly organizerId: string;
  readonly personId: string | null;
  readonly email: string;
  readonly seats: readonly FulfilledSeat[];
}

/**
 * What turns a paid line into the right to enter. Checkout declares it, tickets implement it, and the root joins them:
 * a seat of the organizer today, a listed seat when there is resale.
 */
export interface Fulfilment {
  /** Issues everything the order paid for, in the transaction of the payment. */
  issue(tx: Tx, order: PaidOrder): Promise<void>;
  /** Takes rights back, with revocation and seats, in the transaction of the refund. Refuses ALREADY_REFUNDED. */
  revoke(tx: Tx, orderLineIds: readonly string[], resell: boolean | undefined, now: Date): Promise<void>;
}
