import { rebuildAvailability, settleSeats } from "../availability/index.ts";

import { drawListPoster } from "../catalog/index.ts";
import { carryOut, paidAfterCancelling } from "../changes/index.ts";
import { closeOrder, reconcileRefund, reconcileSession, sendRefund } from "../checkout/index.ts";
import { runMatch } from "../finance/index.ts";
import { fulfilment } from "../fulfilment.ts";
import { revalidateEvent, revalidateLists } from "../integrations/pages/index.ts";
import type { JobName, JobPayloads } from "../kernel/jobs.ts";
import {
  sendAccountLetter,
  sendChangeLetter,
  sendOrderPaidLetter,
  sendOrderReturnedLetter,
  sendSaleReminder,
  sendSignInLetter,
  sendTeamInvitation,
  sendTicketsRefundedLetter,
} from "../notifications/index.ts";
import { announceOrder } from "../orders/index.ts";
import { openDueRelease } from "../releases/index.ts";
import { indexEvent } from "../search/index.ts";
import type { Services } from "../services.ts";

export type JobTasks = { readonly [N in JobName]: (services: Services, payload: JobPayloads[N]) => Promise<unknown> };

/** Which job runs which use case. */
export const JOB_TASKS: JobTasks = {
  "availability.settle": (services, { performanceId, seatIndexes, holdIds }) =>
    settleSeats(services, performanceId, seatIndexes, holdIds),
  "availability.rebuild": (services, { performanceId, reason }) => rebuildAvailability(services, performanceId, reason),
  "checkout.reconcileSession": (services, { sessionId }) => reconcileSession(services, fulfilment, sessionId),
  "checkout.closeOrder": (services, { orderId }) => closeOrder(services, fulfilment, orderId),
  "checkout.sendRefund": (services, { refundId }) => sendRefund(services, refundId),
  "checkout.reconcileRefund": (services, { providerRefundId }) => reconcileRefund(services, providerRefundId),
  "notifications.orderPaid": sendOrderPaidLetter,
  "notifications.orderReturned": sendOrderReturnedLetter,
  "notifications.ticketsRefunded": sendTicketsRefundedLetter,
  "notifications.performanceCancelled": sendChangeLetter,
  "notifications.performanceMoved": sendChangeLetter,
  "notifications.saleReminder": sendSaleReminder,
  "notifications.accountChanged": sendAccountLetter,
  "notifications.signIn": sendSignInLetter,
  "notifications.teamInvitation": sendTeamInvitation,
  "orders.announce": (services, { orderId }) => announceOrder(services, orderId),
  "changes.carryOut": (services, payload) => carryOut(services, fulfilment, payload),
  "changes.paidAfterCancelling": (services, payload) => paidAfterCancelling(services, fulfilment, payload),
  "catalog.drawPoster": (services, { seed }) => drawListPoster(services, seed),
  "catalog.revalidateLists": revalidateLists,
  "finance.match": runMatch,
  "releases.open": openDueRelease,
  "search.indexEvent": indexEvent,
  "catalog.revalidate": (services, { slug }) => revalidateEvent(services, slug),
};
