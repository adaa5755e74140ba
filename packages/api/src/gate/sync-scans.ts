import type { z } from "zod";
import type { RequestContext } from "../services.ts";
import type { syncScansInput, syncScansView } from "./gate.schema.ts";
import { daysOf, gateAccess } from "./gate-access.ts";
import { compareScans, findDoubles } from "./merge-scans.ts";
import { scanOfRow, writeScanWord } from "./scan-rows.ts";

type SyncScansInput = z.output<typeof syncScansInput>;
type Doubles = z.infer<typeof syncScansView>["doubles"];

/**
 * Takes in what a gate wrote while it decided alone. Device and nonce name a scan for ever: late and repeated batches
 * change nothing, and what was written first stands. Scans are facts and are kept even of tickets that were refunded
 * since. Answers which are safely written, and every double of the batch's tickets. Refuses as `gateAccess`.
 */
export async function syncScans(ctx: RequestContext, input: SyncScansInput): Promise<z.infer<typeof syncScansView>> {
  const { performance, device } = await gateAccess(ctx, input);
  if (input.scans.length > 0) await writeScans(ctx, performance, device.id, input.scans);
  const ticketIds = [...new Set(input.scans.flatMap(({ ticketId }) => (ticketId === null ? [] : [ticketId])))];
  return {
    accepted: [...new Set(input.scans.map(({ nonce }) => nonce))],
    doubles: await readDoubles(ctx, performance, ticketIds),
  };
}

/**
 * One statement. The lock is taken before any number is: batches of one performance commit in the order of their numbers,
 * so a gate that has read up to a number has missed nothing below it.
 */
async function writeScans(
  ctx: RequestContext,
  performance: { id: string; organizerId: string },
  deviceId: string,
  scans: SyncScansInput["scans"],
): Promise<void> {
  await ctx.db.$executeRaw`
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(${`scans:${performance.id}`}, 0)))
    INSERT INTO scan (organizer_id, performance_id, device_id, nonce, ticket_id, serial, verdict, scanned_at)
    SELECT ${performance.organizerId}::uuid, ${performance.id}::uuid, ${deviceId}::uuid,
      one.nonce, one.ticket_id, one.serial, one.word, to_timestamp(one.at_ms / 1000.0)
    FROM turn, unnest(
      ${scans.map(({ nonce }) => nonce)}::text[], ${scans.map(({ ticketId }) => ticketId)}::uuid[],
      ${scans.map(({ serial }) => serial)}::int[], ${scans.map(writeScanWord)}::text[],
      ${scans.map(({ atMs }) => atMs)}::float8[]
    ) AS one(nonce, ticket_id, serial, word, at_ms)
    ON CONFLICT (device_id, nonce) DO NOTHING`;
}

async function readDoubles(
  ctx: RequestContext,
  performance: Parameters<typeof daysOf>[0],
  ticketIds: readonly string[],
): Promise<Doubles> {
  const performanceId = performance.id;
  const days = daysOf(performance);
  if (ticketIds.length === 0) return [];
  const rows = await ctx.db.scan.findMany({ where: { performanceId, ticketId: { in: [...ticketIds] } } });
  const devices = await ctx.db.gateDevice.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.deviceId))] } },
    select: { id: true, name: true },
  });
  const byId = new Map(devices.map((one) => [one.id, one]));
  const doubles = findDoubles(rows.map((row) => scanOfRow(row, byId.get(row.deviceId), days)).sort(compareScans));
  if (doubles.length === 0) return [];
  const tickets = await ctx.db.ticket.findMany({
    where: { performanceId, id: { in: doubles.map(({ ticketId }) => ticketId) } },
    select: { id: true, section: true, row: true, seat: true },
  });
  const places = new Map(tickets.map(({ id, ...place }) => [id, place]));
  return doubles.map((double) => ({ ...double, place: places.get(double.ticketId) ?? null }));
}
