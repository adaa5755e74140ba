import type { Tx } from "@usher/db";
import type { z } from "zod";
import { type AuditValues, recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { usedCategories } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import { openUntilOf } from "./ahead.ts";
import type { OfficeEventView, savePerformanceInput } from "./office.schema.ts";
import { performanceValues } from "./history-values.ts";
import { performanceParts, requireAsRead } from "./catalog-views.ts";
import { EDITORS, officeEvent, requireEvent, shownPerformance } from "./office-events.ts";
import { tellChange } from "./tell-change.ts";
import {
  checkCells,
  checkCoverage,
  checkFares,
  checkPrices,
  checkQuotas,
  checkTariffs,
  checkTimes,
  refusePublish,
} from "./performance-rules.ts";

type SavePerformanceInput = z.output<typeof savePerformanceInput>;

/**
 * Writes a performance as a draft, or changes one. A draft may change in everything; once published, prices, sale
 * window, limits, refund rule, doors and end may still change, while venue, chart, currency and start are what people
 * bought: PUBLISH_REFUSED names which of them stood in the way. Refuses NOT_FOUND, NOT_YOURS, and CHANGED_MEANWHILE where it is not as the caller read it.
 */
export async function savePerformance(ctx: RequestContext, input: SavePerformanceInput): Promise<OfficeEventView> {
  const event = await requireEvent(ctx, input.eventId, EDITORS);
  const { organizerId } = event;
  const revision = await ctx.db.chartRevision.findUnique({
    where: { id: input.chartRevisionId },
    include: { chart: true },
  });
  const isOwnChart = revision?.chart.organizerId === organizerId && revision.chart.venueId === input.venueId;
  if (!revision || !isOwnChart) throw new Refusal("NOT_FOUND");
  checkCells(input.cells);
  const row = performanceData(input);
  checkTimes(row);
  const names = revision.categories as string[];
  checkPrices(input.categories, names, input);
  checkTariffs(input.tariffs, input.categories, names, input);
  checkQuotas(input.quotas, input.categories);
  checkFares(input.categories, Math.max(1, input.cells.length), names, input);
  const used = await usedCategories(ctx, revision.geometryHash);
  await ctx.db.$transaction(async (tx) => {
    const performanceId = input.performanceId ?? newId();
    const openUntil = openUntilOf(input.cells.map(({ fromName, endsAt }) => ({ fromName, endsAt: new Date(endsAt) })));
    const valuesBefore = input.performanceId ? await knownValues(tx, performanceId, event.id) : {};
    const changed = { ...row, openUntil, seatCount: revision.seatCount, cellCount: Math.max(1, input.cells.length) };
    if (input.performanceId) {
      const before = await lockPerformance(tx, performanceId, event.id);
      if (input.revision) requireAsRead(shownPerformance(before), input.revision);
      if (before.status !== "draft") {
        refuseFixed(before, input);
        checkCoverage(input.categories, used, names);
        await tellChange(tx, { eventId: event.id, slug: event.slug });
      } else await refuseOtherPlaces(tx, before, changed);
      await tx.performance.update({ where: { id: performanceId }, data: changed });
    } else {
      await tx.performance.create({ data: { id: performanceId, organizerId, eventId: event.id, ...changed } });
    }
    await writeCells(tx, organizerId, performanceId, input);
    await writeCategories(tx, organizerId, performanceId, input);
    await writeTariffs(tx, organizerId, performanceId, input);
    await writeQuotas(tx, organizerId, performanceId, input);
    const action = input.performanceId ? "performance.change" : "performance.create";
    await recordAudit(tx, ctx, {
      ...{ organizerId, action, objectId: performanceId },
      before: valuesBefore,
      after: await performanceValues(tx, performanceId),
      detail: { name: event.title, eventId: event.id, startsAt: row.startsAt.toISOString(), currency: row.currency },
    });
  });
  return officeEvent(ctx, event.id);
}

const instant = (text: string | null) => (text === null ? null : new Date(text));

function performanceData(input: SavePerformanceInput) {
  const { venueId, chartRevisionId, currency, ticketLimit, allowsSingles, refundFeeMinor } = input;
  return {
    venueId,
    chartRevisionId,
    currency,
    ticketLimit,
    allowsSingles,
    refundFeeMinor,
    startsAt: new Date(input.cells[0]?.startsAt ?? input.startsAt),
    doorsAt: instant(input.doorsAt),
    endsAt: instant(input.cells.at(-1)?.endsAt ?? input.endsAt),
    saleStartsAt: new Date(input.saleStartsAt),
    saleEndsAt: new Date(input.saleEndsAt),
    refundUntil: instant(input.refundUntil),
  };
}

async function knownValues(tx: Tx, performanceId: string, eventId: string): Promise<AuditValues> {
  await lockPerformance(tx, performanceId, eventId);
  return performanceValues(tx, performanceId);
}

async function lockPerformance(tx: Tx, performanceId: string, eventId: string) {
  await tx.$executeRaw`SELECT 1 FROM performance WHERE id = ${performanceId}::uuid FOR UPDATE`;
  const before = await tx.performance.findUnique({ where: { id: performanceId }, include: performanceParts });
  if (before?.eventId !== eventId) throw new Refusal("NOT_FOUND");
  return before;
}

interface Fixed {
  readonly status: string;
  readonly chartRevisionId: string;
  readonly venueId: string;
  readonly currency: string;
  readonly startsAt: Date;
  readonly cells: readonly { readonly startsAt: Date; readonly endsAt: Date; readonly fromName: string | null }[];
}

function refuseFixed(before: Fixed, input: SavePerformanceInput): void {
  if (before.status === "cancelled") throw refusePublish("cancelled");
  if (before.chartRevisionId !== input.chartRevisionId) throw refusePublish("chartFixed");
  if (before.venueId !== input.venueId) throw refusePublish("venueFixed");
  if (before.currency !== input.currency) throw refusePublish("currencyFixed");
  if (before.startsAt.getTime() !== performanceData(input).startsAt.getTime()) throw refusePublish("startFixed");
  // A stop may get another name; when a train leaves, and how many days there are, is what people bought.
  const areSame = before.cells.every((cell, at) => {
    const wanted = input.cells[at];
    const isKind = (cell.fromName === null) === (wanted?.fromName === null);
    return isKind && isSameInstant(cell.startsAt, wanted?.startsAt) && isSameInstant(cell.endsAt, wanted?.endsAt);
  });
  if (before.cells.length !== input.cells.length || !areSame) throw refusePublish("cellsFixed");
}

/** Places that are kept back are those of one chart. */
async function refuseOtherPlaces(
  tx: Tx,
  before: { readonly id: string; readonly chartRevisionId: string; readonly cellCount: number },
  changed: { readonly chartRevisionId: string; readonly cellCount: number },
): Promise<void> {
  if (before.chartRevisionId === changed.chartRevisionId && before.cellCount === changed.cellCount) return;
  const waiting = await tx.release.count({ where: { performanceId: before.id, openedAt: null } });
  if (waiting > 0) throw refusePublish("releasesThere");
}

const isSameInstant = (one: Date, other: string | undefined) => one.getTime() === Date.parse(other ?? "");

async function writeCells(tx: Tx, organizerId: string, performanceId: string, input: SavePerformanceInput) {
  await tx.performanceCell.deleteMany({ where: { performanceId } });
  await tx.performanceCell.createMany({
    data: input.cells.map(({ startsAt, endsAt, fromName, toName, fromChinese, toChinese }, position) => {
      const zh = { ...(fromChinese && { fromName: fromChinese }), ...(toChinese && { toName: toChinese }) };
      const times = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
      return { performanceId, organizerId, position, ...times, fromName, toName, translations: { zh } };
    }),
  });
}

/** A category keeps its id for as long as the chart has it, since lists and prices in a browser name it. */
async function writeCategories(
  tx: Tx,
  organizerId: string,
  performanceId: string,
  input: SavePerformanceInput,
): Promise<void> {
  const kept = input.categories.map(({ chartCategory }) => chartCategory);
  await tx.priceCategory.deleteMany({ where: { performanceId, chartCategory: { notIn: kept } } });
  for (const { fares, ...category } of input.categories) {
    const key = { performanceId, chartCategory: category.chartCategory };
    const { id: categoryId } = await tx.priceCategory.upsert({
      where: { performanceId_chartCategory: key },
      create: { id: newId(), organizerId, performanceId, ...category },
      update: category,
    });
    await tx.fare.deleteMany({ where: { categoryId } });
    const rows = fares.map(({ from, to, faceMinor }) => ({ categoryId, fromCell: from, toCell: to, faceMinor }));
    if (rows.length > 0) await tx.fare.createMany({ data: rows });
  }
}

/** A tariff keeps its id for as long as it keeps its name, so that a page which is open goes on with it. */
async function writeTariffs(
  tx: Tx,
  organizerId: string,
  performanceId: string,
  { tariffs }: SavePerformanceInput,
): Promise<void> {
  const categories = await tx.priceCategory.findMany({
    where: { performanceId },
    select: { id: true, chartCategory: true },
  });
  const categoryIds = new Map(categories.map(({ id, chartCategory }) => [chartCategory, id]));
  await tx.tariff.deleteMany({ where: { performanceId, name: { notIn: tariffs.map(({ name }) => name) } } });
  for (const [position, { name, prices, ...offered }] of tariffs.entries()) {
    const { saleStartsAt, saleEndsAt, capacity } = offered;
    const rest = { position, saleStartsAt: instant(saleStartsAt), saleEndsAt: instant(saleEndsAt), capacity };
    const { id: tariffId } = await tx.tariff.upsert({
      where: { performanceId_name: { performanceId, name } },
      create: { id: newId(), organizerId, performanceId, name, ...rest },
      update: rest,
    });
    const data = prices.flatMap(({ chartCategory, faceMinor }) => {
      const categoryId = categoryIds.get(chartCategory);
      return categoryId ? [{ tariffId, categoryId, faceMinor }] : [];
    });
    await tx.tariffPrice.deleteMany({ where: { tariffId } });
    await tx.tariffPrice.createMany({ data });
  }
}

async function writeQuotas(
  tx: Tx,
  organizerId: string,
  performanceId: string,
  { quotas }: SavePerformanceInput,
): Promise<void> {
  await tx.quota.deleteMany({ where: { performanceId } });
  const rows = quotas.map((quota) => ({ id: newId(), organizerId, performanceId, ...quota }));
  if (rows.length > 0) await tx.quota.createMany({ data: rows });
}
