import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface TrustRowProps {
  /** Usually three: verified, guaranteed, refund rule. Icons of 20 px. */
  readonly reasons: readonly { readonly key: string; readonly icon: ReactNode; readonly words: ReactNode }[];
  readonly className?: string;
}

/** Why one may buy here without worry. */
export function TrustRow({ reasons, className }: TrustRowProps) {
  return (
    <ul className={classNames("grid auto-cols-fr grid-flow-col divide-x divide-line border-line border-y", className)}>
      {reasons.map(({ key, icon, words }) => (
        <li key={key} className="grid content-start gap-1.5 py-3 pr-2 font-[560] text-13 not-first:pl-3">
          <span aria-hidden="true" className="text-success [&_svg]:size-5">
            {icon}
          </span>
          {words}
        </li>
      ))}
    </ul>
  );
}
