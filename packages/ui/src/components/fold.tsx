import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface FoldProps {
  readonly title: ReactNode;
  /** Stands at the right of the title: a count, a price. */
  readonly detail?: ReactNode;
  /** Colour of the dot before the title, such as `var(--tier-2)`. */
  readonly ink?: string;
  readonly open?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part that opens in place, without script. */
export function Fold({ title, detail, ink, open, className, children }: FoldProps) {
  return (
    <details open={open} className={classNames("group border-line border-t", className)}>
      <summary className="flex min-h-15 cursor-pointer list-none items-center gap-3 py-2 [&::-webkit-details-marker]:hidden">
        {ink ? <i aria-hidden="true" className="size-3 shrink-0 rounded-full" style={{ background: ink }} /> : null}
        <span className="min-w-0 flex-1 font-[620]">{title}</span>
        {detail ? <span className="text-14 text-text-2 tabular-nums">{detail}</span> : null}
        <ChevronDown
          size={20}
          aria-hidden="true"
          className="shrink-0 text-text-2 transition duration-(--base) group-open:rotate-180"
        />
      </summary>
      <div className="pb-4">{children}</div>
    </details>
  );
}
