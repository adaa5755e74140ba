"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Field, type FieldProps } from "./field.tsx";

export interface PasswordFieldProps extends Omit<FieldProps, "type" | "end"> {
  /** What the key in the box does: "Show the password", "Hide the password". */
  readonly show: string;
  readonly hide: string;
}

/** A password, hidden until one wants to see it. */
export function PasswordField({ show, hide, ...field }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const Sign = isShown ? EyeOff : Eye;
  return (
    <Field
      {...field}
      type={isShown ? "text" : "password"}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      end={
        <button
          type="button"
          aria-label={isShown ? hide : show}
          onClick={() => setShown(!isShown)}
          className="grid size-12 place-items-center rounded-press hover:bg-sunk"
        >
          <Sign size={22} strokeWidth={1.75} aria-hidden="true" />
        </button>
      }
    />
  );
}
