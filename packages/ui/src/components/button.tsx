import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";
import { Spinner } from "./spinner.tsx";

/**
 * Torch is the one next step of a screen, ink a lesser one, line a way out, quiet everything else; danger is admin's.
 * Night stands on the gate's ground, which is dark by day too.
 */
export type ButtonKind = "torch" | "ink" | "line" | "quiet" | "danger" | "night";

/** Regular is 52 px high, small 44 with a reach of 48, dense 32 for a pointer in admin, 44 where it is a finger. */
export type ButtonSize = "regular" | "small" | "dense";

export interface ButtonProps extends ComponentProps<"button"> {
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
  /** Takes the whole width. */
  readonly wide?: boolean;
  /** Shows that it works, and takes no second press; it keeps its focus. */
  readonly busy?: boolean;
  /** Dresses the only child instead, such as a link of the app's router. */
  readonly asChild?: boolean;
}

const KINDS: Record<ButtonKind, string> = {
  torch:
    "border border-transparent bg-torch text-on-torch enabled:hover:bg-torch-press [a&]:hover:bg-torch-press forced-colors:forced-color-adjust-none forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]",
  ink: "border border-transparent bg-text text-page hover:bg-text/88",
  line: "border-[1.5px] border-edge enabled:hover:border-text [a&]:hover:border-text",
  quiet: "border border-transparent bg-sunk hover:bg-line",
  danger: "border-[1.5px] border-danger text-danger hover:bg-danger-wash",
  night: "border border-transparent bg-[#1d2529] text-on-dark enabled:hover:bg-[#2a3236]",
};

const SIZES: Record<ButtonSize, string> = {
  regular: "min-h-13 rounded-press px-6 text-16",
  small: "relative min-h-11 rounded-press px-4 text-14 before:absolute before:inset-x-0 before:-inset-y-0.5",
  dense: "min-h-8 rounded-lg px-3 text-13 pointer-coarse:min-h-11 [&_svg]:size-4",
};

const OFF =
  "disabled:cursor-not-allowed disabled:border-transparent disabled:bg-sunk disabled:text-text-3 disabled:hover:bg-sunk forced-colors:disabled:border-[GrayText] forced-colors:disabled:bg-[ButtonFace] forced-colors:disabled:text-[GrayText]";

// The switched-off colours of the theme would be a bright patch on the gate's ground.
const OFF_AT_NIGHT = "disabled:cursor-not-allowed disabled:opacity-40";

// Under a pointer a line button stands among many, so its line steps back.
const DENSE_LINE = "border border-line bg-raised hover:border-edge";

/** The classes of a button, for something that must look like one and cannot be one. */
export function buttonClass(kind: ButtonKind = "line", size: ButtonSize = "regular", wide = false): string {
  return classNames(
    "inline-flex select-none items-center justify-center gap-2 whitespace-nowrap font-[650] leading-tight tracking-[-0.005em] no-underline transition duration-(--fast) active:scale-[0.985]",
    "[&_svg]:shrink-0",
    size !== "dense" && "[&_svg]:size-[18px]",
    kind === "night" ? OFF_AT_NIGHT : OFF,
    kind === "line" && size === "dense" ? DENSE_LINE : KINDS[kind],
    SIZES[size],
    wide && "w-full",
  );
}

/** A button. Its name is its children; while busy it says so and ignores presses. */
export function Button({
  kind = "line",
  size,
  wide,
  busy,
  asChild,
  className,
  children,
  onClick,
  type,
  ...rest
}: ButtonProps) {
  const looks = classNames(buttonClass(kind, size, wide), busy && "cursor-progress", className);
  if (asChild) {
    return (
      <Slot.Root {...rest} onClick={onClick} className={looks}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      {...rest}
      type={type ?? "button"}
      className={looks}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Spinner /> : null}
      {children}
    </button>
  );
}
