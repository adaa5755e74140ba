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

/** What tickets are good for, as staff are told: asked ticket by ticket, worked out once a span. null where places are sold whole. */
export function partsOf(performance: AtTheGate) {
  const days = daysOf(performance);
  const parts = new Map<string, { from: number; to: number; name: string }>();
  return ({ fromCell: from, toCell: to }: { readonly fromCell: number; readonly toCell: number }) => {
    if (performance.cells.length === 0) return null;
    const known = parts.get(`${from} ${to}`);
    if (known) return known;
    const { fromName, toName } = boughtPart(performance, { from, to }, "en");
    const ofDays = days.slice(from, to).map((day) => day.name);
    const part = { from, to, name: fromName === null ? ofDays.join(", ") : `${fromName} to ${toName}` };
    parts.set(`${from} ${to}`, part);
    return part;
  };
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
