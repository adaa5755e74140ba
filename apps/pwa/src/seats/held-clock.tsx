"use client";

import { countdown } from "@usher/client/format";
import { type ReactNode, useEffect, useRef } from "react";
import { type Deadline, useSecondsLeft } from "../format/use-seconds-left.ts";

interface HeldClockProps {
  readonly deadline: Deadline;
  readonly secondsTotal: number;
  readonly label: ReactNode;
  /** Said once, aloud and in writing, when a minute is left. */
  readonly lastMinute: string;
  readonly onOut: () => void;
}

/** How long the seats stay held. It informs: nothing blinks, and the last minute is said once. */
export function HeldClock({ deadline, secondsTotal, label, lastMinute, onOut }: HeldClockProps) {
  const left = useSecondsLeft(deadline) ?? 0;
  const isOver = left <= 0;
  const tell = useRef(onOut);
  tell.current = onOut;
  useEffect(() => {
    if (isOver) tell.current();
  }, [isOver]);
  const isLast = left <= 60 && left > 0;
  return (
    <div>
      <div className="hold">
        <span className="grow">{isLast ? lastMinute : label}</span>
        <output role="timer" className="num" aria-live="off">
          {countdown(left)}
        </output>
      </div>
      <div className="burn" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (left / Math.max(secondsTotal, 1)) * 100)}%` }} />
      </div>
      <p role="status" className="sr-only">
        {isLast ? lastMinute : ""}
      </p>
    </div>
  );
}
