import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** One part of where to sit: "Row" and "G". */
export interface SeatPart {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly key?: string;
}

/** Where to sit, in figures that can be read at arm's length. */
export function SeatBlock({ parts, className }: { readonly parts: readonly SeatPart[]; readonly className?: string }) {
  return (
    <dl className={classNames("flex flex-wrap gap-x-8 gap-y-2", className)}>
      {parts.map((part, at) => (
        <div key={part.key ?? at}>
          <dt className="text-13 opacity-80">{part.label}</dt>
          <dd className="width-narrow font-bold text-[2.75rem] leading-none tracking-[-0.01em] tabular-nums">
            {part.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface TicketStubProps {
  /** A poster that fills its box, or nothing. */
  readonly art?: ReactNode;
  readonly name: ReactNode;
  /** "Today, doors 18:30, Maas Arena". */
  readonly when: ReactNode;
  readonly parts: readonly SeatPart[];
  /** The code with its ring, on the ticket itself. */
  readonly code?: ReactNode;
  /** One button under the seat. */
  readonly action?: ReactNode;
  /** The name's place among the page's headings. */
  readonly as?: "h1" | "h2" | "h3";
  readonly className?: string;
}

/** A ticket: white in both themes, with its tear line. The sheet slides, so its corners are round. */
export function TicketStub({ art, name, when, parts, code, action, as: Heading = "h2", className }: TicketStubProps) {
  const hole = "absolute top-0 size-6 rounded-full bg-page";
  return (
    <article
      className={classNames(
        "overflow-hidden rounded-slide bg-code-ground text-code-ink shadow-lift [--focus-ink:var(--code-ink)] forced-colors:border",
        className,
      )}
    >
      {art ? <div className={classNames("overflow-hidden", code ? "h-26" : "h-36")}>{art}</div> : null}
      <div className="px-5 pt-3">
        <Heading className="text-22">{name}</Heading>
        <p className="mt-0.5 text-14 opacity-80">{when}</p>
      </div>
      {code}
      <div aria-hidden="true" className="relative my-2 h-6">
        <span className="absolute inset-x-4 top-[11px] border-[#b9c1c4] border-t-2 border-dotted" />
        <i className={classNames(hole, "-left-3")} />
        <i className={classNames(hole, "-right-3")} />
      </div>
      <SeatBlock parts={parts} className="px-5 pb-4" />
      {action ? <div className="px-5 pb-5">{action}</div> : null}
    </article>
  );
}
