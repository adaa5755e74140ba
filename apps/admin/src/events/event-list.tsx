"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { OfficeEventSummaryView } from "@usher/api/contract";
import { count, fullInstant } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { percent } from "../format/clock.ts";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { PublicationPill } from "./publication-pill.tsx";

/** The organizer's events, newest first, and how much of each performance is sold. */
export function EventList() {
  const t = useTranslations("events");
  const organizer = useOrganizer();
  const officePath = useOfficePath();
  const found = useInfiniteQuery(
    useTRPC().catalog.office.events.infiniteQueryOptions(
      { organizerId: organizer.id, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (found.isPending) return <ScreenLoading />;
  if (found.isError && !found.data) return <ScreenFailed error={found.error} onRetry={() => void found.refetch()} />;
  const events = found.data.pages.flatMap((page) => page.events);
  return (
    <>
      <header className="head">
        <h1>{t("title")}</h1>
        {mayEdit(organizer) && (
          <Link href={officePath("/events/new")} className="btn torch push">
            <Plus aria-hidden />
            {t("new")}
          </Link>
        )}
      </header>
      <main id="content" className="pane">
        {events.length === 0 && <p className="dim">{t("none")}</p>}
        {events.length > 0 && <EventTable events={events} />}
        {found.hasNextPage && (
          <button
            type="button"
            className="btn justify-self-start"
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t("more")}
          </button>
        )}
      </main>
    </>
  );
}

function EventTable({ events }: { events: readonly OfficeEventSummaryView[] }) {
  const t = useTranslations("events");
  const officePath = useOfficePath();
  return (
    <div className="scroll">
      <table className="tbl">
        <caption className="sr-only">{t("title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("event")}</th>
            <th scope="col">{t("performance")}</th>
            <th scope="col">{t("status")}</th>
            <th scope="col" className="fig">
              {t("sold")}
            </th>
          </tr>
        </thead>
        {events.map((event) => (
          <tbody key={event.id}>
            <tr>
              <th scope="rowgroup" colSpan={2} className="border-line border-t pt-2 !text-13">
                <Link href={officePath(`/events/${event.id}`)} className="strong underline">
                  {event.title}
                </Link>
              </th>
              <td>
                <PublicationPill status={event.status} />
              </td>
              <td />
            </tr>
            {event.performances.map((performance) => (
              <PerformanceRow key={performance.id} performance={performance} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function PerformanceRow({ performance }: { performance: OfficeEventSummaryView["performances"][number] }) {
  const t = useTranslations("events");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  const { id, startsAt, timeZone, venueName, status, soldCount, seatCount } = performance;
  const sold = percent(soldCount, seatCount);
  return (
    <tr>
      <td />
      <td>
        <Link href={officePath(`/performances/${id}`)} className="underline">
          {fullInstant(startsAt, timeZone, locale)}, {venueName}
        </Link>
      </td>
      <td>
        <PublicationPill status={status} />
      </td>
      <td className="fig">
        {t("soldOf", { sold: count(soldCount, locale), all: count(seatCount, locale) })}
        <span className="fill" aria-hidden="true">
          <i style={{ width: sold.replace(" ", "") }} />
        </span>
      </td>
    </tr>
  );
}
