import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
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
        <svg width="52" height="14" viewBox="0 0 52 14" aria-hidden="true" className={classNames("shrink-0")}>
          <path
            className="animate-drift"
            d="M0 7q5.75-12 11.5 0t11.5 0 11.5 0 11.5 0 11.5 0"
            fill="none"
            stroke="#d99a00"
            strokeWidth="2.5"
            strokeLinecap="round"
            strokeDasharray="38 8"
          />
        </svg>
        <span aria-hidden="true">{words}</span>
      </div>
    </div>
  );
}
