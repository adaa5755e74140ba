import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import { enrolDevice } from "./enrol-device.ts";
import {
  deviceView,
  enrolDeviceInput,
  gateBundleInput,
  gateBundleView,
  gatePerformancesView,
  syncScansInput,
  syncScansView,
  ticketLabelsInput,
  ticketLabelsView,
} from "./gate.schema.ts";
import { gateBundle } from "./gate-bundle.ts";
import { gatePerformances } from "./gate-performances.ts";
import { syncScans } from "./sync-scans.ts";
import { ticketLabels } from "./ticket-labels.ts";

export const gateRouter = {
  performances: personProcedure.output(gatePerformancesView).query(({ ctx }) => gatePerformances(ctx)),
  enrol: personProcedure
    .input(enrolDeviceInput)
    .output(deviceView)
    .mutation(({ ctx, input }) => enrolDevice(ctx, input)),
  bundle: personProcedure
    .input(gateBundleInput)
    .output(gateBundleView)
    .query(({ ctx, input }) => gateBundle(ctx, input)),
  sync: personProcedure
    .input(syncScansInput)
    .output(syncScansView)
    .mutation(({ ctx, input }) => syncScans(ctx, input)),
  labels: personProcedure
    .input(ticketLabelsInput)
    .output(ticketLabelsView)
    .query(({ ctx, input }) => ticketLabels(ctx, input)),
} satisfies TRPCRouterRecord;
