import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { personProcedure } from "../trpc.ts";
import { saleReminderInput, saleReminderRef, saleReminderView, ticketsAgainInput } from "./notifications.schema.ts";
import { remindOfSale, showSaleReminder } from "./sale-reminders.ts";
import { sendTicketsAgain } from "./send-tickets-again.ts";

export const notificationsRouter = {
  saleReminder: personProcedure
    .input(saleReminderRef)
    .output(saleReminderView)
    .query(({ ctx, input }) => showSaleReminder(ctx, ctx.caller.personId, input.performanceId)),
  remindOfSale: personProcedure
    .input(saleReminderInput)
    .output(saleReminderView)
    .mutation(({ ctx, input }) => remindOfSale(ctx, ctx.caller.personId, input)),
  sendTicketsAgain: personProcedure
    .input(ticketsAgainInput)
    .output(z.object({ email: z.string() }))
    .mutation(({ ctx, input }) => sendTicketsAgain(ctx, input)),
} satisfies TRPCRouterRecord;
