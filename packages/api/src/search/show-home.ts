import type { z } from "zod";
import { Refusal } from "../errors.ts";
import type { Services } from "../services.ts";
import { askDatabaseEach } from "./ask-database.ts";
import { askEach } from "./ask-engine.ts";
import { type City, readCities } from "./cities.ts";
import { type DayRange, dayNumber, wallDayText, weekendOf } from "./days.ts";
import { type CityView, HOME_SECTIONS, type HomeSection, type HomeView, type homeInput } from "./search.schema.ts";
import type { Wanted } from "./wanted.ts";
import { withOrWithoutEngine } from "./with-engine.ts";

const MOST_CITIES = 200;
/** How many each section shows; the hero is the first that is trending. */
const MOST: Record<HomeSection | "elsewhere", number> = {
  trending: 9,
  tonight: 6,
  weekend: 8,
  next: 6,
  soon: 5,
  sport: 4,
  transport: 4,
  exhibition: 4,
  elsewhere: 8,
};

/**
 * What is on in a city, or everywhere: what many buy and look at, what is on tonight and this weekend, what goes on sale,
 * and what each kind has next. The same for everybody, so that it can be kept. Refuses NOT_FOUND for a city in which
 * nothing is on.
 */
export async function showHome(
  services: Services,
  { locale = "en", city: slug = null }: z.input<typeof homeInput>,
): Promise<HomeView> {
  const cities = await readCities(services);
  const city = slug === null ? null : cities.find((one) => one.slug === slug);
  if (city === undefined) throw new Refusal("NOT_FOUND");
  const now = services.clock.now();
  const today = wallDayText(now, city?.timeZone ?? "UTC");
  const base = {
    ...NOTHING_ASKED,
    locale,
    cities: city ? [city.name] : [],
    nowSeconds: Math.floor(now.getTime() / 1_000),
  };
  const names = [...HOME_SECTIONS, "elsewhere"] as const;
  const questions = names.map((name) => ({ wanted: sectionOf(name, base, today), most: MOST[name] }));
  const { answer } = await withOrWithoutEngine(
    services,
    () => askEach(services, questions),
    () => askDatabaseEach(services, questions),
  );
  const found = Object.fromEntries(names.map((name, at) => [name, answer[at] ?? { hits: [], total: 0 }])) as Record<
    (typeof names)[number],
    { hits: HomeView["elsewhere"]; total: number }
  >;
  const { elsewhere, ...sections } = found;
  const [hero = null, ...trending] = sections.trending.hits;
  const isHere = (id: string) => hero?.id === id || trending.some((one) => one.id === id);
  return {
    city: city ? cityViewOf(city, locale) : null,
    today,
    hero,
    sections: { ...sections, trending: { hits: trending, total: sections.trending.total } },
    elsewhere: city ? elsewhere.hits.filter(({ id }) => !isHere(id)) : [],
    cities: cities.slice(0, MOST_CITIES).map((one) => cityViewOf(one, locale)),
  };
}

const NOTHING_ASKED = {
  words: "",
  kinds: [],
  genres: [],
  days: { from: null, until: null },
  price: null,
  onlyAvailable: false,
  onlyStepFree: false,
  onlySoon: false,
  performer: null,
  venueId: null,
  near: null,
  withinKm: null,
  sort: "date",
} as const;

function sectionOf(name: HomeSection | "elsewhere", base: Wanted, today: string): Wanted {
  const on = ({ fromDay, untilDay }: DayRange) => ({ days: { from: dayNumber(fromDay), until: dayNumber(untilDay) } });
  const parts: Record<typeof name, Partial<Wanted>> = {
    trending: { onlyAvailable: true, sort: "popularity" },
    tonight: on({ fromDay: today, untilDay: today }),
    weekend: { ...on(weekendOf(today)), sort: "popularity" },
    next: {},
    soon: { onlySoon: true, sort: "saleStart" },
    sport: { kinds: ["sport"] },
    transport: { kinds: ["transport"] },
    exhibition: { kinds: ["exhibition"] },
    elsewhere: { cities: [], onlyAvailable: true, sort: "popularity" },
  };
  return { ...base, ...parts[name] };
}

function cityViewOf(
  { slug, name, nameZh, countryCode, latitude, longitude, eventCount }: City,
  locale: string,
): CityView {
  return { slug, value: name, name: locale === "zh" ? nameZh : name, countryCode, latitude, longitude, eventCount };
}
