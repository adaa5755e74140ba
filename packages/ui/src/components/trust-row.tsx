import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface TrustRowProps {
  /** What the three are together, for those who do not see them side by side. */
  readonly label?: string;
  /** Usually three: verified, guaranteed, refund rule. Icons of 20 px. Where the words are a link, `after:absolute after:inset-0` on it makes the whole field its target. */
  readonly reasons: readonly { readonly key: string; readonly icon: ReactNode; readonly words: ReactNode }[];
  readonly className?: string;
}

/** Why one may buy here without worry. */
export function TrustRow({ label, reasons, className }: TrustRowProps) {
  return (
    <ul
      aria-label={label}
      className={classNames("grid auto-cols-fr grid-flow-col divide-x divide-line border-line border-y", className)}
    >
      {reasons.map(({ key, icon, words }) => (
        <li
          key={key}
          className="relative grid content-start gap-1.5 py-3 pr-2 font-[560] text-13 not-first:pl-3 lg:grid-cols-[20px_1fr] lg:content-center lg:gap-3 lg:text-14"
        >
          <span aria-hidden="true" className="text-success [&_svg]:size-5">
            {icon}
          </span>
          {words}
        </li>
      ))}
    </ul>
  );
}
