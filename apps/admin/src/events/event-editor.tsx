"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOfficePath } from "../shell/organizer.ts";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { EventForm } from "./event-form.tsx";
import { PerformanceList } from "./performance-list.tsx";
import { Publication } from "./publication.tsx";
import { PublicationPill } from "./publication-pill.tsx";

/** A new event: its words first; performances follow once it is there. */
export function NewEvent() {
  const t = useTranslations("event");
  const router = useRouter();
  const officePath = useOfficePath();
  return (
    <>
      <Head title={t("newTitle")} />
      <main id="content" className="pane">
        <EventForm event={null} onSaved={({ id }) => router.replace(officePath(`/events/${id}`))} />
        <p className="dim">{t("newNext")}</p>
      </main>
    </>
  );
}

/** An event's words, poster, performances and prices, and whether the public sees it. */
export function EventEditor({ eventId }: { eventId: string }) {
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
    <>
      <Head title={event.data.title} status={event.data.status} />
      <main id="content" className="pane">
        <Publication event={event.data} onSaved={keep} />
        <PerformanceList event={event.data} onSaved={keep} />
        <EventForm event={event.data} onSaved={keep} />
      </main>
    </>
  );
}

function Head({ title, status }: { title: string; status?: OfficeEventView["status"] }) {
  const t = useTranslations("event");
  const officePath = useOfficePath();
  return (
    <header className="head">
      <Link href={officePath("/events")} className="btn quiet icon" aria-label={t("back")}>
        <ArrowLeft aria-hidden />
      </Link>
      <h1>{title}</h1>
      {status && <PublicationPill status={status} />}
    </header>
  );
}
