import { z } from "zod";
import { localeSchema } from "../accounts/accounts.schema.ts";
import { nextCursor, pageInput } from "../kernel/paging.ts";
import { MATCH_KINDS } from "../reconcile/index.ts";
import { MONTH_PATTERN } from "./months.ts";

const count = z.number().int();
const minor = z.number().int();
const instant = z.iso.datetime();
const monthSchema = z.string().regex(MONTH_PATTERN);

export const statementInput = z.strictObject({
  organizerId: z.uuid(),
  /** Absent for the month that it is now. */
  month: monthSchema.optional(),
});

/** What moved in a month, seats and fees apart; amounts are gross unless they are called otherwise. */
const movedView = z.object({
  tickets: count,
  soldMinor: minor,
  ticketsBack: count,
  refundedMinor: minor,
  /** What buyers paid the house on top, less what they got back of it. */
  feesMinor: minor,
});

export const statementView = z.object({
  month: monthSchema,
  /** Whose clock a month begins and ends by. */
  timeZone: z.string(),
  from: instant,
  to: instant,
  /** The first month in which anything moved; the one asked for when nothing has. */
  firstMonth: monthSchema,
  thisMonth: monthSchema,
  /** One for each currency that anything was ever sold in; they are never added up. */
  currencies: z.array(
    movedView.extend({
      currency: z.string(),
      /** What the organizer was owed when the month began, and when it ended, or now. */
      openingMinor: minor,
      closingMinor: minor,
      /** Of tickets sold, less those that came back. */
      taxes: z.array(
        z.object({
          place: z.string(),
          rateBasisPoints: count,
          netMinor: minor,
          taxMinor: minor,
        }),
      ),
    }),
  ),
});
export type StatementView = z.infer<typeof statementView>;

export const statementLinesInput = pageInput.extend({
  organizerId: z.uuid(),
  month: monthSchema,
  locale: localeSchema.default("en"),
});
export const statementLineView = movedView.extend({
  performanceId: z.uuid(),
  title: z.string(),
  startsAt: instant,
  timeZone: z.string(),
  venueName: z.string(),
  currency: z.string(),
  /** Tax in what was sold, less that in what came back. */
  taxMinor: minor,
  /** Sold less given back: what it adds to what the organizer is owed. */
  payableMinor: minor,
});
export type StatementLineView = z.infer<typeof statementLineView>;
/** The performances of which anything moved in the month, in the order in which they were made. */
export const statementLinesView = z.object({ lines: z.array(statementLineView), nextCursor });

/** The same question in an address. */
export const exportStatementInput = z.strictObject({
  organizerId: z.uuid(),
  month: monthSchema,
  locale: localeSchema.default("en"),
});

export const matchInput = z.strictObject({ organizerId: z.uuid() });
/** The newest comparison of money, orders and tickets. */
export const matchView = z.object({
  run: z
    .object({
      id: z.uuid(),
      createdAt: instant,
      finishedAt: instant.nullable(),
      orderCount: count,
      ticketCount: count,
      /** Questions that are answered, and how many there are. */
      askedCount: count,
      questionCount: count,
    })
    .nullable(),
  /** How many differences were named; the first of them follow. */
  total: count,
  /** Whether all that there are were named: of one kind no more than a thousand are. */
  isWhole: z.boolean(),
  differences: z.array(
    z.object({
      kind: z.enum(MATCH_KINDS),
      /** The thing it was found at, as `npm run reconcile` names it. */
      at: z.string(),
      detail: z.string(),
      orderId: z.uuid().nullable(),
      orderCode: z.string().nullable(),
      performanceId: z.uuid().nullable(),
    }),
  ),
});
export type MatchView = z.infer<typeof matchView>;
