import type { PerformanceStock } from "@usher/api";
import type { EventView, PerformanceView } from "@usher/api/contract";
import { describe, expect, test } from "vitest";
import { eventJsonLd } from "./event-json-ld.ts";

const during = Date.parse("2026-10-01T00:00:00Z");
const category = (chartCategory: number, name: string, priceMinor: number) => ({
  ...{ id: `c${chartCategory}`, chartCategory, name, tier: 1, priceMinor, faceMinor: priceMinor, feeMinor: 0 },
  fares: [],
});
const performance: PerformanceView = {
  id: "p1",
  startsAt: "2026-11-14T19:00:00Z",
  doorsAt: null,
  endsAt: "2026-11-14T22:00:00Z",
  saleStartsAt: "2026-09-01T08:00:00Z",
  saleEndsAt: "2026-11-14T19:30:00Z",
  status: "published",
  currency: "EUR",
  ...{ seatCount: 300, ticketLimit: 6, allowsSingles: false, refundUntil: null, refundFeeMinor: 0, geometryHash: "g" },
  venue: {
    id: "v",
    name: "Hall",
    city: "Rotterdam",
    countryCode: "NL",
    timeZone: "Europe/Amsterdam",
    address: "Kade 1",
  },
  categories: [category(0, "Back", 4_450), category(1, "Front", 8_900)],
  tariffs: [],
  quotas: [],
  moreFrom: null,
  cells: [],
};
const event: EventView = {
  ...{ id: "e", slug: "night-ferry", kind: "show", status: "published", posterSeed: 7, title: "Night Ferry" },
  ...{
    subtitle: "A crossing",
    description: "",
    genre: null,
    competition: null,
    otherEvents: [],
    agenda: [],
    exhibitors: [],
  },
  organizer: { name: "Kade Concerts", verified: true },
  performers: [],
  performances: [performance],
};
const stock = (back: number, front: number, total = 150): PerformanceStock => ({
  performanceId: "p1",
  total: 2 * total,
  left: back + front,
  categories: [
    { chartCategory: 0, total, left: back },
    { chartCategory: 1, total, left: front },
  ],
});

interface Asked {
  readonly event?: Partial<EventView>;
  readonly performance?: Partial<PerformanceView>;
  readonly stock?: readonly PerformanceStock[];
  readonly nowMs?: number;
}

function read({ nowMs = during, ...asked }: Asked = {}) {
  const performances = [{ ...performance, ...asked.performance }];
  const facts = { event: { ...event, ...asked.event, performances }, stock: asked.stock ?? [stock(100, 100)], nowMs };
  const [entry] = eventJsonLd({ ...facts, locale: "en", origin: "https://usher.example" });
  if (!entry) throw new Error("No entry was written");
  return entry;
}
const availabilities = (asked: Asked) => read(asked).offers.map(({ availability }) => availability?.split("/").at(-1));

describe("what can be had", () => {
  test("each category is an offer of its own, with its total in money as it is written", () => {
    expect(read().offers).toMatchObject([
      {
        "@type": "Offer",
        name: "Back",
        price: 44.5,
        priceCurrency: "EUR",
        availability: "https://schema.org/InStock",
        url: "https://usher.example/events/night-ferry",
      },
      { name: "Front", price: 89, validFrom: "2026-09-01T08:00:00Z", availabilityEnds: "2026-11-14T19:30:00Z" },
    ]);
    expect(read({ performance: { currency: "JPY" } }).offers[0]).toMatchObject({ price: 4_450, priceCurrency: "JPY" });
  });

  test("a category that is gone is sold out while another is not, and few are few", () => {
    expect(availabilities({ stock: [stock(0, 100)] })).toEqual(["SoldOut", "InStock"]);
    expect(availabilities({ stock: [stock(10, 11)] })).toEqual(["LimitedAvailability", "InStock"]);
    expect(availabilities({ stock: [stock(500, 501, 10_000)] })).toEqual(["LimitedAvailability", "InStock"]);
  });

  test.each([
    ["before the sale", "2026-08-31T00:00:00Z", "PreOrder"],
    ["after the sale, with places left", "2026-11-14T20:00:00Z", "OutOfStock"],
    ["after the end", "2026-11-15T00:00:00Z", "OutOfStock"],
  ])("%s nothing is in stock", (_, now, word) => {
    expect(availabilities({ nowMs: Date.parse(now) })).toEqual([word, word]);
  });

  test("while nobody can say what is left nothing is said of it, and times are still true", () => {
    expect(availabilities({ stock: [] })).toEqual([undefined, undefined]);
    expect(availabilities({ stock: [], nowMs: Date.parse("2026-08-31T00:00:00Z") })).toEqual(["PreOrder", "PreOrder"]);
  });

  test("a category without a place in the house is no offer", () => {
    const [one] = [stock(100, 0)];
    const without = { ...one, categories: one.categories.slice(0, 1) };
    expect(read({ stock: [without] }).offers.map(({ name }) => name)).toEqual(["Back"]);
  });
});

test("what is called off, as an event or one evening of it, is cancelled and not for sale", () => {
  for (const asked of [{ event: { status: "cancelled" } }, { performance: { status: "cancelled" } }] as const) {
    expect(read(asked).eventStatus).toBe("https://schema.org/EventCancelled");
    expect(availabilities(asked)).toEqual(["OutOfStock", "OutOfStock"]);
  }
  expect(read().eventStatus).toBe("https://schema.org/EventScheduled");
});

test("a fixture is part of its competition, and what has none says nothing of one", () => {
  const competition = "Premier Division · Matchday 12";
  expect(read({ event: { kind: "sport", competition } })).toMatchObject({
    superEvent: { "@type": "EventSeries", name: competition },
  });
  expect(read()).not.toHaveProperty("superEvent");
});

test("of a match the first named is the home team; a day of many teams has none", () => {
  const team = (name: string) => ({ slug: name.toLowerCase(), kind: "team" as const, name });
  const performers = [team("Harbour"), team("Hill")];
  expect(read({ event: { kind: "sport", performers } })).toMatchObject({
    "@type": "SportsEvent",
    homeTeam: { "@type": "SportsTeam", name: "Harbour" },
    awayTeam: { name: "Hill" },
  });
  const many = read({ event: { kind: "sport", performers: [...performers, team("Vale")] } });
  expect(many).not.toHaveProperty("homeTeam");
  expect(many).toMatchObject({ performer: [{ name: "Harbour" }, { name: "Hill" }, { name: "Vale" }] });
});
