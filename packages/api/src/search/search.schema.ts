import { z } from "zod";
import {
  currencySchema,
  eventKindSchema,
  eventSummaryView,
  genreSchema,
  performerView,
} from "../catalog/catalog.schema.ts";

export const SORTS = ["relevance", "date", "price", "distance", "popularity"] as const;

const FIRST_DAY = "2000-01-01";
const LAST_DAY = "2199-12-31";
/** A day in which anything can be on: years of fewer digits are on their way to being typed. */
const day = z.iso.date().refine((text) => text >= FIRST_DAY && text <= LAST_DAY, "Not a day of these centuries");

const few = <T extends z.ZodType>(one: T) => z.array(one).max(40).default([]);

/** What a search asks for. Days are those on the wall where the event is. */
export const searchInput = z.strictObject({
  words: z.string().trim().max(120).default(""),
  locale: z.enum(["en", "zh"]).default("en"),
  kinds: few(eventKindSchema),
  genres: few(genreSchema),
  cities: few(z.string().trim().min(1).max(100)),
  /** The reader's own day, from which "tonight" is counted. */
  today: day.nullish(),
  fromDay: day.nullish(),
  untilDay: day.nullish(),
  /** The most that one ticket may cost in all, in minor units of `currency`; prices in others are compared at the day's rate. */
  mostPerTicketMinor: z.number().int().min(0).max(100_000_000).nullish(),
  currency: currencySchema.default("EUR"),
  onlyAvailable: z.boolean().default(false),
  onlyStepFree: z.boolean().default(false),
  /** Only what is not on sale yet. */
  onlySoon: z.boolean().default(false),
  performer: z.string().max(100).nullish(),
  venueId: z.uuid().nullish(),
  near: z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullish(),
  withinKm: z.number().int().min(1).max(20_000).nullish(),
  sort: z.enum(SORTS).default("relevance"),
  page: z.number().int().min(1).max(50).default(1),
});
export type SearchInput = z.output<typeof searchInput>;

/** A stretch of a text that was looked for: where it begins and how long it is, in UTF-16 units. */
const markView = z.tuple([z.number().int(), z.number().int()]);

export const searchHitView = eventSummaryView.extend({
  genre: genreSchema.nullable(),
  titleMarks: z.array(markView),
  /** When this evening ends, or a train arrives. */
  endsAt: z.iso.datetime().nullable(),
  /** Of a fair of several days when its last one closes: until then people may come. */
  openUntil: z.iso.datetime().nullable(),
  /** Places left at this performance, seconds old; null while that is not known. */
  left: z.number().int().nullable(),
  distanceKm: z.number().nullable(),
});
export type SearchHitView = z.infer<typeof searchHitView>;

const countedView = <T extends z.ZodType>(value: T) => z.object({ value, count: z.number().int() });

export const foundPerformerView = performerView.extend({ eventCount: z.number().int() });
export const foundVenueView = z.object({
  id: z.uuid(),
  name: z.string(),
  city: z.string(),
  countryCode: z.string(),
  eventCount: z.number().int(),
});

/** Why there are hits although nothing fits all that was asked: what was given up to find them. */
export const GIVEN_UP = ["dates", "price", "distance", "city", "filters", "words"] as const;

export const searchView = z.object({
  hits: z.array(searchHitView),
  /** How many events fit; `isMore` when there may be more than were counted. */
  total: z.number().int(),
  nextPage: z.number().int().nullable(),
  /** What the words were read as, where that is not what was typed. */
  understood: z.string().nullable(),
  /** Set when nothing fits: the hits are the nearest there is. */
  givenUp: z.enum(GIVEN_UP).nullable(),
  /** Whom and where the search was narrowed down to, by name; null where they are not known. */
  performer: performerView.nullable(),
  venue: foundVenueView.omit({ eventCount: true }).nullable(),
  /** What else was meant, on the first page. */
  performers: z.array(foundPerformerView),
  venues: z.array(foundVenueView),
  /** Each counted with all other filters, so that choosing one shows that many. */
  kinds: z.array(countedView(eventKindSchema)),
  genres: z.array(countedView(genreSchema)),
  cities: z.array(countedView(z.string()).extend({ name: z.string() })),
  /** "database" while the engine is away: plainer, and without forgiving misspelling. */
  from: z.enum(["engine", "database"]),
});
export type SearchView = z.infer<typeof searchView>;

export const homeInput = z.strictObject({
  locale: z.enum(["en", "zh"]).default("en"),
  /** A city by its name in addresses; everywhere without. */
  city: z.string().max(120).nullish(),
});

export const cityView = z.object({
  slug: z.string(),
  /** As the search filters by it. */
  value: z.string(),
  name: z.string(),
  countryCode: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  eventCount: z.number().int(),
});
export type CityView = z.infer<typeof cityView>;

const sectionView = z.object({ hits: z.array(searchHitView), total: z.number().int() });
export const HOME_SECTIONS = [
  "trending",
  "tonight",
  "weekend",
  "next",
  "soon",
  "sport",
  "transport",
  "exhibition",
] as const;
export type HomeSection = (typeof HOME_SECTIONS)[number];

/** What is on, in a city or everywhere. */
export const homeView = z.object({
  city: cityView.nullable(),
  /** The day on the wall of the city, or of UTC, from which "tonight" and "this weekend" were counted. */
  today: z.string(),
  hero: searchHitView.nullable(),
  sections: z.object(
    Object.fromEntries(HOME_SECTIONS.map((name) => [name, sectionView])) as Record<HomeSection, typeof sectionView>,
  ),
  /** What many buy elsewhere, for a city with little of its own. */
  elsewhere: z.array(searchHitView),
  cities: z.array(cityView),
});
export type HomeView = z.infer<typeof homeView>;
