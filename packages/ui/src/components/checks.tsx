import { Check, Lock } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface TickBoxProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  /** Only the box is seen, for a cell of a table that has its heads. */
  readonly bare?: boolean;
  /** Always on and not to be changed, such as messages that the law asks for. */
  readonly always?: boolean;
}

/** A tick box with its label, 48 px to the thumb. */
export function TickBox({ label, bare, always, className, ...input }: TickBoxProps) {
  return (
    <label
      className={classNames(
        "inline-flex min-h-12 cursor-pointer items-center gap-2.5 has-disabled:cursor-not-allowed",
        className,
      )}
    >
      <span className="relative grid size-6 shrink-0 place-items-center">
        <input
          {...input}
          type="checkbox"
          {...(always ? { checked: true, disabled: true, readOnly: true } : {})}
          className={classNames(
            "peer size-6 appearance-none rounded-[7px] border-2 border-edge bg-raised checked:border-text checked:bg-text disabled:border-line disabled:bg-sunk forced-colors:appearance-auto",
          )}
        />
        {always ? (
          <Lock
            size={14}
            strokeWidth={2.5}
            aria-hidden="true"
            className="pointer-events-none absolute text-text-2 forced-colors:hidden"
          />
        ) : (
          <Check
            size={16}
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

export interface SwitchProps extends Omit<ComponentProps<"input">, "type"> {
  readonly label: ReactNode;
  /** The label is said but not shown, because it stands beside the switch already. */
  readonly bare?: boolean;
}

/** Something that is on or off at once, without a button to save it. */
export function Switch({ label, bare, className, ...input }: SwitchProps) {
  return (
    <label className={classNames("inline-flex min-h-12 cursor-pointer items-center gap-2.5", className)}>
      <input
        {...input}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says by itself whether it is on.
        role="switch"
        className="relative h-8 w-13 shrink-0 appearance-none rounded-full border-2 border-edge transition duration-(--fast) before:absolute before:top-[3px] before:left-[3px] before:size-[22px] before:rounded-full before:bg-edge before:transition before:duration-(--fast) checked:border-text checked:bg-text forced-colors:before:hidden checked:before:translate-x-5 checked:before:bg-page disabled:opacity-50 forced-colors:appearance-auto"
      />
      <span className={bare ? "sr-only" : undefined}>{label}</span>
    </label>
  );
}
