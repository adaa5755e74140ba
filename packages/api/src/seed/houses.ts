import type { CompiledRevision } from "../seating/index.ts";
import { arenaChart, clubChart, theatreChart } from "./charts.ts";
import { gridChart } from "./grid-chart.ts";
import type { SeededOrganizer } from "./people.ts";

export interface SeededVenue {
  readonly key: string;
  readonly organizer: SeededOrganizer["key"];
  readonly name: string;
  readonly city: string;
  readonly countryCode: string;
  readonly timeZone: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly chartName: string;
  readonly chart: () => CompiledRevision;
}

const trainChart = () =>
  gridChart({
    name: "Sleeper of four coaches",
    categories: ["First class", "Second class"],
    sections: [1, 2, 3, 4].map((coach) => ({
      name: `Coach ${coach}`,
      category: coach === 1 ? 0 : 1,
      rows: 16,
      seatsPerRow: 4,
    })),
    stageLabel: "Engine",
  });

const theatre = { chartName: "Theatre", chart: theatreChart };
const arena = { chartName: "Arena, end stage", chart: arenaChart };
const club = { chartName: "Standing", chart: clubChart };

/** Houses in seven countries and as many time zones; the names are made up. */
export const VENUES: readonly SeededVenue[] = [
  {
    key: "maas-theatre",
    organizer: "kade",
    name: "Maas Theatre",
    city: "Rotterdam",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    address: "Wijnhaven 18, 3011 WR Rotterdam",
    latitude: 51.9175,
    longitude: 4.4852,
    ...theatre,
  },
  {
    key: "kade-arena",
    organizer: "kade",
    name: "Kade Arena",
    city: "Rotterdam",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    address: "Ahoyweg 40, 3084 BA Rotterdam",
    latitude: 51.8826,
    longitude: 4.4881,
    ...arena,
  },
  {
    key: "hal-noord",
    organizer: "kade",
    name: "Hal Noord",
    city: "Amsterdam",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    address: "NDSM-Plein 5, 1033 WB Amsterdam",
    latitude: 52.4012,
    longitude: 4.8942,
    ...club,
  },
  {
    key: "platform-9",
    organizer: "kade",
    name: "Centraal, platform 9",
    city: "Rotterdam",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    address: "Stationsplein 1, 3013 AJ Rotterdam",
    latitude: 51.9249,
    longitude: 4.469,
    chartName: "Sleeper of four coaches",
    chart: trainChart,
  },
  {
    key: "albion-hall",
    organizer: "kade",
    name: "Albion Hall",
    city: "London",
    countryCode: "GB",
    timeZone: "Europe/London",
    address: "41 Kingsway, London WC2B 6TP",
    latitude: 51.5153,
    longitude: -0.1186,
    ...theatre,
  },
  {
    key: "norrsken",
    organizer: "kade",
    name: "Norrsken",
    city: "Stockholm",
    countryCode: "SE",
    timeZone: "Europe/Stockholm",
    address: "Hornsgatan 75, 118 49 Stockholm",
    latitude: 59.3176,
    longitude: 18.0544,
    ...club,
  },
  {
    key: "papirhallen",
    organizer: "kade",
    name: "Papirhallen",
    city: "Copenhagen",
    countryCode: "DK",
    timeZone: "Europe/Copenhagen",
    address: "Refshalevej 171, 1432 København",
    latitude: 55.6934,
    longitude: 12.6186,
    ...club,
  },
  {
    key: "hoshi-arena",
    organizer: "hoshi",
    name: "Hoshi Arena",
    city: "Tokyo",
    countryCode: "JP",
    timeZone: "Asia/Tokyo",
    address: "2-1-1 Ariake, Koto-ku, Tokyo 135-0063",
    latitude: 35.6329,
    longitude: 139.7905,
    ...arena,
  },
  {
    key: "minami-club",
    organizer: "hoshi",
    name: "Minami Box",
    city: "Osaka",
    countryCode: "JP",
    timeZone: "Asia/Tokyo",
    address: "2-3-10 Shinsaibashi-suji, Chuo-ku, Osaka 542-0085",
    latitude: 34.6705,
    longitude: 135.5014,
    ...club,
  },
  {
    key: "dana-theatre",
    organizer: "hoshi",
    name: "Dana Theatre",
    city: "Kuwait City",
    countryCode: "KW",
    timeZone: "Asia/Kuwait",
    address: "Arabian Gulf Street 12, Kuwait City",
    latitude: 29.3797,
    longitude: 47.9901,
    ...theatre,
  },
  {
    key: "bund-hall",
    organizer: "hoshi",
    name: "Bund Hall",
    city: "Shanghai",
    countryCode: "CN",
    timeZone: "Asia/Shanghai",
    address: "Zhongshan East 1st Road 200, Shanghai 200002",
    latitude: 31.2363,
    longitude: 121.4907,
    ...theatre,
  },
];
