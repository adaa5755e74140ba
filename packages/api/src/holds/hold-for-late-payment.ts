import { createHash } from "node:crypto";
import { availabilityKeys, cursorsKey, type HeldSeats, requestKey, withEpoch } from "../availability/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { readGeometry } from "../seating/index.ts";
import type { Services } from "../services.ts";
import { readHoldAnswer } from "./hold-answer.ts";
import { quotaLines } from "./performance-on-sale.ts";
import { holdSeatsScript } from "./scripts.ts";

const LIFETIME_MS = 120_000;
const NO_LIMIT = 1_000_000;

/**
 * Holds the seats of an order whose money came after it was closed: like any buyer, all or none, and also after the
 * sale has ended. Returns the hold's id; a repeat has the same. Refuses SEAT_TAKEN and QUOTA_REACHED.
 */
export async function holdForLatePayment(
  services: Services,
  performanceId: string,
  { seatIndexes, span }: Pick<HeldSeats, "seatIndexes" | "span">,
  buyerKey: string,
): Promise<string> {
  const performance = await services.db.performance.findUnique({
    where: { id: performanceId },
    select: {
      seatCount: true,
      cellCount: true,
      quotas: { select: { capacity: true, chartCategories: true } },
      chartRevision: { select: { geometryHash: true } },
    },
  });
  if (!performance) throw new Refusal("NOT_FOUND");
  const { quotas, chartRevision } = performance;
  const rules = quotas.length > 0 ? quotaLines(await readGeometry(services, chartRevision.geometryHash), quotas) : [];
  const lines = seatIndexes.flatMap((index) => ["s", index]);
  const keys = [
    ...availabilityKeys(services.redis, performanceId),
    requestKey(services.redis, performanceId, buyerKey, `late ${span.from}-${span.to}`),
    cursorsKey(services.redis, performanceId),
  ];
  const fingerprint = createHash("sha1").update(lines.join(" ")).digest("hex");
  const own = newId();
  const answer = await withEpoch(services, performanceId, (epoch) =>
    holdSeatsScript.run<unknown[]>(services.redis, keys, [
      epoch,
      buyerKey,
      own,
      "place",
      LIFETIME_MS,
      NO_LIMIT,
      fingerprint,
      performance.seatCount,
      performance.cellCount,
      span.from,
      span.to - span.from,
      ...lines,
      ...rules,
    ]),
  );
  if (answer?.[0] !== 1) readHoldAnswer(answer, { performanceId, holdId: own, epoch: 0 });
  return String(answer?.[4]).slice(1);
}
