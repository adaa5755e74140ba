import { Refusal } from "../errors.ts";
import type { HoldView } from "./holds.schema.ts";

const secondsOf = (milliseconds: unknown) => Math.ceil(Number(milliseconds) / 1_000);

/** A script's answer as the view of a hold, or the refusal that its code stands for. */
export function readHoldAnswer(
  answer: readonly unknown[] | undefined,
  hold: { performanceId: string; holdId: string; epoch: number; orderId?: string | null },
): HoldView {
  if (!answer) throw new Refusal("NOT_FOUND");
  refuseByCode(answer);
  const [, version, leftMs, lifetimeMs, from, to, ...seats] = answer.map(Number);
  return {
    holdId: hold.holdId,
    performanceId: hold.performanceId,
    seats,
    span: { from: Number(from), to: Number(to) },
    secondsLeft: secondsOf(leftMs),
    secondsTotal: secondsOf(lifetimeMs),
    orderId: hold.orderId ?? null,
    version: `${hold.epoch}:${version}`,
  };
}

export function refuseByCode(answer: readonly unknown[]): void {
  const code = Number(answer[0]);
  if (code === 1) return;
  if (code === -1) throw new Refusal("SEAT_TAKEN", { seats: answer.slice(1).map(Number) });
  if (code === -2) throw new Refusal("MAP_REBUILDING");
  if (code === -3) throw new Refusal("LIMIT_REACHED", { held: Number(answer[1]) });
  if (code === -4) throw new Refusal("SEATS_GONE", { run: Number(answer[1]) });
  if (code === -5) throw new Refusal("REQUEST_REUSED");
  if (code === -6) throw new Refusal("HOLD_GONE");
  if (code === -7) throw new Refusal("SEAT_UNKNOWN", { seat: Number(answer[1]) });
  if (code === -8) throw new Refusal("HOLD_IN_CHECKOUT", { orderId: String(answer[1]).slice(1) });
  if (code === -10) throw new Refusal("QUOTA_REACHED", { left: Number(answer[1]) });
  throw new Error(`Unknown answer ${code} of a hold script`);
}
