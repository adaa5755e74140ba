import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

interface TroubleProps {
  readonly title: string;
  /** What is safe comes first. */
  readonly text: string;
  /** Ways on: links or buttons with a line, never the torch. */
  readonly children: ReactNode;
}

/** A screen that could not be what was asked for, with a way on. */
export function Trouble({ title, text, children }: TroubleProps) {
  return (
    <main id="content" className="slim wrap flex min-h-[80svh] flex-col justify-center py-12">
      <Logo className="mb-6 -ml-1.5 size-18" />
      <h1>{title}</h1>
      <p className="dim mt-2">{text}</p>
      <div className="mt-6 grid gap-2">{children}</div>
    </main>
  );
}
