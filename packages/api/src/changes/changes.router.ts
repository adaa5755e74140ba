import type { TRPCRouterRecord } from "@trpc/server";
import type { Fulfilment } from "../checkout/index.ts";
import { limited, personProcedure, publicProcedure } from "../trpc.ts";
import { answerChange } from "./answer-change.ts";
import { cancelPerformance } from "./cancel-performance.ts";
import {
  answerChangeInput,
  cancelPerformanceInput,
  changesOfInput,
  changesOfOrderInput,
  changesView,
  changeView,
  movePerformanceInput,
  orderChangesView,
  previewChangeInput,
  previewChangeView,
} from "./changes.schema.ts";
import { movePerformance } from "./move-performance.ts";
import { previewChange } from "./preview-change.ts";
import { changesOf, changesOfOrder } from "./show-changes.ts";

/** Performances that are cancelled or moved, joined with what takes tickets back. */
export const changesRouter = (fulfilment: Fulfilment) =>
  ({
    preview: personProcedure
      .input(previewChangeInput)
      .output(previewChangeView)
      .query(({ ctx, input }) => previewChange(ctx, input)),
    cancel: personProcedure
      .input(cancelPerformanceInput)
      .output(changeView)
      .mutation(({ ctx, input }) => cancelPerformance(ctx, input)),
    move: personProcedure
      .input(movePerformanceInput)
      .output(changeView)
      .mutation(({ ctx, input }) => movePerformance(ctx, input)),
    list: personProcedure
      .input(changesOfInput)
      .output(changesView)
      .query(({ ctx, input }) => changesOf(ctx, input.eventId)),
    ofOrder: publicProcedure
      .input(changesOfOrderInput)
      .output(orderChangesView)
      .query(({ ctx, input }) => changesOfOrder(ctx, input.orderId)),
    answer: publicProcedure
      .use(limited("checkout"))
      .input(answerChangeInput)
      .output(orderChangesView)
      .mutation(({ ctx, input }) => answerChange(ctx, fulfilment, input)),
  }) satisfies TRPCRouterRecord;
