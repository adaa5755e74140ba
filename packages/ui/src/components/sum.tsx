import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface SumLine {
  readonly label: ReactNode;
  /** Already formatted for the reader's language. */
  readonly amount: ReactNode;
  readonly key?: string;
}

export interface SumProps {
  readonly lines: readonly SumLine[];
  readonly total: SumLine;
  readonly className?: string;
}

/** The lines of an order and what they come to. */
export function Sum({ lines, total, className }: SumProps) {
  return (
    <dl className={classNames("grid gap-2", className)}>
      {lines.map((line, at) => (
        <div key={line.key ?? at} className={classNames("flex justify-between gap-4", at > 0 && "text-text-2")}>
          <dt>{line.label}</dt>
          <dd className="whitespace-nowrap tabular-nums">{line.amount}</dd>
        </div>
      ))}
      <div className="width-snug mt-1 flex justify-between gap-4 border-line border-t pt-3 font-bold text-22 tracking-[-0.015em]">
        <dt>{total.label}</dt>
        <dd className="whitespace-nowrap tabular-nums">{total.amount}</dd>
      </div>
    </dl>
  );
}
