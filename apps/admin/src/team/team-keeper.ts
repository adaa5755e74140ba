"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { TeamView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { useOrganizer } from "../shell/organizer.ts";

export type Member = TeamView["members"][number];

/** Keeps what an answer says of the team, and has it asked for again. */
export function useTeamKeeper() {
  const client = useQueryClient();
  const { id: organizerId } = useOrganizer();
  const { team } = useTRPC();
  return {
    keep: (view: TeamView) => client.setQueryData(team.show.queryKey({ organizerId }), view),
    askAgain: () => client.invalidateQueries(team.show.queryFilter({ organizerId })),
  };
}
