import type { Prisma, Role } from "@usher/db";
import { requireRole } from "../accounts/index.ts";
import { boughtPart, cellsIn } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";
import type { GateDay } from "./gate-days.ts";

/** Who may stand at a gate. */
export const GATE_ROLES: readonly Role[] = ["owner", "manager", "boxOffice", "gate"];

const AT_THE_GATE = {
  id: true,
  organizerId: true,
  eventId: true,
  startsAt: true,
  doorsAt: true,
  endsAt: true,
  cells: true,
  event: { select: { title: true } },
  venue: { select: { name: true, timeZone: true } },
} as const;

type AtTheGate = Prisma.PerformanceGetPayload<{ select: typeof AT_THE_GATE }>;

/** The days of a fair, for its gates; none of anything else. */
export function daysOf({ cells, venue }: AtTheGate): GateDay[] {
  const words = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: venue.timeZone,
  });
  return cellsIn(cells, "en")
    .filter(({ fromName }) => fromName === null)
    .map(({ startsAt, endsAt }) => ({ name: words.format(startsAt).replace(",", ""), endsAtMs: endsAt.getTime() }));
}

/** What a ticket is good for, as staff are told; null for all there is. */
export function partOf(
  performance: AtTheGate,
  { fromCell, toCell }: { readonly fromCell: number; readonly toCell: number },
): { from: number; to: number; name: string } | null {
  const cells = cellsIn(performance.cells, "en");
  if (cells.length === 0) return null;
  const days = daysOf(performance).slice(fromCell, toCell);
  const { fromName, toName } = boughtPart(performance, { from: fromCell, to: toCell }, "en");
  const name = fromName === null ? days.map((day) => day.name).join(", ") : `${fromName} to ${toName}`;
  return { from: fromCell, to: toCell, name };
}

/**
 * The performance and the enrolled device a gate's call is about, read fresh on each call. Refuses NOT_FOUND,
 * NOT_SIGNED_IN, NOT_YOURS, and DEVICE_UNKNOWN for a device of another organizer or one that was taken off the gate.
 */
export async function gateAccess(
  ctx: RequestContext,
  { performanceId, deviceId }: { performanceId: string; deviceId: string },
) {
  if (!ctx.caller.personId) throw new Refusal("NOT_SIGNED_IN");
  const [performance, device] = await Promise.all([
    ctx.db.performance.findUnique({ where: { id: performanceId }, select: AT_THE_GATE }),
    ctx.db.gateDevice.findUnique({ where: { id: deviceId } }),
  ]);
  if (!performance) throw new Refusal("NOT_FOUND");
  await requireRole(ctx, performance.organizerId, GATE_ROLES);
  const isEnrolled = device && device.organizerId === performance.organizerId && device.revokedAt === null;
  if (!isEnrolled) throw new Refusal("DEVICE_UNKNOWN");
  return { performance, device: device };
}
