import { Search, X } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";
import { Spinner } from "./spinner.tsx";

export interface SearchFieldProps extends Omit<ComponentProps<"input">, "type" | "aria-label" | "size"> {
  /** What one may search for; the field has no other label. */
  readonly label: string;
  /** Answers are on their way. */
  readonly busy?: boolean;
  /** Shows a cross while there are words, which takes them away. */
  readonly onClear?: () => void;
  /** What the cross does: "Clear". */
  readonly clearLabel?: string;
  /** 32 px for a pointer in admin, 44 where it is a finger. */
  readonly dense?: boolean;
}

/** The search box, the same everywhere. */
export function SearchField({ label, busy, onClear, clearLabel, dense, className, ...input }: SearchFieldProps) {
  return (
    // A press beside the letters reaches the input too; its name is the input's own.
    <label
      className={classNames(
        "flex cursor-text items-center border bg-raised text-text-3 focus-within:border-text focus-within:shadow-[inset_0_0_0_1px_var(--text)] focus-within:text-text",
        dense
          ? "h-8 gap-2 rounded-lg border-edge px-2.5 pointer-coarse:h-11"
          : "h-12 gap-3 rounded-press border-line px-4",
        className,
      )}
    >
      <Search size={dense ? 16 : 22} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <input
        placeholder={label}
        {...input}
        type="search"
        aria-label={label}
        aria-busy={busy || undefined}
        className={classNames(
          dense ? "text-16 md:text-13" : "text-16",
          "h-full w-0 min-w-0 flex-1 bg-transparent text-text outline-none focus-visible:shadow-none [&::-webkit-search-cancel-button]:appearance-none",
        )}
      />
      {busy ? <Spinner className={dense ? "size-4!" : undefined} /> : null}
      {onClear && input.value ? (
        <button
          type="button"
          aria-label={clearLabel}
          className="-mr-3 grid size-11 shrink-0 place-items-center rounded-full text-text-2 hover:text-text"
          onClick={onClear}
        >
          <X size={20} strokeWidth={1.75} aria-hidden="true" />
        </button>
      ) : null}
    </label>
  );
}
