"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";

const WHILE_UNDER_WAY_MS = 1_500;
const AFTERWARDS_MS = 30_000;

/** Whether money or letters are still on their way, so that it is worth asking again soon. */
const isUnderWay = ({ finishedAt, refunds }: ChangeView) =>
  finishedAt === null || refunds.succeeded + refunds.failed < refunds.count;

/** The newest change of each performance of an event, by the performance's id; asked for again while one is being carried out. */
export function useChanges(eventId: string): ReadonlyMap<string, ChangeView> {
  const changes = useQuery(
    useTRPC().changes.list.queryOptions(
      { eventId },
      {
        refetchInterval: ({ state }) => {
          const list = state.data?.changes ?? [];
          if (list.length === 0) return false;
          return list.some(isUnderWay) ? WHILE_UNDER_WAY_MS : AFTERWARDS_MS;
        },
      },
    ),
  );
  return new Map((changes.data?.changes ?? []).toReversed().map((change) => [change.performanceId, change]));
}

/** After a change: the event and its changes are read anew. */
export function useChanged(eventId: string): () => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: trpc.changes.list.queryKey({ eventId }) });
    void queries.invalidateQueries({ queryKey: trpc.catalog.office.event.queryKey({ eventId }) });
    void queries.invalidateQueries({ queryKey: trpc.catalog.office.events.pathKey() });
  };
}
