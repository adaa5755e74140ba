import type { z } from "zod";
import type { RequestContext } from "../services.ts";
import { ensureGateSecrets, publicKeys } from "../tickets/index.ts";
import { packTicketIds } from "./entry-list.ts";
import type { gateBundleInput, gateBundleView } from "./gate.schema.ts";
import { daysOf, gateAccess } from "./gate-access.ts";
import type { GateDay } from "./gate-days.ts";
import { rawDeviceKey } from "./raw-device-key.ts";
import { ENTRANCE, scanOfRow } from "./scan-rows.ts";
import { sealGateSecret } from "./seal-gate-secret.ts";

type GateBundleInput = z.output<typeof gateBundleInput>;
type GateAccess = Awaited<ReturnType<typeof gateAccess>>;

const PAGE = 5_000;
const MOST_OTHER_DAYS = 4;
/** Twice as long as any transaction lives: what is unseen still has a higher number than a revocation that old. */
const SETTLED_AFTER_MS = 60_000;

/**
 * What a gate needs to decide alone, from its cursors on, in pages of at most 5,000 lines each of revocations and scans. Secrets
 * are sealed to this device: the current one and those before it that are not retired. Refuses as `gateAccess`.
 */
export async function gateBundle(ctx: RequestContext, input: GateBundleInput): Promise<z.infer<typeof gateBundleView>> {
  const { performance, device } = await gateAccess(ctx, input);
  const days = daysOf(performance);
  const isFirst = input.sinceRevocation === "0" && input.sinceScan === "0";
  const [keys, sealedSecrets, revoked, scanned, ticketCount, otherDays] = await Promise.all([
    publicKeys(ctx),
    sealSecrets(ctx, performance.id, device),
    readRevocations(ctx, performance.id, BigInt(input.sinceRevocation)),
    readScans(ctx, { performanceId: performance.id, days }, device.id, BigInt(input.sinceScan)),
    ctx.db.ticket.count({ where: { performanceId: performance.id, status: "valid" } }),
    isFirst ? readOtherDays(ctx, performance) : [],
  ]);
  const gate = { name: device.name, directions: "", zones: [] };
  return {
    serverTimeMs: ctx.clock.nowMs(),
    performance: {
      id: performance.id,
      title: performance.event.title,
      startsAt: performance.startsAt.toISOString(),
      venueName: performance.venue.name,
      timeZone: performance.venue.timeZone,
    },
    gate,
    gates: [gate],
    checkpoint: ENTRANCE,
    days,
    publicKeys: keys,
    sealedSecrets,
    otherDays,
    revocations: revoked.revocations,
    scans: scanned.scans,
    revocationCursor: revoked.cursor.toString(),
    scanCursor: scanned.cursor.toString(),
    complete: revoked.complete && scanned.complete,
    ticketCount,
  };
}

async function sealSecrets(ctx: RequestContext, performanceId: string, device: GateAccess["device"]) {
  const deviceKey = rawDeviceKey(device.publicKey);
  const secrets = await ensureGateSecrets(ctx, performanceId);
  return Promise.all(
    secrets.map(async ({ version, secret }) => {
      const address = { deviceId: device.id, performanceId, secretVersion: version };
      return { version, sealed: await sealGateSecret(deviceKey, secret, address) };
    }),
  );
}

/**
 * Numbers are given when a revocation is written and seen when its refund commits, so a lower one may appear after a
 * higher. The last page therefore leaves the cursor at the newest line that is older than a minute; younger ones come again.
 */
async function readRevocations(ctx: RequestContext, performanceId: string, since: bigint) {
  const rows = await ctx.db.revocation.findMany({
    where: { performanceId, id: { gt: since } },
    orderBy: { id: "asc" },
    take: PAGE,
  });
  const complete = rows.length < PAGE;
  const revocations = rows.map(({ ticketId, minimumSerial, isFinal }) => ({
    ticketId,
    liveFrom: isFinal ? null : minimumSerial,
  }));
  if (!complete) return { revocations, complete, cursor: rows.at(-1)?.id ?? since };
  // By the database's own clock, which also wrote the moment of each line.
  const [settled] = await ctx.db.$queryRaw<{ id: bigint }[]>`
    SELECT coalesce(max(id), 0) AS id FROM revocation
    WHERE performance_id = ${performanceId}::uuid AND at < now() - make_interval(secs => ${SETTLED_AFTER_MS / 1_000})`;
  const last = rows.at(-1)?.id ?? since;
  const settledId = settled?.id ?? 0n;
  return { revocations, complete, cursor: settledId < last ? settledId : last };
}

/** Scans become visible in the order of their numbers, since `sync-scans.ts` writes one batch of a performance at a time. */
async function readScans(
  ctx: RequestContext,
  { performanceId, days }: { performanceId: string; days: readonly GateDay[] },
  deviceId: string,
  since: bigint,
) {
  const rows = await ctx.db.scan.findMany({
    where: {
      performanceId,
      id: { gt: since },
      deviceId: { not: deviceId },
      NOT: { verdict: { startsWith: "refused/" } },
    },
    orderBy: { id: "asc" },
    take: PAGE,
  });
  const devices = await ctx.db.gateDevice.findMany({
    where: { id: { in: [...new Set(rows.map((row) => row.deviceId))] } },
    select: { id: true, name: true },
  });
  const byId = new Map(devices.map((one) => [one.id, one]));
  return {
    scans: rows.map((row) => scanOfRow(row, byId.get(row.deviceId), days)),
    cursor: rows.at(-1)?.id ?? since,
    complete: rows.length < PAGE,
  };
}

/** The days of the same event that are nearest, so that the gate can say which day a ticket is for. */
async function readOtherDays(ctx: RequestContext, { id, eventId, startsAt, venue }: GateAccess["performance"]) {
  const others = await ctx.db.performance.findMany({
    where: { eventId, id: { not: id }, status: "published" },
    select: { id: true, startsAt: true },
  });
  const distance = (moment: Date) => Math.abs(moment.getTime() - startsAt.getTime());
  const nearest = others.sort((a, b) => distance(a.startsAt) - distance(b.startsAt)).slice(0, MOST_OTHER_DAYS);
  const words = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: venue.timeZone,
  });
  return Promise.all(
    nearest.map(async (other) => {
      const tickets = await ctx.db.ticket.findMany({ where: { performanceId: other.id }, select: { id: true } });
      const ticketIds = packTicketIds(tickets.map((ticket) => ticket.id));
      return { name: words.format(other.startsAt), ticketIds: Buffer.from(ticketIds).toString("base64url") };
    }),
  );
}
