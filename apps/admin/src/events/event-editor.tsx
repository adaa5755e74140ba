"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { AgendaPart } from "./agenda-part.tsx";
import { CopyDialog } from "./copy-dialog.tsx";
import { EventForm } from "./event-form.tsx";
import { ExhibitorsPart } from "./exhibitors-part.tsx";
import { PerformanceList } from "./performance-list.tsx";
import { Publication } from "./publication.tsx";
import { PublicationPill } from "./publication-pill.tsx";

/** A new event: its words first; performances follow once it is there. */
export function NewEvent() {
  const t = useTranslations("event");
  const router = useRouter();
  const officePath = useOfficePath();
  return (
    <Screen title={t("newTitle")} back={{ href: officePath("/events"), label: t("back") }}>
      <EventForm event={null} onSaved={({ id }) => router.replace(officePath(`/events/${id}`))} />
      <p className="text-text-2">{t("newNext")}</p>
    </Screen>
  );
}

/** An event's words, poster, performances and prices, and whether the public sees it. */
export function EventEditor({ eventId }: { eventId: string }) {
  const t = useTranslations("event");
  const officePath = useOfficePath();
  const organizer = useOrganizer();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const event = useQuery(trpc.catalog.office.event.queryOptions({ eventId }));
  const keep = (saved: OfficeEventView) => {
    queries.setQueryData(trpc.catalog.office.event.queryKey({ eventId }), saved);
    void queries.invalidateQueries({ queryKey: trpc.catalog.office.events.pathKey() });
  };
  if (event.isPending) return <ScreenLoading />;
  if (!event.data) return <ScreenFailed error={event.error} onRetry={() => void event.refetch()} />;
  return (
    <Screen
      title={event.data.title}
      back={{ href: officePath("/events"), label: t("back") }}
      beside={<PublicationPill status={event.data.status} />}
      actions={
        <>
          {mayEdit(organizer) && <CopyDialog event={event.data} />}
          <Publication event={event.data} onSaved={keep} />
        </>
      }
    >
      <PerformanceList event={event.data} onSaved={keep} />
      {hasExhibition(event.data) && (
        <>
          <AgendaPart event={event.data} onSaved={keep} />
          <ExhibitorsPart event={event.data} onSaved={keep} />
        </>
      )}
      <EventForm event={event.data} onSaved={keep} />
    </Screen>
  );
}

/** An exhibition; or what became another kind and still shows what it had as one. */
function hasExhibition({ kind, agenda, exhibitors }: OfficeEventView): boolean {
  return kind === "exhibition" || agenda.length > 0 || exhibitors.length > 0;
}
