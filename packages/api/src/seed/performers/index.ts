import type { PerformerKind } from "@usher/db";
import { ARTISTS } from "./artists.ts";
import type { SeededPerformer } from "./seeded-performer.ts";
import { TEAMS } from "./teams.ts";

const ofKind = (kind: PerformerKind, performers: readonly SeededPerformer[]) =>
  performers.map((performer) => ({ ...performer, kind }));

/** Everybody who plays at an event of the seed. */
export const PERFORMERS: readonly (SeededPerformer & { readonly kind: PerformerKind })[] = [
  ...ofKind("artist", ARTISTS),
  ...ofKind("team", TEAMS),
];
