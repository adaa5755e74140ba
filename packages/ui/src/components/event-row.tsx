import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { filledLink, type LinkElement } from "./link-slot.ts";

export interface EventRowProps {
  /** "20:00" and "Sat 14". */
  readonly time: ReactNode;
  readonly day: ReactNode;
  readonly title: ReactNode;
  /** Place, from-price, or what happened to the sale. */
  readonly detail: ReactNode;
  /** The whole row leads there; what stands at its end keeps its own press. */
  readonly link?: LinkElement;
  /** A small poster in place of the time. */
  readonly art?: ReactNode;
  readonly end?: ReactNode;
  /** The title's place among the page's headings. */
  readonly as?: "h2" | "h3" | "h4" | "p";
  readonly className?: string;
}

/** One event in a list: at least 72 px high. Put it inside a list item. */
export function EventRow({ time, day, title, detail, link, art, end, as: Heading = "h3", className }: EventRowProps) {
  return (
    <div className={classNames("relative flex min-h-18 items-center gap-4 py-3", className)}>
      {art ? (
        <div className="w-14 shrink-0">{art}</div>
      ) : (
        <div className="w-17 shrink-0">
          <b className="width-narrow block font-[650] text-22 leading-[1.1] tabular-nums">{time}</b>
          <span className="text-13 text-text-2">{day}</span>
        </div>
      )}
      <div className="min-w-0 flex-1">
        <Heading className="width-snug font-bold text-16 leading-(--lh-snug) tracking-[-0.012em]">
          {link
            ? filledLink(
                link,
                "no-underline after:absolute after:inset-0 after:rounded-press focus-visible:shadow-none focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-text",
                title,
              )
            : title}
        </Heading>
        <p className="text-14 text-text-2">{detail}</p>
      </div>
      {end ? <div className="relative z-1 shrink-0">{end}</div> : null}
    </div>
  );
}
