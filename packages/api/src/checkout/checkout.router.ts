import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import { isBuyerOfOrder, showOrder } from "../orders/index.ts";
import { orderRef, orderView } from "../orders/orders.schema.ts";
import { limited, publicProcedure } from "../trpc.ts";
import { checkoutView, quoteInput, quoteView, startCheckoutInput } from "./checkout.schema.ts";
import { cancelOrder } from "./close-order.ts";
import type { Fulfilment } from "./fulfilment.ts";
import { openPaymentPage } from "./open-payment-page.ts";
import { quoteHold } from "./quote-hold.ts";
import { refundInput, refundView, resendRefundInput, returnableView, returnTicketsInput } from "./refund.schema.ts";
import { refundOrder } from "./refund-order.ts";
import { resendRefund } from "./resend-refund.ts";
import { returnTickets, showReturnable } from "./return-tickets.ts";
import { startCheckout } from "./start-checkout.ts";

/** Checkout, joined with what fulfils an order. */
export const checkoutRouter = (fulfilment: Fulfilment) =>
  ({
    quote: publicProcedure
      .input(quoteInput)
      .output(quoteView)
      .query(({ ctx, input }) => quoteHold(ctx, input)),
    start: publicProcedure
      .use(limited("checkout"))
      .input(startCheckoutInput)
      .output(checkoutView)
      .mutation(({ ctx, input }) => startCheckout(ctx, input)),
    resume: publicProcedure
      .use(limited("checkout"))
      .input(orderRef)
      .output(checkoutView)
      .mutation(async ({ ctx, input }) => {
        const order = await ctx.db.order.findUnique({ where: { id: input.orderId } });
        if (!order) throw new Refusal("NOT_FOUND");
        if (!isBuyerOfOrder(ctx.caller, order)) throw new Refusal("NOT_YOURS");
        return openPaymentPage(ctx, order.id);
      }),
    cancel: publicProcedure
      .input(z.strictObject({ orderId: z.uuid() }))
      .output(orderView)
      .mutation(async ({ ctx, input }) => {
        await cancelOrder(ctx, fulfilment, input.orderId);
        return showOrder(ctx, input.orderId);
      }),
    refund: publicProcedure
      .input(refundInput)
      .output(refundView)
      .mutation(({ ctx, input }) => refundOrder(ctx, fulfilment, input)),
    returnable: publicProcedure
      .input(orderRef)
      .output(returnableView)
      .query(({ ctx, input }) => showReturnable(ctx, input.orderId)),
    returnTickets: publicProcedure
      .use(limited("checkout"))
      .input(returnTicketsInput)
      .output(refundView)
      .mutation(({ ctx, input }) => returnTickets(ctx, fulfilment, input)),
    resendRefund: publicProcedure
      .input(resendRefundInput)
      .output(refundView)
      .mutation(({ ctx, input }) => resendRefund(ctx, input)),
  }) satisfies TRPCRouterRecord;
