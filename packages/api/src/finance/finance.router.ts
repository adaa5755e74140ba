import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import {
  matchInput,
  matchView,
  statementInput,
  statementLinesInput,
  statementLinesView,
  statementView,
} from "./finance.schema.ts";
import { showMatch, startMatch } from "./match.ts";
import { readStatement } from "./read-statement.ts";
import { statementLines } from "./statement-lines.ts";

/** An organizer's books: what it is owed, and why. */
export const financeRouter = {
  statement: personProcedure
    .input(statementInput)
    .output(statementView)
    .query(({ ctx, input }) => readStatement(ctx, input)),
  lines: personProcedure
    .input(statementLinesInput)
    .output(statementLinesView)
    .query(({ ctx, input }) => statementLines(ctx, input)),
  match: personProcedure
    .input(matchInput)
    .output(matchView)
    .query(({ ctx, input }) => showMatch(ctx, input.organizerId)),
  startMatch: personProcedure
    .input(matchInput)
    .output(matchView)
    .mutation(({ ctx, input }) => startMatch(ctx, input.organizerId)),
} satisfies TRPCRouterRecord;
