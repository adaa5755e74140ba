"use client";

import { HeldTimer } from "@usher/ui";
import { useEffect, useRef } from "react";
import { type Deadline, useSecondsLeft } from "../format/use-seconds-left.ts";

interface HeldClockProps {
  readonly deadline: Deadline;
  readonly secondsTotal: number;
  readonly label: string;
  /** Said once, aloud and in writing, when a minute is left. */
  readonly lastMinute: string;
  /** What is said in the moment before `onOut` has its effect. */
  readonly gone: string;
  readonly onOut: () => void;
}

/** How long the seats stay held. It informs: nothing blinks, and the last minute is said once. */
export function HeldClock({ deadline, secondsTotal, label, lastMinute, gone, onOut }: HeldClockProps) {
  const left = useSecondsLeft(deadline) ?? 0;
  const isOver = left <= 0;
  const tell = useRef(onOut);
  tell.current = onOut;
  useEffect(() => {
    if (isOver) tell.current();
  }, [isOver]);
  return <HeldTimer secondsLeft={left} totalSeconds={secondsTotal} words={{ held: label, lastMinute, gone }} />;
}
