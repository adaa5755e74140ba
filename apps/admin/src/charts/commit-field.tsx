"use client";

import { Field } from "@usher/ui";
import { type KeyboardEvent, useState } from "react";

interface CommitFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly end?: string;
  readonly maxLength?: number;
  /** Takes whole numbers and fractions alone, between these. */
  readonly range?: readonly [least: number, most: number];
  readonly step?: number;
  readonly onCommit: (value: string) => void;
}

/** A field whose words count when it is left or Enter is pressed, so that what is typed is one step and not ten. */
export function CommitField(props: CommitFieldProps) {
  return <Typed key={props.value} {...props} />;
}

function Typed({ label, value, hint, end, maxLength = 120, range, step, onCommit }: CommitFieldProps) {
  const [typed, setTyped] = useState(value);
  const commit = () => {
    const number = Number(typed);
    const isWrong = range ? !Number.isFinite(number) || typed.trim() === "" : typed.trim() === "";
    const next = range ? String(Math.min(range[1], Math.max(range[0], number))) : typed.trim();
    // What is taken comes back as the field's value; what is not, such as a name that another has, is not shown as if it were.
    setTyped(value);
    if (!isWrong && next !== value) onCommit(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") setTyped(value);
  };
  return (
    <Field
      dense
      label={label}
      value={typed}
      hint={hint}
      maxLength={maxLength}
      autoComplete="off"
      {...(range && { type: "number", min: range[0], max: range[1], step: step ?? 1 })}
      {...(end && { end: <span className="pr-3 text-text-2">{end}</span> })}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={press}
    />
  );
}
