import { Clock } from "lucide-react";
import { classNames } from "../class-names.ts";
import { clockFigures, heldPhase } from "../held-time.ts";

export interface HeldTimerProps {
  /** Seconds left; whoever shows the timer counts. */
  readonly secondsLeft: number;
  /** How long the hold was in all, in seconds: the length of the bar. */
  readonly totalSeconds: number;
  /** "Held for you", "1 minute left", "The time is out". */
  readonly words: { readonly held: string; readonly lastMinute: string; readonly gone: string };
  /** Only the clock and its figures, for a bar at the top. */
  readonly compact?: boolean;
  readonly className?: string;
}

/**
 * The time that seats are held. Nothing blinks or reddens: within the last minute the words change, and a live
 * region says so once, because it is written anew only when the phase changes.
 */
export function HeldTimer({ secondsLeft, totalSeconds, words, compact, className }: HeldTimerProps) {
  const phase = heldPhase(secondsLeft);
  const share = totalSeconds > 0 ? Math.min(1, Math.max(0, secondsLeft / totalSeconds)) : 0;
  const announcement = (
    <span role="status" className="sr-only">
      {phase === "held" ? "" : words[phase]}
    </span>
  );
  if (compact) {
    return (
      <div className={classNames("inline-flex items-center gap-1.5 font-[650]", className)}>
        <Clock size={18} aria-hidden="true" />
        <span role="timer" aria-live="off" aria-label={words[phase]} className="tabular-nums">
          {clockFigures(secondsLeft)}
        </span>
        {announcement}
      </div>
    );
  }
  return (
    <div className={className}>
      <div
        className={classNames(
          "flex items-center gap-3 text-14",
          phase === "held" ? "font-[560]" : phase === "lastMinute" ? "font-bold" : "font-[560] text-text-2",
        )}
      >
        <span className="flex-1">{words[phase]}</span>
        <span role="timer" aria-live="off" aria-label={words[phase]} className="font-bold text-16 tabular-nums">
          {clockFigures(secondsLeft)}
        </span>
      </div>
      <div aria-hidden="true" className="mt-2 h-1 overflow-hidden rounded-full bg-sunk forced-colors:border">
        <i
          className="block h-full origin-left rounded-full bg-torch forced-colors:bg-[Highlight]"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
      {announcement}
    </div>
  );
}
