import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

interface TroubleProps {
  readonly title: string;
  /** What is safe comes first. */
  readonly text: string;
  /** Ways on: links or buttons. */
  readonly children?: ReactNode;
}

/** A screen that could not be what was asked for, with a way on. */
export function Trouble({ title, text, children }: TroubleProps) {
  return (
    <main id="content" className="alone">
      <Logo className="mark" />
      <h1>{title}</h1>
      <p className="dim">{text}</p>
      <div className="stack">{children}</div>
    </main>
  );
}
