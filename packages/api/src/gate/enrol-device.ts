import type { z } from "zod";
import { recordAudit, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import type { deviceView, enrolDeviceInput } from "./gate.schema.ts";
import { GATE_ROLES } from "./gate-access.ts";
import { rawDeviceKey } from "./raw-device-key.ts";

type EnrolDeviceInput = z.output<typeof enrolDeviceInput>;

/**
 * Enrols a device at an organizer's gates by the public half of the key it made. The same key of the same person a second time is the
 * same device. Refuses NOT_SIGNED_IN, NOT_YOURS, and DEVICE_UNKNOWN for a key that is not a point of the curve.
 */
export async function enrolDevice(ctx: RequestContext, input: EnrolDeviceInput): Promise<z.infer<typeof deviceView>> {
  const { organizerId, name, publicKey } = input;
  await requireRole(ctx, organizerId, GATE_ROLES);
  const personId = ctx.caller.personId;
  if (!personId) throw new Refusal("NOT_SIGNED_IN");
  await refuseUnlessOnCurve(publicKey);
  return ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`enrol:${publicKey.x}`}, 0))`;
    const known = await tx.gateDevice.findFirst({
      where: { organizerId, personId, revokedAt: null, publicKey: { equals: publicKey } },
    });
    if (known) return { deviceId: known.id, name: known.name };
    const device = await tx.gateDevice.create({ data: { id: newId(), organizerId, personId, name, publicKey } });
    const note = { organizerId, objectId: device.id, after: { name }, detail: { name } };
    await recordAudit(tx, ctx, { ...note, action: "gate.enrol" });
    return { deviceId: device.id, name };
  });
}

async function refuseUnlessOnCurve(publicKey: EnrolDeviceInput["publicKey"]): Promise<void> {
  try {
    const point = Uint8Array.from(Buffer.from(rawDeviceKey(publicKey), "base64url"));
    await crypto.subtle.importKey("raw", point, { name: "ECDH", namedCurve: "P-256" }, false, []);
  } catch {
    throw new Refusal("DEVICE_UNKNOWN");
  }
}
