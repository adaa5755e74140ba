"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { useToast } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";

/** A list of an event that is written as a whole. */
export interface SavedList {
  readonly event: OfficeEventView;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** The event as it stands when something is pressed later, such as the way back. */
export function useLatest(event: OfficeEventView): RefObject<OfficeEventView> {
  const latest = useRef(event);
  useEffect(() => {
    latest.current = event;
  }, [event]);
  return latest;
}

/** What is said about a list of an event: why it was not written, and the way back when something was taken off. */
export function useListSaying(eventId: string) {
  const t = useTranslations("exhibition");
  const say = useRefusalWords();
  const toast = useToast();
  const queries = useQueryClient();
  const trpc = useTRPC();
  return {
    refusalOf: (error: unknown) => (error ? say(error) : null),
    /** Where somebody else was quicker the list is read anew; what is typed stays, to be saved on top of it. */
    onError: (error: unknown) => {
      if (refusalOf(error)?.code !== "CHANGED_MEANWHILE") return;
      void queries.invalidateQueries({ queryKey: trpc.catalog.office.event.queryKey({ eventId }) });
    },
    sayRemoved: (name: string, undo: () => void) =>
      toast({ text: t("removed", { name }), action: { label: t("undo"), onPress: undo } }),
  };
}
