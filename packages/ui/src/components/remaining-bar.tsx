import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface RemainingBarProps {
  /** How many are free in the primary sale and by resale, and how many there are in all. */
  readonly left: number;
  readonly resale?: number;
  readonly capacity: number;
  /** "1,204 left of 13,599". */
  readonly words: ReactNode;
  /** "86 of them resale". */
  readonly resaleWords?: ReactNode;
  readonly className?: string;
}

/** How many are left, as a bar: a fact instead of a push. */
export function RemainingBar({ left, resale = 0, capacity, words, resaleWords, className }: RemainingBarProps) {
  // The last few of many are still to be seen.
  const percent = (count: number) =>
    `${capacity > 0 && count > 0 ? Math.min(100, Math.max(1, (100 * count) / capacity)) : 0}%`;
  const primary = Math.max(0, left - resale);
  return (
    <div className={className}>
      <div className="mb-2 flex justify-between gap-4 text-14 tabular-nums">
        <span>{words}</span>
        {resaleWords ? <span className="text-text-2">{resaleWords}</span> : null}
      </div>
      <div
        aria-hidden="true"
        className={classNames("flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-sunk forced-colors:border")}
      >
        <i className="bg-text forced-colors:bg-[CanvasText]" style={{ width: percent(primary) }} />
        {resale > 0 ? (
          <i className="bg-seat-resale forced-colors:bg-[Highlight]" style={{ width: percent(resale) }} />
        ) : null}
      </div>
    </div>
  );
}
