import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface FieldNoteProps {
  readonly id: string;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly dense?: boolean;
}

/** The words below a field: its hint, or what is wrong with it, which is said as soon as it stands there. */
export function FieldNote({ id, hint, error, dense }: FieldNoteProps) {
  if (!error && !hint) return null;
  return (
    <p
      id={id}
      role={error ? "alert" : undefined}
      className={classNames(dense ? "mt-1" : "mt-1.5", "text-13", error ? "font-[560] text-danger" : "text-text-2")}
    >
      {error || hint}
    </p>
  );
}
