import { Prisma } from "@usher/db";

/**
 * The key of the advisory lock between claims, which share it, and rebuilds of a performance's map, which have it alone.
 */
export function availabilityLock(performanceId: string): Prisma.Sql {
  return Prisma.sql`hashtextextended(${`availability:${performanceId}`}, 0)`;
}
