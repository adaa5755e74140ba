import {
  type ArenaOptions,
  arena,
  type ClubOptions,
  type CompiledRevision,
  type ConcertHallOptions,
  club,
  compileChart,
  concertHall,
  type ExhibitionHallOptions,
  exhibitionHall,
  type GeneratedHouse,
  type RailwayCoachOptions,
  railwayCoach,
  type StadiumOptions,
  stadium,
  type TheatreOptions,
  theatre,
} from "../seating/index.ts";

/** A venue's chart: what its office calls it, and how it comes about. */
export interface VenueChart {
  readonly chartName: string;
  readonly chart: () => CompiledRevision;
}

/** A drawn house goes the way of an organizer's own plan: through the compiler. */
const drawn = (chartName: string, draw: () => GeneratedHouse): VenueChart => ({
  chartName,
  chart: () => {
    const { plan, sidecar } = draw();
    return compileChart(plan, sidecar);
  },
});

export const theatreChart = (measures?: TheatreOptions) => drawn("Theatre", () => theatre(measures));
export const arenaChart = (measures?: ArenaOptions) => drawn("Arena, end stage", () => arena(measures));
export const clubChart = (measures?: ClubOptions) => drawn("Standing", () => club(measures));
export const stadiumChart = (measures?: StadiumOptions) => drawn("Stadium", () => stadium(measures));
export const concertHallChart = (measures?: ConcertHallOptions) => drawn("In the round", () => concertHall(measures));
export const exhibitionChart = (measures?: ExhibitionHallOptions) => drawn("Halls", () => exhibitionHall(measures));
export const trainChart = (measures?: RailwayCoachOptions) => drawn("Train", () => railwayCoach(measures));
