import type { CSSProperties } from "react";
import { classNames } from "../class-names.ts";

export interface BoneProps {
  /** Size of what will come, as CSS lengths, so that nothing moves when it does. By `className` where it depends on the screen. */
  readonly width?: CSSProperties["width"];
  readonly height?: CSSProperties["height"];
  /** Round for a face, square for paper. */
  readonly form?: "line" | "round" | "paper";
  readonly className?: string;
}

const FORMS = { line: "rounded-md", round: "rounded-full", paper: "" } as const;

/** A place held for what is loading. Put `aria-busy` on the part that waits. */
export function Bone({ width, height, form = "line", className }: BoneProps) {
  return (
    <i
      aria-hidden="true"
      className={classNames("block animate-sheen bg-line opacity-75 forced-colors:border", FORMS[form], className)}
      style={{ width, height }}
    />
  );
}
