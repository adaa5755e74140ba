import { Check, Lock } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface TickBoxProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  /** Only the box is seen, for a cell of a table that has its heads. */
  readonly bare?: boolean;
  /** A row of 32 px for a pointer in admin, 44 where it is a finger. */
  readonly dense?: boolean;
  /** Always on and not to be changed, such as messages that the law asks for. */
  readonly always?: boolean;
}

/** A tick box with its label, 48 px to the thumb. */
export function TickBox({ label, bare, always, dense, className, ...input }: TickBoxProps) {
  return (
    <label
      className={classNames(
        "inline-flex cursor-pointer items-center has-disabled:cursor-not-allowed",
        dense ? "min-h-8 gap-2 text-13 pointer-coarse:min-h-11" : "min-h-12 gap-2.5",
        className,
      )}
    >
      <span className={classNames("relative grid shrink-0 place-items-center", dense ? "size-[18px]" : "size-6")}>
        <input
          {...input}
          type="checkbox"
          {...(always ? { checked: true, disabled: true, readOnly: true } : {})}
          className={classNames(
            "peer size-full appearance-none border-2 border-edge bg-raised checked:border-text checked:bg-text disabled:border-line disabled:bg-sunk forced-colors:appearance-auto",
            dense ? "rounded-[5px]" : "rounded-[7px]",
          )}
        />
        {always ? (
          <Lock
            size={dense ? 11 : 14}
            strokeWidth={2.5}
            aria-hidden="true"
            className="pointer-events-none absolute text-text-2 forced-colors:hidden"
          />
        ) : (
          <Check
            size={dense ? 13 : 16}
            strokeWidth={3}
            aria-hidden="true"
            className="pointer-events-none absolute hidden text-page peer-checked:block forced-colors:hidden"
          />
        )}
      </span>
      <span className={bare ? "sr-only" : undefined}>{label}</span>
    </label>
  );
}
