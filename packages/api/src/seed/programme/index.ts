import type { SeededEvent } from "../seeded-event.ts";
import { AUSTRALIA } from "./australia.ts";
import { BERLIN_AND_WARSAW } from "./berlin-and-warsaw.ts";
import { BRAZIL } from "./brazil.ts";
import { CHICAGO } from "./chicago.ts";
import { COMPETITIONS } from "./competitions.ts";
import { DEPARTURES_IN_EUROPE } from "./departures-in-europe.ts";
import { DEPARTURES_OVERSEAS } from "./departures-overseas.ts";
import { EAST_ASIA_AND_THE_GULF } from "./east-asia-and-the-gulf.ts";
import { EXHIBITIONS_BEYOND_EUROPE } from "./exhibitions-beyond-europe.ts";
import { EXHIBITIONS_IN_EUROPE } from "./exhibitions-in-europe.ts";
import { FERNLIGHT_HALL } from "./fernlight-hall.ts";
import { FOOTBALL } from "./football.ts";
import { GAMES_ELSEWHERE } from "./games-elsewhere.ts";
import { GAMES_IN_AMERICA } from "./games-in-america.ts";
import { GANTRY_NINE } from "./gantry-nine.ts";
import { HONG_KONG_AND_TAIPEI } from "./hong-kong-and-taipei.ts";
import { HOSHI_PROGRAMME } from "./hoshi.ts";
import { KADE_PROGRAMME } from "./kade.ts";
import { MEXICO_AND_LISBON } from "./mexico-and-lisbon.ts";
import { NEW_ZEALAND_AND_AFRICA } from "./new-zealand-and-africa.ts";
import { NORTH_SEA } from "./north-sea.ts";
import { SINGAPORE_AND_BANGKOK } from "./singapore-and-bangkok.ts";
import { TORONTO } from "./toronto.ts";
import { VIENNA_AND_PRAGUE } from "./vienna-and-prague.ts";

export { COMPETITIONS };

/** The first programme: fourteen events and one that is still a draft. */
export const FIRST_PROGRAMME: readonly SeededEvent[] = [...KADE_PROGRAMME, ...HOSHI_PROGRAMME];

/** What else is on, all over the world. */
export const PROGRAMME_ABROAD: readonly SeededEvent[] = [
  ...FERNLIGHT_HALL,
  ...GANTRY_NINE,
  ...CHICAGO,
  ...TORONTO,
  ...BERLIN_AND_WARSAW,
  ...VIENNA_AND_PRAGUE,
  ...AUSTRALIA,
  ...NEW_ZEALAND_AND_AFRICA,
  ...BRAZIL,
  ...MEXICO_AND_LISBON,
  ...SINGAPORE_AND_BANGKOK,
  ...HONG_KONG_AND_TAIPEI,
  ...EAST_ASIA_AND_THE_GULF,
  ...NORTH_SEA,
  ...FOOTBALL,
  ...GAMES_IN_AMERICA,
  ...GAMES_ELSEWHERE,
  ...DEPARTURES_IN_EUROPE,
  ...DEPARTURES_OVERSEAS,
  ...EXHIBITIONS_IN_EUROPE,
  ...EXHIBITIONS_BEYOND_EUROPE,
];
