import type { Tx } from "@usher/db";

/** What a person is told about how one gets into their account. */
export type AccountChange =
  | "passwordSet"
  | "passwordChanged"
  | "passwordRemoved"
  | "wayAdded"
  | "wayRemoved"
  | "accountDeleted";

/**
 * Work that follows from a fact. It is written in the transaction of the fact itself, so it can be late but not lost, and
 * it may run more than once: every job is written so that a second run changes nothing.
 */
export interface JobPayloads {
  /** Writes seats' durable state over to the availability bytes. */
  "availability.settle": { performanceId: string; seatIndexes: number[]; holdIds: string[] };
  /** Builds a performance's availability anew from Postgres. */
  "availability.rebuild": { performanceId: string; reason: string };
  /** Re-reads a payment page at the provider and moves its order along. */
  "checkout.reconcileSession": { sessionId: string };
  /** Closes an order whose time is over. */
  "checkout.closeOrder": { orderId: string };
  /** Sends a refund to the provider. */
  "checkout.sendRefund": { refundId: string };
  /** Re-reads a refund at the provider. */
  "checkout.reconcileRefund": { providerRefundId: string };
  /** `again`: once more, for this wish. */
  "notifications.orderPaid": { orderId: string; again?: string };
  "notifications.orderReturned": { orderId: string };
  /** `isAsked`: the buyer asked for it, and is told no reason. */
  "notifications.ticketsRefunded": { refundId: string; isAsked?: true };
  "notifications.saleReminder": { personId: string; performanceId: string };
  /** `sealed` opens to {code, token} in context `sign_in/<challenge id>`: neither lies in the queue in the clear. */
  "notifications.signIn": {
    challengeId: string;
    sealed: string;
    app: "pwa" | "admin";
    locale: string;
    returnTo: string;
  };
  /** Says that the ways into an account changed, or that it is gone; by then the address may be nobody's. */
  "notifications.accountChanged": {
    changeId: string;
    kind: AccountChange;
    /** Which other house, where the change is about one: "google". */
    provider?: string;
    to: string;
    locale: string;
  };
  /** `sealed` opens to the link's token in context `invitation/<id>/<sends>`. */
  "notifications.teamInvitation": { invitationId: string; sends: number; sealed: string };
  /** Sees to the orders of a performance that was cancelled or moved. */
  "changes.carryOut": { changeId: string };
  /** An order was paid after its performance was cancelled. */
  "changes.paidAfterCancelling": { performanceId: string; orderId: string };
  "notifications.performanceCancelled": { changeId: string; orderId: string };
  "notifications.performanceMoved": { changeId: string; orderId: string };
  /** Tells the organizer's live page. */
  "orders.announce": { orderId: string };
  /** Tells the buyer's app that an event's static page changed. */
  "catalog.revalidate": { slug: string };
  /** Draws a poster in the size that lists show, so that nobody waits for it. */
  "catalog.drawPoster": { seed: number };
  /** Tells the buyer's app that its lists of events changed. */
  "catalog.revalidateLists": Record<string, never>;
  /** Compares an organizer's money, orders and tickets. */
  "finance.match": { runId: string };
  /** Puts a release's places on sale, if its moment has come. */
  "releases.open": { releaseId: string };
  /** Writes an event into the search index as it is then, with performers and venues it had before. */
  "search.indexEvent": { eventId: string; performerIds?: string[]; venueIds?: string[] };
}

export type JobName = keyof JobPayloads;

export interface JobOptions {
  /** A job of the same key that waits is replaced rather than joined by a second. */
  readonly key?: string;
  readonly runAt?: Date;
  /** Jobs of one queue run one after another, and after those of none. */
  readonly queue?: string;
}

/** What fills a core and can wait. */
export const BACKGROUND = "background";
const LATER = 10;

/** Writes a job in the caller's transaction. Retried with growing pauses, up to 25 times. */
export async function enqueue<N extends JobName>(
  tx: Pick<Tx, "$executeRaw">,
  name: N,
  payload: JobPayloads[N],
  { key, runAt, queue }: JobOptions = {},
): Promise<void> {
  await tx.$executeRaw`SELECT graphile_worker.add_job(${name}::text, payload => ${JSON.stringify(payload)}::json,
    queue_name => ${queue ?? null}::text, job_key => ${key ?? null}::text, run_at => ${runAt ?? null}::timestamptz,
    max_attempts => 25::smallint, priority => ${queue ? LATER : 0}::smallint)`;
}
