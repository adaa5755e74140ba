"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Poster } from "../shell/poster.tsx";
import { isGood, type TicketGroup } from "./arrange-tickets.ts";
import { useWhen } from "./ticket-words.ts";

interface GroupListProps {
  readonly locale: Locale;
  readonly title: string;
  readonly groups: readonly TicketGroup[];
  /** Server's clock. */
  readonly nowMs: number;
}

/** Tickets of later or past performances, one line each. */
export function GroupList({ locale, title, groups, nowMs }: GroupListProps) {
  const t = useTranslations("tickets");
  const seatName = useSeatName();
  const when = useWhen(locale);
  return (
    <section className="pt-6">
      <h2 className="mb-1">{title}</h2>
      <ul className="list -mx-5">
        {groups.map(({ key, first, tickets }) => (
          <li key={key} className="relative">
            <Poster seed={first.posterSeed} alt="" sizes="56px" className="w-14! flex-none" />
            <div className="grow">
              <h3>
                <Link
                  href={localePath(locale, `/tickets/view?id=${first.id}`)}
                  prefetch={false}
                  className="after:absolute after:inset-0"
                >
                  {first.title}
                </Link>
              </h3>
              <p className="small dim num">{when(first, nowMs)}</p>
              <p className="small dim num">
                {tickets.length === 1 ? seatName(first) : t("ticketCount", { count: tickets.length })}
              </p>
              {!isGood(first) && <p className="small strong">{t(first.isCancelled ? "cancelled" : "refunded")}</p>}
            </div>
            <ChevronRight aria-hidden className="size-4.5" />
          </li>
        ))}
      </ul>
    </section>
  );
}
