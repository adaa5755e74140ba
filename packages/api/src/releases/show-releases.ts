import type { Role } from "@usher/db";
import { requireRole, STAFF } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { readGeometry, seatAt } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import type { ReleasesView } from "./releases.schema.ts";

const MOST_SHOWN = 100;

/** A performance for somebody with one of these roles there. Refuses NOT_FOUND, NOT_SIGNED_IN and NOT_YOURS. */
export async function requirePerformance(ctx: RequestContext, performanceId: string, roles: readonly Role[]) {
  const performance = await ctx.db.performance.findUnique({
    where: { id: performanceId },
    include: {
      event: { select: { id: true, slug: true, title: true } },
      chartRevision: { select: { geometryHash: true } },
    },
  });
  if (!performance) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, performance.organizerId, roles);
  return performance;
}

/** What of a performance is kept back, and until when. For staff. Refuses NOT_FOUND and NOT_YOURS. */
export async function showReleases(ctx: RequestContext, performanceId: string): Promise<ReleasesView> {
  const { cellCount, chartRevision } = await requirePerformance(ctx, performanceId, STAFF);
  const geometry = await readGeometry(ctx, chartRevision.geometryHash);
  // One row a place: all cells of a place are kept back together, but for those that came back from a refund one by one.
  const rows = await ctx.db.$queryRaw<{ place: number; release_id: string | null }[]>`
    SELECT DISTINCT seat_index / ${cellCount}::int AS place, release_id FROM seat_state
    WHERE performance_id = ${performanceId}::uuid AND state = 3 ORDER BY place`;
  const sectionsOf = (releaseId: string | null) => {
    const counts = new Map<string, number>();
    for (const { place, release_id } of rows) {
      // Indexes that no seat stands behind are not for sale either, and never were.
      const section = release_id === releaseId ? seatAt(geometry, place)?.section.name : undefined;
      if (section !== undefined) counts.set(section, (counts.get(section) ?? 0) + 1);
    }
    const sections = [...counts].map(([name, count]) => ({ name, count }));
    return { placeCount: sections.reduce((sum, { count }) => sum + count, 0), sections };
  };
  const releases = await ctx.db.release.findMany({
    where: { performanceId },
    orderBy: [{ openedAt: { sort: "desc", nulls: "first" } }, { opensAt: "asc" }, { id: "asc" }],
    take: MOST_SHOWN,
  });
  return {
    releases: releases.map(({ id, name, opensAt, openedAt }) => ({
      ...{ id, name, opensAt: opensAt?.toISOString() ?? null, openedAt: openedAt?.toISOString() ?? null },
      ...sectionsOf(id),
    })),
    keptBack: sectionsOf(null),
  };
}
