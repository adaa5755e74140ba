"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { fullInstant } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { Modal } from "../shell/modal.tsx";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";

interface PublicationProps {
  readonly event: OfficeEventView;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** Whether the public sees an event, and the step to the other: asked once, with what it touches. */
export function Publication({ event, onSaved }: PublicationProps) {
  const t = useTranslations("event");
  const organizer = useOrganizer();
  const [asked, setAsked] = useState<"publish" | "unpublish" | null>(null);
  if (!mayEdit(organizer) || event.status === "cancelled") return null;
  const isDraft = event.status === "draft";
  const hasDrafts = event.performances.some(({ status }) => status === "draft");
  return (
    <section className="part" aria-label={t("publication")}>
      <p className="dim">{isDraft ? t("draftText") : t("publishedText")}</p>
      <div className="row">
        {(isDraft || hasDrafts) && (
          <button type="button" className="btn torch" onClick={() => setAsked("publish")}>
            {isDraft ? t("publish") : t("publishMore")}
          </button>
        )}
        {!isDraft && (
          <button type="button" className="btn danger" onClick={() => setAsked("unpublish")}>
            {t("unpublish")}
          </button>
        )}
      </div>
      {asked && (
        <PublicationDialog
          event={event}
          publish={asked === "publish"}
          onSaved={onSaved}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

interface PublicationDialogProps extends PublicationProps {
  readonly publish: boolean;
  readonly onClose: () => void;
}

function PublicationDialog({ event, publish, onSaved, onClose }: PublicationDialogProps) {
  const t = useTranslations("event");
  const say = useRefusalWords();
  const { locale } = useOrganizer();
  const change = useMutation(
    useTRPC().catalog.office.publish.mutationOptions({
      onSuccess: (saved) => {
        onSaved(saved);
        onClose();
      },
    }),
  );
  const touched = event.performances.filter(({ status, startsAt }) =>
    publish ? status === "draft" && Date.parse(startsAt) > Date.now() : status === "published",
  );
  const go = () => {
    if (!change.isPending) change.mutate({ eventId: event.id, publish });
  };
  return (
    <Modal
      title={publish ? t("publishTitle", { title: event.title }) : t("unpublishTitle", { title: event.title })}
      isBusy={change.isPending}
      onClose={onClose}
    >
      <div className="stack mt-3">
        <p>
          {publish ? t("publishTouches", { count: touched.length }) : t("unpublishTouches", { count: touched.length })}
        </p>
        {touched.length > 0 && (
          <ul className="picks py-1">
            {touched.map(({ id, startsAt, saleStartsAt, venue }) => (
              <li key={id}>
                <b className="strong">
                  {fullInstant(startsAt, venue.timeZone, locale)}, {venue.name}
                </b>
                {publish && (
                  <span className="dim">
                    {" "}
                    {t("saleFrom", { instant: fullInstant(saleStartsAt, venue.timeZone, locale) })}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        {change.isError && (
          <p role="alert" className="callout bad">
            {say(change.error)}
          </p>
        )}
        <div className="row">
          <button
            type="button"
            className={publish ? "btn torch" : "btn danger"}
            disabled={change.isPending}
            aria-busy={change.isPending}
            onClick={go}
          >
            {change.isPending && <span className="spin" aria-hidden="true" />}
            {publish ? t("publishNow") : t("unpublishNow")}
          </button>
          <button type="button" className="btn quiet" disabled={change.isPending} onClick={onClose}>
            {t("leaveAsIs")}
          </button>
        </div>
      </div>
    </Modal>
  );
}
