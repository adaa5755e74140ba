import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface StatProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  /** Smaller, beside the figure: "of 13,599, 62 %". */
  readonly note?: ReactNode;
  /** Colours the note, which must carry a sign of its own, or the figure where it asks to be looked at. */
  readonly trend?: "up" | "down";
  readonly tone?: "plain" | "warn" | "danger";
}

const TONES = { plain: "", warn: "text-warn", danger: "text-danger" } as const;

/** A figure with its name. Stands inside `Stats`. */
export function Stat({ label, value, note, trend, tone = "plain" }: StatProps) {
  return (
    <div className="min-w-0 border-line px-4 py-3 max-md:even:border-l max-md:odd:pl-0 max-md:nth-[n+3]:border-t md:first:pl-0 md:not-first:border-l">
      <dt className="text-13 text-text-2">{label}</dt>
      <dd
        className={classNames(
          "width-snug font-[660] text-22 leading-tight tracking-[-0.015em] tabular-nums lg:text-[1.625rem] lg:[font-stretch:84%]",
          TONES[tone],
        )}
      >
        {value}
        {note ? (
          <small
            className={classNames(
              "ml-1.5 font-[500] text-12 tracking-normal [font-stretch:100%]",
              trend === "up" ? "text-success" : trend === "down" ? "text-danger" : "text-text-2",
            )}
          >
            {note}
          </small>
        ) : null}
      </dd>
    </div>
  );
}

/** Figures side by side, parted by hairlines; they wrap on a phone. */
export function Stats({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <dl
      className={classNames(
        "grid grid-cols-2 border-line border-y md:auto-cols-fr md:grid-flow-col md:grid-cols-none",
        className,
      )}
    >
      {children}
    </dl>
  );
}
