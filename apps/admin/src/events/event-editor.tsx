"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { useTRPC } from "../trpc/trpc.ts";
import { EventForm } from "./event-form.tsx";
import { PerformanceList } from "./performance-list.tsx";
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

function Publication({ event, onSaved }: { event: OfficeEventView; onSaved: (event: OfficeEventView) => void }) {
  const t = useTranslations("event");
  const say = useRefusalWords();
  const organizer = useOrganizer();
  const publish = useMutation(useTRPC().catalog.office.publish.mutationOptions({ onSuccess: onSaved }));
  if (!mayEdit(organizer) || event.status === "cancelled") return null;
  const isDraft = event.status === "draft";
  const hasDrafts = event.performances.some(({ status }) => status === "draft");
  const press = (wanted: boolean) => publish.mutate({ eventId: event.id, publish: wanted });
  return (
    <section className="part" aria-label={t("publication")}>
      <p className="dim">{isDraft ? t("draftText") : t("publishedText")}</p>
      <div className="row">
        {(isDraft || hasDrafts) && (
          <button type="button" className="btn torch" disabled={publish.isPending} onClick={() => press(true)}>
            {isDraft ? t("publish") : t("publishMore")}
          </button>
        )}
        {!isDraft && (
          <button type="button" className="btn danger" disabled={publish.isPending} onClick={() => press(false)}>
            {t("unpublish")}
          </button>
        )}
      </div>
      {publish.isError && (
        <p role="alert" className="callout bad">
          {say(publish.error)}
        </p>
      )}
    </section>
  );
}
