import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

export interface FieldProps extends Omit<ComponentProps<"input">, "id" | "size"> {
  readonly label: ReactNode;
  /** Said below, and to screen readers with the field. */
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it. Its presence makes the field invalid and takes the hint's place. */
  readonly error?: ReactNode;
  /** Stands inside the box at its end: a unit, a key that shows the password. */
  readonly end?: ReactNode;
  /** 32 px high for a pointer in admin, instead of 56 for a thumb. */
  readonly dense?: boolean;
  readonly inputClassName?: string;
}

/** The box of every input: 16 px letters, so that phones do not zoom. */
export function inputClass(dense = false): string {
  return classNames(
    "w-full border-[1.5px] border-edge bg-raised text-text aria-invalid:border-2 aria-invalid:border-danger",
    "disabled:border-line disabled:bg-sunk disabled:text-text-2",
    dense ? "h-8 rounded-lg px-2.5 text-16 md:text-13" : "h-14 rounded-press px-4 text-16",
  );
}

/** An input with its label, a hint or an error, tied together for those who hear the page. */
export function Field({ label, hint, error, end, dense = false, className, inputClassName, ...input }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={className}>
      <label htmlFor={id} className={classNames("block font-[620]", dense ? "mb-1 text-13" : "mb-1.5")}>
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={note ? `${id}-note` : undefined}
          className={classNames(inputClass(dense), end ? "pr-14" : false, inputClassName)}
        />
        {end ? (
          <div className="absolute inset-y-0 right-1 grid min-w-12 place-items-center text-text-2">{end}</div>
        ) : null}
      </div>
      {note ? (
        <p id={`${id}-note`} className={classNames("mt-1.5 text-13", error ? "font-[560] text-danger" : "text-text-2")}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
