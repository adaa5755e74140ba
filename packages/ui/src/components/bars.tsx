import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { filledLink, type LinkElement } from "./link-slot.ts";

export interface TopBarProps {
  /** The way back or out: an icon button. */
  readonly start?: ReactNode;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  /** Takes the room that the title leaves, on a wide screen. */
  readonly middle?: ReactNode;
  readonly end?: ReactNode;
  /** A second row that belongs to the head: what the colours of a map cost. */
  readonly below?: ReactNode;
  readonly centered?: boolean;
  readonly className?: string;
}

/** The head of a phone's screen. */
export function TopBar({ start, title, detail, middle, end, below, centered, className }: TopBarProps) {
  const Row = below ? "div" : "header";
  const row = (
    <Row className={classNames("flex min-h-17 items-center gap-1 bg-page p-2", className)}>
      {start}
      <div
        className={classNames(
          "min-w-0 flex-1",
          centered && "text-center",
          !start && "pl-3",
          middle ? "lg:w-56 lg:flex-none" : false,
        )}
      >
        <h1 className="truncate font-[650] text-16 leading-(--lh-snug) tracking-normal [font-stretch:100%]">{title}</h1>
        {detail ? <p className="text-13 text-text-2">{detail}</p> : null}
      </div>
      {middle ? <div className="min-w-0 flex-1 max-lg:hidden">{middle}</div> : null}
      {end}
    </Row>
  );
  if (!below) return row;
  return (
    <header>
      {row}
      {below}
    </header>
  );
}

export interface FootBarProps {
  /** What must be read before the step is taken: why it was refused. */
  readonly above?: ReactNode;
  /** The total, or what the action is about. */
  readonly figure?: ReactNode;
  readonly caption?: ReactNode;
  /** The screen's one next step; without it the bar only tells. */
  readonly action?: ReactNode;
  /** A small line under both. */
  readonly note?: ReactNode;
  readonly className?: string;
}

/** The bar under the thumb: total left, action right; alone, the action takes the whole width. */
export function FootBar({ above, figure, caption, action, note, className }: FootBarProps) {
  return (
    <div
      className={classNames(
        "sticky bottom-0 z-5 border-line border-t bg-raised px-5 pt-3 pb-[calc(16px+env(safe-area-inset-bottom))]",
        className,
      )}
    >
      {above}
      <div className={classNames("flex items-center justify-between gap-4", !figure && "[&>*]:flex-1")}>
        {figure ? (
          <div className="min-w-0">
            <b className="width-snug block text-22 leading-[1.1] tracking-[-0.015em] tabular-nums">{figure}</b>
            {caption ? <span className="text-14 text-text-2">{caption}</span> : null}
          </div>
        ) : null}
        {action}
      </div>
      {note ? <p className="mt-2 text-center text-14 text-text-2">{note}</p> : null}
    </div>
  );
}

/** One place that navigation leads to. */
export interface NavItem {
  readonly key: string;
  readonly link: LinkElement;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly current?: boolean;
  /** How many wait there. */
  readonly count?: ReactNode;
}

/** The tabs at a phone's foot. Icons of 24 px. Hidden from 1024 px, where `MastHead` stands. */
export function TabBar({
  label,
  items,
  className,
}: {
  readonly label: string;
  readonly items: readonly NavItem[];
  readonly className?: string;
}) {
  return (
    <nav
      aria-label={label}
      className={classNames(
        "sticky bottom-0 z-5 border-line border-t bg-page pb-[max(12px,env(safe-area-inset-bottom))] lg:hidden",
        className,
      )}
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {items.map(({ key, link, label: words, icon, current, count }) => (
          <li key={key}>
            {filledLink(
              link,
              classNames(
                "relative grid min-h-15 place-items-center content-center gap-0.5 text-12 no-underline -outline-offset-4",
                current ? "font-[650] text-text [&_svg]:stroke-[2.4]" : "font-[560] text-text-3",
              ),
              <>
                <span aria-hidden="true" className="grid size-6 place-items-center">
                  {icon}
                </span>
                {words}
                {count ? (
                  <span className="absolute top-1.5 left-[calc(50%+8px)] min-w-4 rounded-full bg-text px-1 text-center font-[650] text-12 text-page leading-4 tabular-nums">
                    {count}
                  </span>
                ) : null}
              </>,
              current,
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface MastHeadProps {
  readonly logo: ReactNode;
  readonly search?: ReactNode;
  readonly label: string;
  readonly items: readonly NavItem[];
  readonly end?: ReactNode;
  readonly className?: string;
}

/** The head of a wide page: 72 px, gutter 40. Hidden below 1024 px. */
export function MastHead({ logo, search, label, items, end, className }: MastHeadProps) {
  return (
    <header
      className={classNames("hidden h-18 items-center gap-6 border-line border-b bg-page px-10 lg:flex", className)}
    >
      {logo}
      <div className="mr-auto ml-12 w-110">{search}</div>
      <nav aria-label={label}>
        <ul className="flex gap-6">
          {items.map(({ key, link, label: words, current }) => (
            <li key={key}>
              {filledLink(
                link,
                classNames(
                  "grid h-18 place-items-center text-14 no-underline",
                  current
                    ? "font-[660] text-text shadow-[inset_0_-2px_0_var(--text)]"
                    : "font-[560] text-text-2 hover:text-text",
                ),
                words,
                current,
              )}
            </li>
          ))}
        </ul>
      </nav>
      {end}
    </header>
  );
}

/** A part of the side's list, with a small head of its own or none. */
export interface NavGroup {
  readonly key: string;
  readonly title?: ReactNode;
  readonly items: readonly NavItem[];
}

/** The side of admin: rows of 32 px for a pointer. Icons of 17 px. */
export function SideNav({
  logo,
  label,
  groups,
  foot,
  className,
}: {
  readonly logo: ReactNode;
  readonly label: string;
  readonly groups: readonly NavGroup[];
  readonly foot?: ReactNode;
  readonly className?: string;
}) {
  return (
    <nav
      aria-label={label}
      className={classNames(
        "flex w-50 flex-col overflow-y-auto border-line border-r bg-page px-2 py-3 text-13",
        className,
      )}
    >
      <div className="px-2 pt-1 pb-4">{logo}</div>
      {groups.map((group) => (
        <div key={group.key}>
          {group.title ? (
            <h2 className="mt-4 mb-1 px-2 font-[560] text-12 text-text-3 tracking-normal [font-stretch:100%]">
              {group.title}
            </h2>
          ) : null}
          <ul className="grid gap-px">
            {group.items.map(({ key, link, label: words, icon, current, count }) => (
              <li key={key}>
                {filledLink(
                  link,
                  classNames(
                    "flex h-8 items-center gap-2.5 rounded-lg px-2 no-underline -outline-offset-2",
                    current ? "bg-sunk font-[620] text-text" : "font-[540] text-text-2 hover:bg-sunk",
                  ),
                  <>
                    <span aria-hidden="true" className="grid size-[17px] place-items-center [&_svg]:size-[17px]">
                      {icon}
                    </span>
                    {words}
                    {count === undefined ? null : (
                      <span className="ml-auto text-12 text-text-3 tabular-nums">{count}</span>
                    )}
                  </>,
                  current,
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {foot ? <div className="mt-auto pt-4">{foot}</div> : null}
    </nav>
  );
}
