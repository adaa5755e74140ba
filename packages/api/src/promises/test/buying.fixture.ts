import { Logger, runOnce } from "graphile-worker";
import { startCheckout } from "../../checkout/index.ts";
import { placeHold } from "../../holds/index.ts";
import { extendHold } from "../../holds/keep-hold.ts";
import { taskList } from "../../jobs/index.ts";
import type { Services } from "../../services.ts";
import { contextFor } from "../../testing/test-services.ts";

/** What a buyer's browser keeps: its own requests' ids, and the answers that reached it. */
export interface Buying {
  readonly performanceId: string;
  readonly seats: readonly number[];
  readonly buyerKey: string;
  readonly email: string;
  readonly requestIds: { readonly hold: string; readonly extend: string; readonly start: string };
  holdId: string | null;
  orderId: string | null;
  sessionId: string | null;
}

/** Goes on with a purchase from the last answer that reached the browser, up to the payment page. */
export async function goToPayment(
  services: Services,
  buying: Buying,
  reached: (answer: Partial<Buying>) => void,
): Promise<void> {
  const { performanceId, seats, buyerKey, email, requestIds } = buying;
  const ctx = contextFor(services, { buyerKey });
  if (buying.orderId) return;
  if (!buying.holdId) {
    const lines = seats.map((seat) => ({ seat }));
    const { holdId } = await placeHold(ctx, { performanceId, requestId: requestIds.hold, lines });
    buying.holdId = holdId;
    reached({ holdId });
  }
  const { holdId } = buying;
  await extendHold(ctx, { performanceId, holdId, requestId: requestIds.extend });
  const holds = [{ performanceId, holdId }];
  const started = await startCheckout(ctx, { requestId: requestIds.start, holds, email, locale: "en" });
  const answer = { orderId: started.orderId, sessionId: started.paymentUrl.split("/").at(-1) ?? "" };
  Object.assign(buying, answer);
  reached(answer);
}

/** The worker's turn: every job that is due, one after the other. */
export async function workOff(services: Services): Promise<void> {
  await runOnce({
    connectionString: services.env.DATABASE_URL,
    taskList: taskList(services),
    noHandleSignals: true,
    concurrency: 1,
    logger: new Logger(() => () => undefined),
  });
}
