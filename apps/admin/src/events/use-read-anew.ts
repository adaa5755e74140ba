"use client";

import { useQueryClient } from "@tanstack/react-query";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";

/**
 * Where somebody else was quicker the event is read anew. What is typed stays in the form, and whoever saves once more, having been told, puts it on
 * top of theirs.
 */
export function useReadAnew(eventId: string | undefined): (error: unknown) => void {
  const queries = useQueryClient();
  const trpc = useTRPC();
  return (error) => {
    if (!eventId || !isChangedMeanwhile(error)) return;
    void queries.invalidateQueries({ queryKey: trpc.catalog.office.event.queryKey({ eventId }) });
  };
}

/** Whether something was refused since somebody else was quicker. */
export const isChangedMeanwhile = (error: unknown): boolean => refusalOf(error)?.code === "CHANGED_MEANWHILE";
