import { CircleAlert, CircleCheck, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** Danger: something was refused. Warn: look at this. Info: good to know. Success: it is done. */
export type CalloutKind = "danger" | "warn" | "info" | "success";

const LOOKS: Record<CalloutKind, { wash: string; ink: string; Icon: LucideIcon }> = {
  danger: { wash: "bg-danger-wash", ink: "text-danger", Icon: CircleAlert },
  warn: { wash: "bg-warn-wash", ink: "text-warn", Icon: TriangleAlert },
  info: { wash: "bg-info-wash", ink: "text-info", Icon: Clock },
  success: { wash: "bg-success-wash", ink: "text-success", Icon: CircleCheck },
};

export interface CalloutProps {
  readonly kind: CalloutKind;
  /** The one sentence that matters, in heavy letters. */
  readonly title: ReactNode;
  /** In place of the kind's own icon. */
  readonly icon?: ReactNode;
  /** The way out: a line button. */
  readonly action?: ReactNode;
  /** Said at once when it appears while the page is open; leave out for what was there from the start. */
  readonly announce?: boolean;
  /** Smaller, for admin. */
  readonly dense?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A word that stands out from the page. */
export function Callout({ kind, title, icon, action, announce, dense, className, children }: CalloutProps) {
  const { wash, ink, Icon } = LOOKS[kind];
  return (
    <div
      role={announce ? (kind === "danger" ? "alert" : "status") : undefined}
      className={classNames(
        "flex leading-[1.4] forced-colors:border",
        dense ? "gap-2.5 rounded-lg px-3 py-2.5" : "gap-3 rounded-press p-4",
        wash,
        className,
      )}
    >
      <span aria-hidden="true" className={classNames("shrink-0", ink)}>
        {icon ?? <Icon size={dense ? 18 : 24} strokeWidth={1.75} />}
      </span>
      <div
        className={classNames(
          "flex min-w-0 flex-1 flex-wrap items-center gap-x-4",
          dense ? "gap-y-2 text-13" : "gap-y-3 text-14",
        )}
      >
        <div className="min-w-40 flex-1">
          <b className="font-[620]">{title}</b> {children}
        </div>
        {action}
      </div>
    </div>
  );
}
