"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import type { OfficeEventSummaryView } from "@usher/api/contract";
import { count, fullInstant } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, type Column, DataTable, EmptyState } from "@usher/ui";
import { CalendarPlus, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { MoreButton } from "../shell/more-button.tsx";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { ShareBar } from "../shell/share-bar.tsx";
import { PublicationPill } from "./publication-pill.tsx";

/** The organizer's events, newest first, and how much of each performance is sold. */
export function EventList() {
  const t = useTranslations("events");
  const say = useRefusalWords();
  const organizer = useOrganizer();
  const officePath = useOfficePath();
  const found = useInfiniteQuery(
    useTRPC().catalog.office.events.infiniteQueryOptions(
      { organizerId: organizer.id, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
  if (found.isPending) return <ScreenLoading title={t("title")} />;
  if (!found.data) return <ScreenFailed error={found.error} onRetry={() => void found.refetch()} />;
  const events = found.data.pages.flatMap((page) => page.events);
  const create = mayEdit(organizer) && (
    <Button asChild size="dense" kind="torch">
      <Link href={officePath("/events/new")}>
        <Plus aria-hidden />
        {t("new")}
      </Link>
    </Button>
  );
  return (
    <Screen title={t("title")} actions={create}>
      {events.length > 0 ? (
        <EventTable events={events} />
      ) : (
        <EmptyState icon={<CalendarPlus size={24} strokeWidth={1.75} />} title={t("none")} nearest={t("noneText")} />
      )}
      {found.isError && (
        <Callout dense announce kind="danger" title={t("moreFailed")}>
          {say(found.error)}
        </Callout>
      )}
      <MoreButton list={found} />
    </Screen>
  );
}

type Performance = OfficeEventSummaryView["performances"][number];

/** An event's own row, and under it one for each performance. */
interface EventRow {
  readonly event: OfficeEventSummaryView;
  readonly performance: Performance | null;
}

function EventTable({ events }: { events: readonly OfficeEventSummaryView[] }) {
  const t = useTranslations("events");
  const { locale } = useOrganizer();
  const router = useRouter();
  const officePath = useOfficePath();
  const pathOf = ({ event, performance }: EventRow) =>
    officePath(performance ? `/performances/${performance.id}` : `/events/${event.id}`);
  const columns: Column<EventRow>[] = [
    {
      key: "event",
      head: t("event"),
      wraps: true,
      cell: (row) => (
        <Link
          href={pathOf(row)}
          tabIndex={-1}
          className={row.performance ? "block pl-4 no-underline" : "min-w-36 font-[620] wrap-anywhere no-underline"}
        >
          {row.performance
            ? `${fullInstant(row.performance.startsAt, row.performance.timeZone, locale)}, ${row.performance.venueName}`
            : row.event.title}
        </Link>
      ),
    },
    {
      key: "status",
      head: t("status"),
      align: "left",
      cell: ({ event, performance }) => <PublicationPill status={(performance ?? event).status} />,
    },
    {
      key: "sold",
      head: t("sold"),
      cell: ({ performance }) =>
        performance && (
          <>
            {t("soldOf", { sold: count(performance.soldCount, locale), all: count(performance.seatCount, locale) })}
            <ShareBar part={performance.soldCount} whole={performance.seatCount} />
          </>
        ),
    },
  ];
  return (
    <DataTable
      caption={t("title")}
      columns={columns}
      rows={events.flatMap((event): EventRow[] => [
        { event, performance: null },
        ...event.performances.map((performance) => ({ event, performance })),
      ])}
      rowKey={({ event, performance }) => performance?.id ?? event.id}
      onOpen={(row) => router.push(pathOf(row))}
    />
  );
}
