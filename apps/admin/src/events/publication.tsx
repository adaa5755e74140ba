"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { fullInstant } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Ask, Button, Callout, turnUnlessBusy } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";

interface PublicationProps {
  readonly event: OfficeEventView;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** The step to or from the public's eyes, asked once with what it touches. */
export function Publication({ event, onSaved }: PublicationProps) {
  const t = useTranslations("event");
  const organizer = useOrganizer();
  if (!mayEdit(organizer) || event.status === "cancelled") return null;
  const isDraft = event.status === "draft";
  const hasDrafts = event.performances.some(({ status }) => status === "draft");
  return (
    <>
      {!isDraft && <PublicationStep event={event} publish={false} label={t("unpublish")} onSaved={onSaved} />}
      {(isDraft || hasDrafts) && (
        <PublicationStep event={event} publish label={isDraft ? t("publish") : t("publishMore")} onSaved={onSaved} />
      )}
    </>
  );
}

interface PublicationStepProps extends PublicationProps {
  readonly publish: boolean;
  readonly label: string;
}

function PublicationStep({ event, publish, label, onSaved }: PublicationStepProps) {
  const t = useTranslations("event");
  const say = useRefusalWords();
  const { locale } = useOrganizer();
  const [isOpen, setOpen] = useState(false);
  const change = useMutation(
    useTRPC().catalog.office.publish.mutationOptions({
      onSuccess: (saved) => {
        setOpen(false);
        onSaved(saved);
      },
    }),
  );
  const touched = event.performances.filter(({ status, startsAt }) =>
    publish ? status === "draft" && Date.parse(startsAt) > Date.now() : status === "published",
  );
  const turn = turnUnlessBusy(change, setOpen);
  return (
    <Ask
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense" kind={publish ? "torch" : "line"}>
          {label}
        </Button>
      }
      title={publish ? t("publishTitle", { title: event.title }) : t("unpublishTitle", { title: event.title })}
      description={
        publish ? t("publishTouches", { count: touched.length }) : t("unpublishTouches", { count: touched.length })
      }
      confirm={publish ? t("publishNow") : t("unpublishNow")}
      cancel={t("leaveAsIs")}
      dangerous={!publish}
      busy={change.isPending}
      onConfirm={() => change.mutate({ eventId: event.id, publish })}
    >
      {touched.length > 0 && (
        <ul>
          {touched.map(({ id, startsAt, saleStartsAt, venue }) => (
            <li key={id} className="border-line border-t py-1.5">
              <b className="block font-[620]">
                {fullInstant(startsAt, venue.timeZone, locale)}, {venue.name}
              </b>
              {publish && (
                <span className="text-text-2">
                  {t("saleFrom", { instant: fullInstant(saleStartsAt, venue.timeZone, locale) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {change.isError && (
        <Callout dense announce kind="danger" title={t("notChanged")}>
          {say(change.error)}
        </Callout>
      )}
    </Ask>
  );
}
