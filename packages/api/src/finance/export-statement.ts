import { requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { CSV_BEGINNING, csvAmount, csvLine, csvResponse } from "../kernel/csv.ts";
import { currencyExponent } from "../kernel/money.ts";
import type { RequestContext } from "../services.ts";
import { exportStatementInput, type StatementLineView } from "./finance.schema.ts";
import { BOOKKEEPERS } from "./read-statement.ts";
import { readLines } from "./statement-lines.ts";

/** Each page adds the whole month up, so most months are one. */
const PAGE = 2_000;
const HEAD = [
  ...["month", "event", "starts_at", "time_zone", "venue", "currency", "tickets", "sold"],
  ...["tickets_back", "refunded", "payable", "tax_in_payable", "fees_of_usher"],
];

/**
 * A month's statement by performance as a CSV file, read while it is sent. For owner, manager and finance. Refuses NOT_FOUND for a question
 * that is none, NOT_SIGNED_IN, NOT_YOURS.
 */
export async function exportStatement(ctx: RequestContext, query: URLSearchParams): Promise<Response> {
  const asked = exportStatementInput.safeParse(Object.fromEntries(query));
  if (!asked.success) throw new Refusal("NOT_FOUND");
  const { organizerId, month } = asked.data;
  await requireRole(ctx, organizerId, BOOKKEEPERS);
  const { slug } = await ctx.db.organizer.findUniqueOrThrow({ where: { id: organizerId }, select: { slug: true } });
  return csvResponse(`statement-${slug}-${month}.csv`, textOf(ctx, asked.data));
}

async function* textOf(
  ctx: RequestContext,
  question: { organizerId: string; month: string; locale: "en" | "zh" },
): AsyncGenerator<string, undefined> {
  yield CSV_BEGINNING + csvLine(HEAD);
  for (let cursor: string | null = null; ; ) {
    const lines: StatementLineView[] = await readLines(ctx, { ...question, cursor }, PAGE);
    if (lines.length > 0) yield lines.map((line) => lineOf(question.month, line)).join("");
    if (lines.length < PAGE) return undefined;
    cursor = lines.at(-1)?.performanceId ?? null;
  }
}

function lineOf(month: string, line: StatementLineView): string {
  const amount = (minor: number) => csvAmount(minor, currencyExponent(line.currency));
  return csvLine([
    ...[month, line.title, line.startsAt, line.timeZone, line.venueName, line.currency],
    ...[line.tickets, amount(line.soldMinor), line.ticketsBack, amount(line.refundedMinor)],
    ...[amount(line.payableMinor), amount(line.taxMinor), amount(line.feesMinor)],
  ]);
}
