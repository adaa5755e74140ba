import type { Role } from "@usher/db";
import { requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import type { RequestContext } from "../services.ts";

/** Who may stand at a gate. */
export const GATE_ROLES: readonly Role[] = ["owner", "manager", "boxOffice", "gate"];

const AT_THE_GATE = {
  id: true,
  organizerId: true,
  eventId: true,
  startsAt: true,
  event: { select: { title: true } },
  venue: { select: { name: true, timeZone: true } },
} as const;

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
