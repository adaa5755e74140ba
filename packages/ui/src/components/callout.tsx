import { CircleAlert, CircleCheck, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode, Ref } from "react";
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
  /**
   * Said when it appears while the page is open; leave out for what was there from the start. Danger breaks in, the
   * others wait for a pause, unless the word is given here.
   */
  readonly announce?: boolean | "alert" | "status";
  /** The title has a line of its own, larger, and what else there is stands below: for what stands in the way. */
  readonly stacked?: boolean;
  readonly ref?: Ref<HTMLDivElement>;
  /** Smaller, for admin. */
  readonly dense?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A word that stands out from the page. */
export function Callout({
  kind,
  title,
  icon,
  action,
  announce,
  stacked,
  dense,
  ref,
  className,
  children,
}: CalloutProps) {
  const { wash, ink, Icon } = LOOKS[kind];
  const inWords = announce === true ? (kind === "danger" ? "alert" : "status") : announce || undefined;
  return (
    <div
      ref={ref}
      role={inWords}
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
      {stacked ? (
        <div className={classNames("min-w-0 flex-1", dense ? "text-13" : "text-14")}>
          <b className={classNames("block font-[620]", !dense && "text-16 leading-[1.4]")}>{title}</b>
          {children}
          {action ? <div className={classNames("flex flex-wrap gap-2", dense ? "mt-2" : "mt-3")}>{action}</div> : null}
        </div>
      ) : (
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
      )}
    </div>
  );
}
