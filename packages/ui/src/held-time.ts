/** Whether there is time, only the last minute, or none. */
export type HeldPhase = "held" | "lastMinute" | "gone";

/** Which phase a hold is in, by its seconds left. */
export function heldPhase(secondsLeft: number): HeldPhase {
  if (secondsLeft <= 0) return "gone";
  return secondsLeft <= 60 ? "lastMinute" : "held";
}

/** "7:42": minutes and seconds, rounded up so that 0:00 means that nothing is left. */
export function clockFigures(secondsLeft: number): string {
  const whole = Math.max(0, Math.ceil(secondsLeft));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
