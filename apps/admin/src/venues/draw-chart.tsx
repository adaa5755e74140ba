"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field } from "@usher/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { missingFields } from "../shell/missing-fields.ts";
import { useOfficePath } from "../shell/organizer.ts";
import type { Venue } from "./use-venues.ts";

/** Begins a chart of the venue with nothing on it, and opens it. */
export function DrawChart({ venue }: { readonly venue: Venue }) {
  const t = useTranslations("venues");
  const needed = useTranslations("fields");
  const say = useRefusalWords();
  const router = useRouter();
  const officePath = useOfficePath();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isMissing, setMissing] = useState(false);
  const begin = useMutation(
    trpc.seating.createChart.mutationOptions({
      onSuccess: ({ chartId }) => {
        void queries.invalidateQueries({ queryKey: trpc.catalog.office.venues.pathKey() });
        router.push(officePath(`/charts/${chartId}`));
      },
    }),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const lacks = missingFields(event.currentTarget).length > 0;
    setMissing(lacks);
    if (lacks || begin.isPending) return;
    const name = String(new FormData(event.currentTarget).get("chartName") ?? "").trim();
    begin.mutate({ venueId: venue.id, name, category: t("firstCategory") });
  };
  return (
    <form noValidate className="grid max-w-120 gap-3 rounded-press bg-page p-4" onSubmit={send}>
      <Field
        dense
        label={t("drawName")}
        name="chartName"
        required
        autoFocus
        maxLength={120}
        autoComplete="off"
        error={isMissing ? needed("needed") : undefined}
      />
      <Button type="submit" size="dense" kind="ink" busy={begin.isPending} className="justify-self-start">
        {t("drawBegin")}
      </Button>
      {begin.isError && <Callout dense announce kind="danger" title={say(begin.error)} />}
    </form>
  );
}
