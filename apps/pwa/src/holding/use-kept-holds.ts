"use client";

import type { HoldView } from "@usher/api/contract";
import { useEffect, useState } from "react";
import { type Deadline, deadlineIn } from "../format/use-seconds-left.ts";
import { forgetHold, type KeptHold, readKeptHolds } from "./kept-holds.ts";

export interface StillHeld extends KeptHold {
  readonly deadline: Deadline;
  /** The order that is paying for the seats, once there is one. */
  readonly orderId: string | null;
}

/** A plain request, so that pages which only show things stay without the client and cache that the others need. */
async function askFor({ performanceId }: KeptHold): Promise<HoldView | undefined> {
  const input = encodeURIComponent(JSON.stringify({ performanceId }));
  const response = await fetch(`/api/trpc/holds.mine?input=${input}`);
  if (!response.ok) throw new Error(`Holds: ${response.status}`);
  const body = (await response.json()) as { result: { data: { holds: HoldView[] } } };
  return body.result.data.holds.at(-1);
}

async function stillHeld(kept: KeptHold): Promise<StillHeld | null> {
  const hold = await askFor(kept);
  if (hold && hold.secondsLeft > 0) return { ...kept, deadline: deadlineIn(hold.secondsLeft), orderId: hold.orderId };
  forgetHold(kept.performanceId);
  return null;
}

/**
 * What this browser still holds, asked anew whenever the page is seen again. Somebody who holds nothing asks nothing.
 */
export function useKeptHolds(): readonly StillHeld[] {
  const [holds, setHolds] = useState<readonly StillHeld[]>([]);
  useEffect(() => {
    let isOver = false;
    const refresh = () => {
      const kept = readKeptHolds();
      if (document.visibilityState !== "visible" || kept.length === 0) return;
      Promise.all(kept.map((one) => stillHeld(one).catch(() => null))).then((answers) => {
        if (!isOver) setHolds(answers.filter((answer) => answer !== null));
      });
    };
    refresh();
    document.addEventListener("visibilitychange", refresh);
    window.addEventListener("pageshow", refresh);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", refresh);
      window.removeEventListener("pageshow", refresh);
    };
  }, []);
  return holds;
}
