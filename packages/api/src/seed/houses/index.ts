import { HOUSES_IN_THE_AMERICAS } from "./americas.ts";
import { HOUSES_IN_ASIA_AND_THE_SOUTH } from "./asia-and-the-south.ts";
import { HOUSES_IN_EUROPE } from "./europe.ts";
import type { SeededVenue } from "./seeded-venue.ts";
import { STOPS } from "./stops.ts";

export { FIRST_VENUES } from "./first-houses.ts";
export type { SeededVenue } from "./seeded-venue.ts";

/** Houses all over the world, beside the first ones. No two houses are drawn to the same measures. */
export const VENUES_ABROAD: readonly SeededVenue[] = [
  ...HOUSES_IN_THE_AMERICAS,
  ...HOUSES_IN_EUROPE,
  ...HOUSES_IN_ASIA_AND_THE_SOUTH,
  ...STOPS,
];
