import { arena, type CompiledRevision, club, compileChart, type GeneratedHouse, theatre } from "../seating/index.ts";

/** A drawn house the way an organizer's own plan goes: through the compiler. */
function compiled({ plan, sidecar }: GeneratedHouse): CompiledRevision {
  return compileChart(plan, sidecar);
}

export const theatreChart = (): CompiledRevision => compiled(theatre());
export const arenaChart = (): CompiledRevision => compiled(arena());
export const clubChart = (): CompiledRevision => compiled(club());
