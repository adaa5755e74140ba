import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import { saleReminderInput, saleReminderRef, saleReminderView } from "./notifications.schema.ts";
import { remindOfSale, showSaleReminder } from "./sale-reminders.ts";

export const notificationsRouter = {
  saleReminder: personProcedure
    .input(saleReminderRef)
    .output(saleReminderView)
    .query(({ ctx, input }) => showSaleReminder(ctx, ctx.caller.personId, input.performanceId)),
  remindOfSale: personProcedure
    .input(saleReminderInput)
    .output(saleReminderView)
    .mutation(({ ctx, input }) => remindOfSale(ctx, ctx.caller.personId, input)),
} satisfies TRPCRouterRecord;
