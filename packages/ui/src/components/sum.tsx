import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface SumLine {
  readonly label: ReactNode;
  /** Already formatted for the reader's language. */
  readonly amount: ReactNode;
  /** Quieter letters, for what belongs to the line above. Left out, every line but the first is quiet. */
  readonly quiet?: boolean;
  readonly key?: string;
}

export interface SumProps {
  readonly lines: readonly SumLine[];
  readonly total: SumLine;
  /** What happened to the total since: money given back. */
  readonly after?: readonly SumLine[];
  readonly className?: string;
}

/** The lines of an order and what they come to. */
export function Sum({ lines, total, after = [], className }: SumProps) {
  const drawn = (line: SumLine, at: number, isQuiet: boolean) => (
    <div key={line.key ?? at} className={classNames("flex justify-between gap-4", isQuiet && "text-text-2")}>
      <dt>{line.label}</dt>
      <dd className="whitespace-nowrap tabular-nums">{line.amount}</dd>
    </div>
  );
  return (
    <dl className={classNames("grid gap-2", className)}>
      {lines.map((line, at) => drawn(line, at, line.quiet ?? at > 0))}
      <div className="width-snug mt-1 flex justify-between gap-4 border-line border-t pt-3 font-bold text-22 tracking-[-0.015em]">
        <dt>{total.label}</dt>
        <dd className="whitespace-nowrap text-right tabular-nums">{total.amount}</dd>
      </div>
      {after.map((line, at) => drawn(line, at, line.quiet ?? false))}
    </dl>
  );
}
