import type { TRPCRouterRecord } from "@trpc/server";
import { personProcedure } from "../trpc.ts";
import { statementInput, statementLinesInput, statementLinesView, statementView } from "./finance.schema.ts";
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
} satisfies TRPCRouterRecord;
