import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does, for those who do not see the icon. */
  readonly label: string;
  /** Plain on a surface, on a picture, or raised above the map. */
  readonly ground?: "surface" | "art" | "raised";
  /** Set when it switches something on and off. */
  readonly pressed?: boolean;
  readonly asChild?: boolean;
  /** 32 px for a pointer in admin, 44 where it is a finger. */
  readonly dense?: boolean;
}

const GROUNDS = {
  surface: "hover:bg-sunk",
  art: "bg-[rgb(10_13_15/0.66)] text-on-dark [--focus-ink:#fff] hover:bg-[rgb(10_13_15/0.8)]",
  raised: "bg-raised shadow-lift hover:bg-sunk",
} as const;

/** The classes of an icon button, for a link that must look like one. Give the link an `aria-label`. */
export function iconButtonClass(ground: NonNullable<IconButtonProps["ground"]> = "surface", dense = false): string {
  return classNames(
    "grid shrink-0 place-items-center transition duration-(--fast) active:scale-95 disabled:text-text-3",
    dense ? "size-8 rounded-lg pointer-coarse:size-11 [&_svg]:size-[17px]" : "size-12 rounded-full",
    GROUNDS[ground],
  );
}

/** A round button of 48 px with an icon in it. */
export function IconButton({ label, ground, pressed, asChild, dense, className, type, ...rest }: IconButtonProps) {
  const looks = classNames(iconButtonClass(ground, dense), pressed && "bg-text text-page hover:bg-text", className);
  if (asChild) return <Slot.Root {...rest} aria-label={label} className={looks} />;
  return <button {...rest} type={type ?? "button"} aria-label={label} aria-pressed={pressed} className={looks} />;
}
