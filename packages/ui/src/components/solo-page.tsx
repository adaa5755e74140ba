import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Logo } from "./logo.tsx";

export interface SoloPageProps {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  /** The way back or out; with it, the page begins at the top instead of standing in the middle. */
  readonly head?: ReactNode;
  /** A small line at the foot. */
  readonly note?: ReactNode;
  readonly busy?: boolean;
  readonly children?: ReactNode;
}

/** A page that asks or says one thing: the mark, a title, and the way on. */
export function SoloPage({ title, text, head, note, busy, children }: SoloPageProps) {
  return (
    <div className="mx-auto flex min-h-svh w-full max-w-140 flex-col">
      {head ? <header className="flex min-h-17 items-center p-2">{head}</header> : null}
      <main
        id="content"
        aria-busy={busy || undefined}
        className={classNames("flex flex-1 flex-col px-5", head ? "pt-7" : "justify-center py-12")}
      >
        <Logo size={72} className="-ml-1.5 mb-6" />
        <h1 className="text-36">{title}</h1>
        {text ? <p className="mt-2 text-16 text-text-2">{text}</p> : null}
        {children ? <div className="mt-6 text-16">{children}</div> : null}
        {note ? <p className="mt-auto py-7 text-14 text-text-2">{note}</p> : null}
      </main>
    </div>
  );
}

export interface TroubleProps {
  readonly title: ReactNode;
  /** What is safe comes first. */
  readonly text: ReactNode;
  /** Ways on: buttons or links with a line, never the torch. */
  readonly children?: ReactNode;
}

/** A page that could not be what was asked for, with a way on. */
export function Trouble({ title, text, children }: TroubleProps) {
  return (
    <SoloPage title={title} text={text}>
      {children ? <div className="grid gap-2">{children}</div> : null}
    </SoloPage>
  );
}
