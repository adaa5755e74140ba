import { X } from "lucide-react";
import * as Slot from "radix-ui/slot";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface ChipProps extends ComponentProps<"button"> {
  /** On or off; left out, the chip only leads somewhere. */
  readonly pressed?: boolean;
  /** How many it would leave. */
  readonly count?: ReactNode;
  /** Shows the cross of a filter that a press takes away. */
  readonly removable?: boolean;
  readonly asChild?: boolean;
}

/** A filter. Disabled it is struck through; say beside it why. */
export function Chip({ pressed, count, removable, asChild, className, children, type, ...rest }: ChipProps) {
  const looks = classNames(
    "relative inline-flex min-h-10 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border px-4 font-[560] text-14 no-underline transition duration-(--fast)",
    "before:absolute before:inset-x-0 before:-inset-y-1",
    pressed
      ? "border-text bg-text text-page forced-colors:forced-color-adjust-none forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]"
      : "border-line bg-raised hover:border-edge",
    "disabled:bg-transparent disabled:text-text-3 disabled:line-through disabled:hover:border-line",
    className,
  );
  const inside = (
    <>
      {count === undefined ? null : (
        <span className={classNames("font-[520] tabular-nums", pressed ? "opacity-80" : "text-text-3")}>{count}</span>
      )}
      {removable ? <X size={18} aria-hidden="true" className="-mr-1" /> : null}
    </>
  );
  if (asChild) {
    return (
      <Slot.Root {...rest} className={looks}>
        <Slot.Slottable>{children}</Slot.Slottable>
        {inside}
      </Slot.Root>
    );
  }
  return (
    <button {...rest} type={type ?? "button"} aria-pressed={pressed} className={looks}>
      {children}
      {inside}
    </button>
  );
}

/** A row of chips that scrolls sideways on a phone and wraps where there is room. */
export function ChipRow({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll sideways in every browser.
    <div
      role="group"
      aria-label={label}
      className={classNames(
        "flex gap-2 overflow-x-auto px-5 py-1.5 [scrollbar-width:none] lg:flex-wrap lg:px-0",
        className,
      )}
    >
      {children}
    </div>
  );
}

/** What a pill means; its dot and its words say it too. */
export type PillKind = "success" | "warn" | "danger" | "info" | "plain";

const PILLS: Record<PillKind, string> = {
  success: "bg-success-wash text-success",
  warn: "bg-warn-wash text-warn",
  danger: "bg-danger-wash text-danger",
  info: "bg-info-wash text-info",
  plain: "bg-sunk text-text-2",
};

/** A small state beside a name. */
export function Pill({
  kind = "plain",
  className,
  children,
}: {
  readonly kind?: PillKind;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-[620] text-12 forced-colors:border",
        PILLS[kind],
        className,
      )}
    >
      <i aria-hidden="true" className="size-[7px] rounded-full bg-current" />
      {children}
    </span>
  );
}
