import type { VenueChart } from "../charts.ts";
import type { OrganizerKey } from "../people.ts";

/** A house, and the chart by which its places are sold. */
export interface SeededVenue extends VenueChart {
  readonly key: string;
  readonly organizer: OrganizerKey;
  readonly name: string;
  readonly city: string;
  readonly chinese: { readonly name: string; readonly city: string };
  readonly countryCode: string;
  readonly timeZone: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
}
