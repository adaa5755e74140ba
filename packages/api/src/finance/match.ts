import type { Prisma, Tx } from "@usher/db";
import type { z } from "zod";
import { requireRole } from "../accounts/index.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue, type JobPayloads } from "../kernel/jobs.ts";
import { raiseAlerts } from "../orders/index.ts";
import { differencesOf, MATCH_KINDS, type MatchKind, MOST_OF_A_KIND } from "../reconcile/index.ts";
import type { RequestContext, Services } from "../services.ts";
import type { matchView } from "./finance.schema.ts";
import { BOOKKEEPERS } from "./read-statement.ts";

type MatchView = z.output<typeof matchView>;

const MOST_SHOWN = 200;
const RUNS_KEPT = 20;
/** One comparison after another, however many organizers ask: each reads all that its organizer ever sold. Behind nothing else that fills a core. */
const COMPARING = "comparing";

/** The newest comparison of an organizer's money, orders and tickets, if there was one. For owner, manager and finance. Refuses NOT_SIGNED_IN and NOT_YOURS. */
export async function showMatch(ctx: RequestContext, organizerId: string): Promise<MatchView> {
  await requireRole(ctx, organizerId, BOOKKEEPERS);
  const run = await ctx.db.matchRun.findFirst({
    where: { organizerId },
    orderBy: { id: "desc" },
    include: {
      differences: { orderBy: { position: "asc" }, take: MOST_SHOWN },
      _count: { select: { differences: true } },
    },
  });
  if (!run) return { run: null, total: 0, isWhole: true, differences: [] };
  const kinds = await ctx.db.matchDifference.groupBy({ by: ["kind"], where: { runId: run.id }, _count: true });
  const codes = await codesOf(ctx, run.differences);
  const { id, createdAt, finishedAt, orderCount, ticketCount, askedCount } = run;
  return {
    run: {
      ...{ id, orderCount, ticketCount, askedCount, questionCount: MATCH_KINDS.length },
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    },
    total: run._count.differences,
    isWhole: kinds.every(({ _count }) => _count < MOST_OF_A_KIND),
    differences: run.differences.map(({ kind, at, detail, orderId, performanceId }) => ({
      ...{ kind: kind as MatchKind, at, detail, orderId, performanceId },
      orderCode: codes.get(orderId ?? "") ?? null,
    })),
  };
}

async function codesOf({ db }: Services, differences: readonly { readonly orderId: string | null }[]) {
  const ids = differences.flatMap(({ orderId }) => (orderId ? [orderId] : []));
  const orders = await db.order.findMany({ where: { id: { in: ids } }, select: { id: true, code: true } });
  return new Map(orders.map(({ id, code }) => [id, code]));
}

/**
 * Begins to compare an organizer's money, orders and tickets. While one comparison is under way it is the answer, whoever asks; had its job given
 * up, it is tried anew. For owner, manager and finance. Refuses NOT_SIGNED_IN and NOT_YOURS.
 */
export async function startMatch(ctx: RequestContext, organizerId: string): Promise<MatchView> {
  await requireRole(ctx, organizerId, BOOKKEEPERS);
  await ctx.db.$transaction(async (tx) => {
    const id = newId();
    const data = { id, organizerId, requestedById: ctx.caller.personId ?? "" };
    // One is under way at a time, by its key.
    await tx.matchRun.createMany({ data: [data], skipDuplicates: true });
    const open = await tx.matchRun.findFirst({ where: { organizerId, finishedAt: null }, select: { id: true } });
    if (!open) return;
    // By its key a job that waits stays one, and beside one that gave up stands a new one; beside one that runs, the second finds the comparison finished.
    await enqueue(tx, "finance.match", { runId: open.id }, { key: `finance.match:${open.id}`, queue: COMPARING });
  });
  return showMatch(ctx, organizerId);
}

/** Carries a comparison out, one question after another: the job. Killed anywhere it begins anew; one that is finished stays as it is. */
export async function runMatch(services: Services, { runId }: JobPayloads["finance.match"]): Promise<void> {
  const { db } = services;
  const { organizerId, finishedAt } = await db.matchRun.findUniqueOrThrow({ where: { id: runId } });
  if (finishedAt) return;
  const [orderCount, ticketCount] = await Promise.all([
    db.order.count({ where: { organizerId } }),
    db.ticket.count({ where: { organizerId } }),
  ]);
  const found: Prisma.MatchDifferenceCreateManyInput[] = [];
  let isComplete = true;
  for (const [at, kind] of MATCH_KINDS.entries()) {
    await db.matchRun.update({ where: { id: runId }, data: { askedCount: at, orderCount, ticketCount } });
    const differences = await differencesOf(services, organizerId, kind);
    if (differences.length >= MOST_OF_A_KIND) isComplete = false;
    for (const one of differences) found.push({ ...one, runId, kind, position: found.length });
  }
  await db.$transaction(async (tx) => {
    await tx.matchDifference.deleteMany({ where: { runId } });
    await tx.matchDifference.createMany({ data: found });
    await tellAlerts(tx, { organizerId, found, isComplete, at: services.clock.now() });
    const data = { finishedAt: services.clock.now(), askedCount: MATCH_KINDS.length };
    await tx.matchRun.update({ where: { id: runId }, data });
    const old = await tx.matchRun.findMany({
      where: { organizerId },
      orderBy: { id: "desc" },
      skip: RUNS_KEPT,
      take: RUNS_KEPT,
      select: { id: true },
    });
    await tx.matchRun.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  });
}

interface Comparison {
  readonly organizerId: string;
  readonly found: readonly Prisma.MatchDifferenceCreateManyInput[];
  /** Whether everything that does not agree was named. */
  readonly isComplete: boolean;
  readonly at: Date;
}

/** Orders that do not agree ask to be looked at; those that did and agree by now no longer do. Of orders that may not have been named, nothing is said. */
async function tellAlerts(tx: Tx, { organizerId, found, isComplete, at }: Comparison): Promise<void> {
  const odd = new Map(found.flatMap(({ orderId, detail }) => (orderId ? [[orderId, detail] as const] : [])));
  if (isComplete) {
    await tx.orderAlert.updateMany({
      where: { organizerId, kind: "doesNotAgree", settledAt: null, orderId: { notIn: [...odd.keys()] } },
      data: { settledAt: at },
    });
  }
  await raiseAlerts(tx, "doesNotAgree", odd, at);
}
