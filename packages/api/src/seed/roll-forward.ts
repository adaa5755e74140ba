import type { Tx } from "@usher/db";
import { enqueue } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { ensureGateSecrets } from "../tickets/index.ts";
import { SEEDED_REQUEST } from "./draw-orders.ts";
import { laterByDays } from "../kernel/local-time.ts";
import { FIRST_DAY_SETTING, ROLLED_TO_SETTING, SEED_LOCK } from "./settings.ts";
import { createdMsOf, today } from "./write-programme.ts";

const DAY_MS = 86_400_000;
const LONGEST_MS = 120_000;

export type RollForwardAnswer =
  | { readonly isRolled: true; readonly firstDay: string; readonly days: number; readonly performances: number }
  | { readonly isRolled: false; readonly firstDay: string | null; readonly reason: string };

/** A performance's times that move; each may also be none. */
interface Times {
  readonly startsAt: Date;
  readonly doorsAt: Date | null;
  readonly endsAt: Date | null;
  readonly openUntil: Date | null;
  readonly saleStartsAt: Date;
  readonly saleEndsAt: Date;
  readonly refundUntil: Date | null;
}

/**
 * Moves what the seed put on by whole days, so that its first day becomes `to`, today when not given. A performance
 * keeps its time on the clock of its venue's wall; a sale that was open keeps its beginning, since what it sold was sold
 * then. Changes nothing, and says why, where anybody but the seed has ordered, paid back or admitted: their evening
 * would be another than the one they chose.
 */
export async function rollForward(services: Services, { to }: { to?: string } = {}): Promise<RollForwardAnswer> {
  const wanted = to ?? today(services);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(wanted)) throw new Error(`"${wanted}" is not a day such as 2026-03-01`);
  const moved = await services.db.$transaction((tx) => move(tx, wanted), { timeout: LONGEST_MS, maxWait: LONGEST_MS });
  if (!Array.isArray(moved)) return moved;
  const [answer, withoutSecret] = moved;
  for (const id of withoutSecret) await ensureGateSecrets(services, id);
  return answer;
}

async function move(tx: Tx, to: string): Promise<RollForwardAnswer | [RollForwardAnswer, string[]]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SEED_LOCK})`;
  const sownOn = await readDay(tx, FIRST_DAY_SETTING);
  if (!sownOn) return { isRolled: false, firstDay: null, reason: "Nothing was sown here." };
  const firstDay = (await readDay(tx, ROLLED_TO_SETTING)) ?? sownOn;
  const days = Math.round((Date.parse(to) - Date.parse(firstDay)) / DAY_MS);
  const reason = days <= 0 ? `The first day is ${firstDay} and not before ${to}.` : await strangersIn(tx);
  if (reason) return { isRolled: false, firstDay, reason };
  const found = await seededPerformances(tx, sownOn);
  const openedMs = Date.parse(firstDay) + DAY_MS;
  const rows = found.map(({ id, venue, ...times }) => ({
    id,
    ...movedTimes(times, { days, openedMs, timeZone: venue.timeZone }),
  }));
  await tx.$executeRaw`
    UPDATE performance p SET starts_at = r.starts_at, doors_at = r.doors_at, ends_at = r.ends_at, open_until = r.open_until,
      sale_starts_at = r.sale_starts_at, sale_ends_at = r.sale_ends_at, refund_until = r.refund_until
    FROM json_populate_recordset(NULL::performance, ${JSON.stringify(rows)}::json) r WHERE r.id = p.id`;
  await moveAgendas(tx, sownOn, days);
  const ids = found.map(({ id }) => id);
  const moves = movesOf(found, rows);
  await moveCells(tx, moves);
  await moveOffers(tx, moves);
  // Of evenings that were over the secrets are erased; what is to come again needs new ones.
  const { count } = await tx.gateSecret.deleteMany({ where: { performanceId: { in: ids }, sealedSecret: "" } });
  const setting = { name: ROLLED_TO_SETTING, value: to };
  await tx.setting.upsert({ where: { name: ROLLED_TO_SETTING }, create: setting, update: setting });
  return [{ isRolled: true, firstDay: to, days, performances: found.length }, count > 0 ? ids : []];
}

async function readDay(tx: Tx, name: string): Promise<string | null> {
  const row = await tx.setting.findUnique({ where: { name } });
  return row ? String(row.value) : null;
}

/** What somebody did here who is not the seed, as a sentence, or null. */
async function strangersIn(tx: Tx): Promise<string | null> {
  const orders = await tx.order.count({ where: { requestHash: { not: SEEDED_REQUEST } } });
  if (orders > 0) return `${orders} orders were placed since the seed, so its dates stay as they are.`;
  const refunds = await tx.refund.count();
  if (refunds > 0) return `${refunds} refunds were made since the seed, so its dates stay as they are.`;
  const scans = await tx.scan.count();
  return scans > 0 ? `${scans} tickets were scanned since the seed, so its dates stay as they are.` : null;
}

/** Legs and days stay as far from the beginning as they were. */
async function moveCells(tx: Tx, moves: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE performance_cell c SET starts_at = c.starts_at + m.by, ends_at = c.ends_at + m.by
    FROM (SELECT id, ms * interval '1 millisecond' AS by FROM json_to_recordset(${moves}::json) AS r(id uuid, ms float8)) m
    WHERE m.id = c.performance_id`;
}

/** Prices that are offered for a while, and releases, stay as far from the beginning as they were. */
async function moveOffers(tx: Tx, moves: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE tariff t SET sale_starts_at = t.sale_starts_at + m.by, sale_ends_at = t.sale_ends_at + m.by
    FROM (SELECT id, ms * interval '1 millisecond' AS by FROM json_to_recordset(${moves}::json) AS r(id uuid, ms float8)) m
    WHERE m.id = t.performance_id`;
  const releases = await tx.$queryRaw<{ id: string; opens_at: Date }[]>`
    UPDATE release r SET opens_at = r.opens_at + m.by
    FROM (SELECT id, ms * interval '1 millisecond' AS by FROM json_to_recordset(${moves}::json) AS r(id uuid, ms float8)) m
    WHERE m.id = r.performance_id AND r.opens_at IS NOT NULL AND r.opened_at IS NULL RETURNING r.id, r.opens_at`;
  for (const { id, opens_at } of releases)
    await enqueue(tx, "releases.open", { releaseId: id }, { runAt: opens_at, key: `release:${id}` });
}

/** How far each performance was moved, as JSON: `[{id, ms}]`. */
function movesOf(
  before: readonly { id: string; startsAt: Date }[],
  after: readonly { id: string; starts_at: Date }[],
): string {
  const begins = new Map(after.map((row) => [row.id, row.starts_at.getTime()]));
  return JSON.stringify(
    before.map(({ id, startsAt }) => ({
      id,
      ms: (begins.get(id) ?? startsAt.getTime()) - startsAt.getTime(),
    })),
  );
}

/** The ids of what the seed put on: they carry the moment at which the seed says it was made. */
function seededIds(sownOn: string): { gte: string; lte: string } {
  const prefix = createdMsOf(Date.parse(sownOn)).toString(16).padStart(12, "0");
  const start = `${prefix.slice(0, 8)}-${prefix.slice(8)}`;
  return { gte: `${start}-7000-8000-000000000000`, lte: `${start}-7fff-bfff-ffffffffffff` };
}

/** What happens at exhibitions moves with their days, to the same time on the wall. */
async function moveAgendas(tx: Tx, sownOn: string, days: number): Promise<void> {
  const found = await tx.agendaItem.findMany({
    where: { id: seededIds(sownOn) },
    select: {
      ...{ id: true, startsAt: true, endsAt: true },
      event: { select: { performances: { take: 1, select: { venue: { select: { timeZone: true } } } } } },
    },
  });
  const rows = found.map(({ id, startsAt, endsAt, event }) => {
    const timeZone = event.performances[0]?.venue.timeZone ?? "UTC";
    const begins = laterByDays(startsAt, days, timeZone);
    const ends = endsAt && new Date(endsAt.getTime() + begins.getTime() - startsAt.getTime());
    return { id, starts_at: begins, ends_at: ends };
  });
  await tx.$executeRaw`
    UPDATE agenda_item i SET starts_at = r.starts_at, ends_at = r.ends_at
    FROM json_populate_recordset(NULL::agenda_item, ${JSON.stringify(rows)}::json) r WHERE r.id = i.id`;
}

async function seededPerformances(tx: Tx, sownOn: string) {
  const rows = await tx.performance.findMany({
    where: { id: seededIds(sownOn) },
    select: {
      id: true,
      startsAt: true,
      doorsAt: true,
      endsAt: true,
      openUntil: true,
      saleStartsAt: true,
      saleEndsAt: true,
      refundUntil: true,
      venue: { select: { timeZone: true } },
    },
  });
  return rows;
}

function movedTimes(
  { startsAt, doorsAt, endsAt, openUntil, saleStartsAt, saleEndsAt, refundUntil }: Times,
  { days, openedMs, timeZone }: { days: number; openedMs: number; timeZone: string },
) {
  const begins = laterByDays(startsAt, days, timeZone);
  // Whatever is told by the beginning stays as far from it, also where a clock changes in between.
  const along = (at: Date | null) => at && new Date(at.getTime() + begins.getTime() - startsAt.getTime());
  const wasOpen = saleStartsAt.getTime() < openedMs;
  return {
    starts_at: begins,
    doors_at: along(doorsAt),
    ends_at: along(endsAt),
    open_until: along(openUntil),
    sale_starts_at: wasOpen ? saleStartsAt : laterByDays(saleStartsAt, days, timeZone),
    sale_ends_at: along(saleEndsAt),
    refund_until: along(refundUntil),
  };
}
