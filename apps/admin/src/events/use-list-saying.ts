"use client";

import type { OfficeEventView } from "@usher/api/contract";
import { useToast } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useReadAnew } from "./use-read-anew.ts";

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
  return {
    refusalOf: (error: unknown) => (error ? say(error) : null),
    onError: useReadAnew(eventId),
    sayRemoved: (name: string, undo: () => void) =>
      toast({ text: t("removed", { name }), action: { label: t("undo"), onPress: undo } }),
  };
}
