import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import { drawStatement } from "./draw-statement.ts";
import { exportStatementInput } from "./finance.schema.ts";
import { readStatement } from "./read-statement.ts";
import { readLines } from "./statement-lines.ts";

/** As many as somebody leafs through; the file for programs has all of them. */
const MOST_LINES = 1_000;

/**
 * A month's statement as a PDF. For owner, manager and finance. Refuses NOT_FOUND for a question that is none, NOT_SIGNED_IN, NOT_YOURS.
 */
export async function statementPdf(ctx: RequestContext, query: URLSearchParams): Promise<Response> {
  const asked = exportStatementInput.safeParse(Object.fromEntries(query));
  if (!asked.success) throw new Refusal("NOT_FOUND");
  const { organizerId, month, locale } = asked.data;
  const statement = await readStatement(ctx, { organizerId, month });
  const all = await readLines(ctx, { ...asked.data, cursor: null }, MOST_LINES + 1);
  const lines = all.slice(0, MOST_LINES);
  const { name, slug } = await ctx.db.organizer.findUniqueOrThrow({ where: { id: organizerId } });
  const moreLines = all.length - lines.length;
  const bytes = await drawStatement({ statement, lines, moreLines, organizer: name, locale, drawnAt: ctx.clock.now() });
  return new Response(bytes, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="statement-${slug}-${month}.pdf"`,
      "cache-control": "no-store",
    },
  });
}
