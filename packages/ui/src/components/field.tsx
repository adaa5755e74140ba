import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";
import { FieldNote } from "./field-note.tsx";

interface FieldWords {
  readonly label: ReactNode;
  /** Said below, and to screen readers with the field. */
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it. Its presence makes the field invalid and takes the hint's place. */
  readonly error?: ReactNode;
  /** 32 px high for a pointer in admin, instead of 56 for a thumb. */
  readonly dense?: boolean;
  /** The label is said but not shown, for a cell of a table that has its heads. */
  readonly bare?: boolean;
}

export interface FieldProps extends FieldWords, Omit<ComponentProps<"input">, "id" | "size"> {
  /** Stands inside the box at its end: a unit, a key that shows the password. */
  readonly end?: ReactNode;
  readonly inputClassName?: string;
}

/** The box of every input: 16 px letters, so that phones do not zoom. */
export function inputClass(dense = false): string {
  return classNames(
    "w-full min-w-0 scroll-mt-12 border-[1.5px] border-edge bg-raised text-text aria-invalid:border-2 aria-invalid:border-danger",
    "disabled:border-line disabled:bg-sunk disabled:text-text-2",
    dense ? "h-8 rounded-lg px-2.5 text-16 md:text-13 pointer-coarse:h-11" : "h-14 rounded-press px-4 text-16",
  );
}

/** What ties an input to its label and to the words below it. */
interface Tie {
  readonly id: string;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

/** Label above, words below, and between them whatever takes the tie. */
function FieldFrame({
  label,
  hint,
  error,
  dense,
  bare,
  invalid,
  className,
  children,
}: FieldWords & {
  readonly invalid: ComponentProps<"input">["aria-invalid"];
  readonly className: string | undefined;
  readonly children: (tie: Tie) => ReactNode;
}) {
  const id = useId();
  const isInvalid = Boolean(error) || invalid === true || invalid === "true";
  return (
    <div className={classNames("min-w-0", className)}>
      <label
        htmlFor={id}
        className={bare ? "sr-only" : classNames("block font-[620]", dense ? "mb-1 text-13" : "mb-1.5")}
      >
        {label}
      </label>
      {children({
        id,
        "aria-invalid": isInvalid || undefined,
        "aria-describedby": error || hint ? `${id}-note` : undefined,
      })}
      <FieldNote id={`${id}-note`} hint={hint} error={error} dense={dense} />
    </div>
  );
}

/** An input with its label, a hint or an error, tied together for those who hear the page. */
export function Field({
  label,
  hint,
  error,
  end,
  dense = false,
  bare,
  className,
  inputClassName,
  "aria-invalid": invalid,
  ...input
}: FieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, dense, bare, invalid, className }}>
      {(tie) => (
        <div className="relative">
          <input {...input} {...tie} className={classNames(inputClass(dense), end ? "pr-14" : false, inputClassName)} />
          {end ? (
            <div className="absolute inset-y-0 right-1 grid min-w-12 place-items-center text-text-2">{end}</div>
          ) : null}
        </div>
      )}
    </FieldFrame>
  );
}

export interface SelectFieldProps extends FieldWords, Omit<ComponentProps<"select">, "id" | "size"> {
  /** The `option` elements. */
  readonly children: ReactNode;
}

/** One of many, by the system's own list, which every phone and keyboard knows. */
export function SelectField({
  label,
  hint,
  error,
  dense = false,
  bare,
  className,
  "aria-invalid": invalid,
  children,
  ...select
}: SelectFieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, dense, bare, invalid, className }}>
      {(tie) => (
        <div className="relative">
          <select
            {...select}
            {...tie}
            className={classNames(
              inputClass(dense),
              "appearance-none truncate forced-colors:appearance-auto",
              dense ? "pr-8" : "pr-11",
            )}
          >
            {children}
          </select>
          <ChevronDown
            size={dense ? 16 : 20}
            aria-hidden="true"
            className={classNames(
              "pointer-events-none absolute inset-y-0 my-auto text-text-2 forced-colors:hidden",
              dense ? "right-2.5" : "right-4",
            )}
          />
        </div>
      )}
    </FieldFrame>
  );
}

export interface TextAreaFieldProps extends FieldWords, Omit<ComponentProps<"textarea">, "id"> {}

/** Words of several lines. It grows with what is typed where the browser can, and by its corner everywhere. */
export function TextAreaField({
  label,
  hint,
  error,
  dense = false,
  bare,
  className,
  "aria-invalid": invalid,
  rows = 4,
  ...area
}: TextAreaFieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, dense, bare, invalid, className }}>
      {(tie) => (
        <textarea
          {...area}
          {...tie}
          rows={rows}
          className={classNames(
            inputClass(dense),
            "field-sizing-content block h-auto! resize-y leading-normal",
            dense ? "min-h-24 py-1.5" : "min-h-32 py-3.5",
          )}
        />
      )}
    </FieldFrame>
  );
}

export interface FileFieldProps extends FieldWords, Omit<ComponentProps<"input">, "id" | "size" | "type"> {}

/** A file from this device. Its button and its words are the browser's, in the reader's language. */
export function FileField({
  label,
  hint,
  error,
  dense = false,
  bare,
  className,
  "aria-invalid": invalid,
  ...input
}: FileFieldProps) {
  return (
    <FieldFrame {...{ label, hint, error, dense, bare, invalid, className }}>
      {(tie) => (
        <input
          {...input}
          {...tie}
          type="file"
          className={classNames(
            inputClass(dense),
            "cursor-pointer file:mr-2.5 file:h-full file:cursor-pointer file:border-0 file:bg-sunk file:font-[560] file:text-text",
            dense ? "py-0! pl-0! file:px-2.5" : "py-0! pl-0! file:px-4",
          )}
        />
      )}
    </FieldFrame>
  );
}
