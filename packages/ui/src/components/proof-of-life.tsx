import type { ReactNode } from "react";
import { burningTicks, RING_SIDE, TICKS } from "../ticks.ts";

export interface ProofOfLifeProps {
  /** Seconds until the next code; whoever shows it counts, four times a second. */
  readonly secondsLeft: number;
  /** How long a code lives, in seconds. */
  readonly lifetimeSeconds?: number;
  /** "Live at 18:52:07, new code in 10 s". Changes every second, so it is not read out. */
  readonly words: ReactNode;
  /** The code. */
  readonly children: ReactNode;
  readonly className?: string;
}

/** Five waves of 23 units. Two of them are a dash with its gap, so after 46 units the picture is the same again. */
const WAVE = `M0 7q5.75-12 11.5 0${"t11.5 0".repeat(9)}`;

/**
 * What a screenshot cannot show: sixty ticks round the code that go out in fifteen seconds, a wave that drifts, a clock
 * that runs. Without motion the wave stands still and the ticks and the clock go on, since they are figures.
 */
export function ProofOfLife({ secondsLeft, lifetimeSeconds = 15, words, children, className }: ProofOfLifeProps) {
  const burning = burningTicks(secondsLeft, lifetimeSeconds);
  return (
    <div className={className} style={{ forcedColorAdjust: "none" }}>
      <div className="relative mx-auto mt-2 aspect-square w-full max-w-83 bg-code-ground">
        <svg viewBox={`0 0 ${RING_SIDE} ${RING_SIDE}`} aria-hidden="true" className="absolute inset-0 size-full">
          {TICKS.map(({ x, y, dx, dy }, at) => (
            <path
              key={`${x} ${y}`}
              d={`M${x} ${y}l${dx} ${dy}`}
              stroke={at < burning ? "var(--code-ink)" : "#d3d9db"}
              strokeWidth={at < burning ? 4 : 3}
              strokeLinecap="round"
            />
          ))}
        </svg>
        {/* 18 units keep the code's own free edge clear of the ticks. */}
        <div className="absolute inset-[5.4%] [&>svg]:size-full">{children}</div>
      </div>
      <div className="flex items-center justify-center gap-2 pt-0.5 pb-1 text-13 text-code-ink tabular-nums">
        {/* A picture that is moved as a whole is painted once: a ticket may be open for an hour on one battery. */}
        <span className="h-3.5 w-13 shrink-0 overflow-hidden">
          <svg aria-hidden="true" width="115" height="14" viewBox="0 0 115 14" className="max-w-none animate-drift">
            <path
              d={WAVE}
              pathLength="115"
              fill="none"
              stroke="#d99a00"
              strokeWidth="2.5"
              strokeLinecap="round"
              strokeDasharray="38 8"
            />
          </svg>
        </span>
        <span aria-hidden="true">{words}</span>
      </div>
    </div>
  );
}
