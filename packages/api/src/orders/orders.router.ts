import type { TRPCRouterRecord } from "@trpc/server";
import { z } from "zod";
import { personProcedure, publicProcedure } from "../trpc.ts";
import { listAlerts, settleAlert } from "./alerts.ts";
import { listMyOrders, searchOrders } from "./list-orders.ts";
import {
  alertRef,
  alertsInput,
  alertsView,
  salesInput,
  salesView,
  searchOrdersInput,
  searchOrdersView,
  storyView,
} from "./office.schema.ts";
import { listOrdersView, myOrdersInput, orderRef, orderView, showOrderInput } from "./orders.schema.ts";
import { showOrder } from "./show-order.ts";
import { showSales } from "./show-sales.ts";
import { tellStory } from "./tell-story.ts";

export const ordersRouter = {
  get: publicProcedure
    .input(showOrderInput)
    .output(orderView)
    .query(({ ctx, input }) => showOrder(ctx, input.orderId, input.locale)),
  story: publicProcedure
    .input(orderRef)
    .output(storyView)
    .query(({ ctx, input }) => tellStory(ctx, input.orderId)),
  alerts: personProcedure
    .input(alertsInput)
    .output(alertsView)
    .query(({ ctx, input }) => listAlerts(ctx, input)),
  settleAlert: personProcedure
    .input(alertRef)
    .output(z.object({ openCount: z.number().int() }))
    .mutation(({ ctx, input }) => settleAlert(ctx, input.alertId)),
  mine: publicProcedure
    .input(myOrdersInput)
    .output(listOrdersView)
    .query(({ ctx, input }) => listMyOrders(ctx, input)),
  search: publicProcedure
    .input(searchOrdersInput)
    .output(searchOrdersView)
    .query(({ ctx, input }) => searchOrders(ctx, input)),
  sales: publicProcedure
    .input(salesInput)
    .output(salesView)
    .query(({ ctx, input }) => showSales(ctx, input.performanceId)),
} satisfies TRPCRouterRecord;
