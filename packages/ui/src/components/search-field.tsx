import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "../class-names.ts";
import { Spinner } from "./spinner.tsx";

export interface SearchFieldProps extends Omit<ComponentProps<"input">, "type" | "aria-label" | "size"> {
  /** What one may search for; the field has no other label. */
  readonly label: string;
  /** Answers are on their way. */
  readonly busy?: boolean;
}

/** The search box, the same everywhere. */
export function SearchField({ label, busy, className, ...input }: SearchFieldProps) {
  return (
    <div
      className={classNames(
        "flex h-12 items-center gap-3 rounded-press border border-line bg-raised px-4 text-text-3 focus-within:border-text focus-within:shadow-[inset_0_0_0_1px_var(--text)] focus-within:text-text",
        className,
      )}
    >
      <Search size={22} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
      <input
        placeholder={label}
        {...input}
        type="search"
        aria-label={label}
        aria-busy={busy || undefined}
        className="h-full w-0 min-w-0 flex-1 bg-transparent text-16 text-text outline-none focus-visible:shadow-none [&::-webkit-search-cancel-button]:appearance-none"
      />
      {busy ? <Spinner /> : null}
    </div>
  );
}
