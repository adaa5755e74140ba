import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import {
  auditPeopleView,
  checkAuditInput,
  checkAuditView,
  listAuditInput,
  listAuditView,
  ofOrganizerInput,
} from "./audit.schema.ts";
import { auditPeople, checkAudit, listAudit } from "./list-audit.ts";

export const auditRouter = {
  list: personProcedure
    .input(listAuditInput)
    .output(listAuditView)
    .query(({ ctx, input }) => listAudit(ctx, input)),
  people: personProcedure
    .input(ofOrganizerInput)
    .output(auditPeopleView)
    .query(({ ctx, input }) => auditPeople(ctx, input.organizerId)),
  check: personProcedure
    .input(checkAuditInput)
    .output(checkAuditView)
    .query(({ ctx, input }) => checkAudit(ctx, input)),
} satisfies TRPCRouterRecord;
