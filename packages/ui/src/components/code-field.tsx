"use client";

import { type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";
import { digitsOf } from "../digits.ts";
import { FieldNote } from "./field-note.tsx";

export interface CodeFieldProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (digits: string) => void;
  /** Called once with the whole code when its last digit arrives, typed, pasted or filled in by the phone. */
  readonly onComplete?: (digits: string) => void;
  readonly length?: number;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly name?: string;
}

/** A code of six digits. One input lies over six boxes, so that paste, autofill and screen readers meet one field. */
export function CodeField({ label, value, onChange, onComplete, length = 6, hint, error, ...input }: CodeFieldProps) {
  const id = useId();
  const take = (typed: string) => {
    const digits = digitsOf(typed, length);
    if (digits === value) return;
    onChange(digits);
    if (digits.length === length) onComplete?.(digits);
  };
  const slots = Array.from({ length }, (_, at) => ({ at, digit: value[at] }));
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-[620]">
        {label}
      </label>
      <div className="group relative grid max-w-90 auto-cols-fr grid-flow-col gap-2">
        {slots.map(({ at, digit }) => (
          <span
            key={at}
            aria-hidden="true"
            className={classNames(
              "grid h-14 place-items-center rounded-press border-[1.5px] bg-raised font-[650] text-22 tabular-nums",
              error ? "border-2 border-danger" : "border-edge",
              at === Math.min(value.length, length - 1) &&
                "group-focus-within:border-[2.5px] group-focus-within:border-text",
            )}
          >
            {digit}
          </span>
        ))}
        <input
          {...input}
          id={id}
          value={value}
          onChange={(event) => take(event.target.value)}
          onPaste={(event) => {
            event.preventDefault();
            take(event.clipboardData.getData("text"));
          }}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern={`[0-9]{${length}}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${id}-note` : undefined}
          className="absolute inset-0 size-full forced-color-adjust-none rounded-press bg-transparent text-16 text-transparent caret-transparent selection:bg-transparent selection:text-transparent"
        />
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}
