import { expect, test } from "vitest";
import { isGenreOf } from "../catalog/genres.ts";
import { isCurrency } from "../kernel/money.ts";
import { RATES_PER_EURO } from "./exchange-rates.ts";
import { SESSIONS, SPEAKERS } from "./exhibitions/sessions.ts";
import { NAME_WORDS, TRADES } from "./exhibitions/stands.ts";
import { FIRST_VENUES, VENUES_ABROAD } from "./houses/index.ts";
import { PERFORMERS } from "./performers/index.ts";
import { COMPETITIONS, FIRST_PROGRAMME, PROGRAMME_ABROAD } from "./programme/index.ts";
import { run, weekly } from "./seeded-event.ts";

const VENUES = [...FIRST_VENUES, ...VENUES_ABROAD];
const PROGRAMME = [...FIRST_PROGRAMME, ...PROGRAMME_ABROAD];
const PUBLISHED = PROGRAMME.filter((event) => !event.isDraft);
const venueOf = new Map(VENUES.map((venue) => [venue.key, venue]));
const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
const doubles = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

test("at least 200 events are published, of all four kinds", () => {
  expect(PUBLISHED.length).toBeGreaterThanOrEqual(200);
  const count = (kind: string) => PUBLISHED.filter((event) => event.kind === kind).length;
  expect(count("show")).toBeGreaterThanOrEqual(120);
  expect(count("sport")).toBeGreaterThanOrEqual(30);
  expect(count("transport")).toBeGreaterThanOrEqual(18);
  expect(count("exhibition")).toBeGreaterThanOrEqual(22);
});

test("they are in twenty cities or more, on four continents or more, in eight currencies or more", () => {
  const used = [...new Set(PUBLISHED.map((event) => event.venue))].flatMap((key) => venueOf.get(key) ?? []);
  expect(new Set(used.map((venue) => venue.city)).size).toBeGreaterThanOrEqual(20);
  const continents = new Set(used.map(({ timeZone }) => timeZone.split("/")[0]?.replace("Pacific", "Australia")));
  expect(continents.size).toBeGreaterThanOrEqual(4);
  expect(new Set(PUBLISHED.map((event) => event.currency)).size).toBeGreaterThanOrEqual(8);
});

test("every currency in use is known and has a rate", () => {
  for (const { currency } of PROGRAMME) {
    expect(isCurrency(currency)).toBe(true);
    expect(RATES_PER_EURO[currency]).toBeGreaterThan(0);
  }
  for (const currency of ["USD", "EUR", "GBP", "JPY", "CNY"]) expect(RATES_PER_EURO[currency]).toBeDefined();
});

test("every event, performer and venue has its words in English and in Chinese", () => {
  for (const { english, chinese } of PROGRAMME) {
    for (const words of Object.values(english)) expect(words).toMatch(/[a-z]/i);
    for (const words of Object.values(chinese)) expect(words).toSatisfy(isChinese);
  }
  for (const { name, chinese } of PERFORMERS) {
    expect(name).not.toBe("");
    expect(chinese).toSatisfy(isChinese);
  }
  for (const { chinese } of VENUES) {
    expect(chinese.name).toSatisfy(isChinese);
    expect(chinese.city).toSatisfy(isChinese);
  }
});

test("a city has one name in Chinese, and nothing is described in words that describe something else", () => {
  const namesOf = new Map<string, Set<string>>();
  for (const { city, chinese } of VENUES) namesOf.set(city, (namesOf.get(city) ?? new Set()).add(chinese.city));
  expect([...namesOf].filter(([, names]) => names.size > 1)).toEqual([]);
  expect(doubles(PROGRAMME.map((event) => event.english.description))).toEqual([]);
  expect(doubles(PROGRAMME.map((event) => event.chinese.description))).toEqual([]);
});

test("addresses are unique: of events and of performers", () => {
  expect(doubles(PROGRAMME.map((event) => event.slug))).toEqual([]);
  expect(doubles(PERFORMERS.map((performer) => performer.key))).toEqual([]);
  for (const { slug } of PROGRAMME) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test("an event has a genre of its kind; a fixture is between two teams, and elsewhere artists play", () => {
  const kindOf = new Map(PERFORMERS.map((performer) => [performer.key, performer.kind]));
  for (const { slug, kind, genre, performers = [] } of PROGRAMME) {
    expect(isGenreOf(kind, genre), slug).toBe(true);
    if (kind === "sport") expect([0, 2], slug).toContain(performers.length);
    for (const key of performers)
      expect(kindOf.get(key), `${key} at ${slug}`).toBe(kind === "sport" ? "team" : "artist");
  }
});

test("every event of sport is part of a competition, in both languages, and no other event is", () => {
  const bySport = PROGRAMME.filter(({ kind }) => kind === "sport").map(({ slug }) => slug);
  expect(Object.keys(COMPETITIONS).sort()).toEqual(bySport.sort());
  for (const { english, chinese } of Object.values(COMPETITIONS)) {
    expect(english).toMatch(/^[\p{Script=Latin}\d ·,-]+$/u);
    expect(chinese).toSatisfy(isChinese);
  }
});

test("there is something to happen and somebody to show something at an exhibition of every genre, in both languages", () => {
  const genres = new Set(PROGRAMME.filter(({ kind }) => kind === "exhibition").map(({ genre }) => genre));
  for (const genre of genres) {
    expect(SESSIONS[genre]?.length, genre).toBeGreaterThanOrEqual(9);
    expect(TRADES[genre]?.length, genre).toBeGreaterThanOrEqual(3);
  }
  const sessions = Object.values(SESSIONS).flat();
  const trades = Object.values(TRADES).flat();
  const texts = [
    ...sessions.flatMap(({ title, place }) => [title, place]),
    ...trades.flatMap(({ name, shows }) => [name, ...shows]),
    ...SPEAKERS,
    ...NAME_WORDS,
  ];
  for (const [english, chinese] of texts) {
    expect(english).toMatch(/^[^\p{Script=Han}]+$/u);
    expect(chinese).toSatisfy(isChinese);
  }
  expect(doubles(sessions.map(({ title }) => title[0]))).toEqual([]);
});

test("everybody in the list plays somewhere, and some at several events", () => {
  const appearances = new Map<string, number>();
  for (const key of PROGRAMME.flatMap((event) => event.performers ?? []))
    appearances.set(key, (appearances.get(key) ?? 0) + 1);
  expect(PERFORMERS.filter(({ key }) => !appearances.has(key)).map(({ key }) => key)).toEqual([]);
  expect([...appearances.values()].filter((count) => count > 1).length).toBeGreaterThanOrEqual(20);
});

test("no two events hang the same poster", () => {
  expect(doubles(PROGRAMME.map((event) => String(event.posterSeed)))).toEqual([]);
});

test("no two venues have the same places", () => {
  expect(VENUES.length).toBeGreaterThanOrEqual(36);
  // Without the name: two houses that differ in nothing else are the same house.
  const geometries = VENUES.map(({ chart }) => JSON.stringify({ ...chart().geometry, name: "" }));
  expect(VENUES.filter((_, at) => geometries.indexOf(geometries[at] ?? "") !== at).map(({ key }) => key)).toEqual([]);
});

test("in one hall nothing begins before the last is over", () => {
  const stops = new Set(["train", "ferry", "coach"]);
  const inHall = new Map<string, { slug: string; from: number; until: number }[]>();
  for (const { slug, venue, genre, performances } of PROGRAMME) {
    if (stops.has(genre)) continue;
    for (const { day, time, minutes } of performances) {
      const [hours = 0, past = 0] = time.split(":").map(Number);
      const from = day * 1_440 + hours * 60 + past;
      inHall.set(venue, [...(inHall.get(venue) ?? []), { slug, from, until: from + minutes }]);
    }
  }
  for (const [venue, turns] of inHall) {
    turns.sort((a, b) => a.from - b.from);
    const early = turns.filter((turn, at) => at > 0 && turn.from < (turns[at - 1]?.until ?? 0));
    expect(early, venue).toEqual([]);
  }
});

test("what comes again each week is sold less the later it is", () => {
  expect(weekly(4, 2, [0, 3])).toEqual([4, 7, 11, 14]);
  expect(run(weekly(4, 2, [0, 3]), 0.8).map(({ day, soldShare }) => [day, soldShare])).toEqual([
    [4, 0.8],
    [7, 0.313],
    [11, 0.05],
    [14, 0],
  ]);
});
