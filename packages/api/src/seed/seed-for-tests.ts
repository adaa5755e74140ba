import type { Role } from "@usher/db";
import { rebuildAvailability } from "../availability/index.ts";
import { newId } from "../kernel/ids.ts";
import { type ChartGeometry, storeChart } from "../seating/index.ts";
import type { Services } from "../services.ts";
import { gridChart } from "./grid-chart.ts";

const DAY_MS = 86_400_000;
const ROLES: readonly Role[] = ["owner", "manager", "boxOffice", "finance", "gate"];

export interface TestPerson {
  readonly personId: string;
  readonly personEmail: string;
}

export interface TestHouse {
  readonly organizerId: string;
  readonly staff: Readonly<Record<Role, TestPerson>>;
  /** Owner of another house. */
  readonly stranger: TestPerson & { readonly organizerId: string };
  readonly buyer: TestPerson;
  readonly venueId: string;
  readonly chartId: string;
  readonly chartRevisionId: string;
  readonly geometry: ChartGeometry;
  /** First index and count of the places to stand. */
  readonly standing: { readonly first: number; readonly count: number };
  readonly eventId: string;
  readonly slug: string;
  /** On sale since yesterday, in thirty days: one in euros, one in yen. */
  readonly inEuro: string;
  readonly inYen: string;
}

/**
 * A small house for integration tests: ten rows of twenty in two categories and eighty places to stand, people of each
 * role, a stranger, a buyer, and two performances on sale whose availability is built. Ids are new each time.
 */
export async function seedForTests(services: Services): Promise<TestHouse> {
  const { db } = services;
  const organizerId = await writeOrganizer(services, "NL");
  const strangersId = await writeOrganizer(services, "JP");
  const staff = {} as Record<Role, TestPerson>;
  for (const role of ROLES) staff[role] = await writePerson(services, role, { organizerId, role });
  const stranger = await writePerson(services, "stranger", { organizerId: strangersId, role: "owner" });
  const buyer = await writePerson(services, "buyer");
  const venueId = newId();
  const place = { city: "Rotterdam", countryCode: "NL", timeZone: "Europe/Amsterdam", address: "Kade 1" };
  await db.venue.create({ data: { id: venueId, organizerId, name: `House ${venueId}`, ...place } });
  const compiled = gridChart({
    name: "Small house",
    categories: ["Front", "Back", "Standing"],
    sections: [
      { name: "Stalls", category: 0, rows: 5, seatsPerRow: 20 },
      { name: "Circle", category: 1, rows: 5, seatsPerRow: 20 },
    ],
    standing: { name: "Floor", category: 2, count: 80 },
    stageLabel: "Stage",
  });
  const stored = await storeChart(db, { organizerId, venueId, name: "Small house" }, compiled);
  const { geometry } = compiled;
  const eventId = newId();
  const slug = `night-ferry-${eventId.slice(-12)}`;
  const texts = { title: "Night Ferry", subtitle: "In the small house", description: "One evening." };
  const chinese = { title: "夜航渡轮", subtitle: "小剧场", description: "一个夜晚。" };
  await db.event.create({
    data: {
      id: eventId,
      organizerId,
      slug,
      kind: "show",
      status: "published",
      posterSeed: 1045,
      ...texts,
      translations: { zh: chinese },
    },
  });
  const house = { organizerId, eventId, venueId, chartRevisionId: stored.revisionId, geometry };
  const inEuro = await writePerformance(services, house, { currency: "EUR", faceMinor: 4_000, feeMinor: 400 });
  const inYen = await writePerformance(services, house, { currency: "JPY", faceMinor: 6_000, feeMinor: 500 });
  const standing = { first: 200, count: 80 };
  const { chartId, revisionId: chartRevisionId } = stored;
  const ids = { organizerId, venueId, chartId, chartRevisionId, eventId, slug, inEuro, inYen };
  return { ...ids, staff, stranger: { ...stranger, organizerId: strangersId }, buyer, geometry, standing };
}

async function writeOrganizer({ db, clock }: Services, countryCode: string): Promise<string> {
  const id = newId();
  await db.organizer.create({
    data: { id, slug: `house-${id}`, name: "Test House", countryCode, verifiedAt: clock.now() },
  });
  return id;
}

async function writePerson(
  { db }: Services,
  name: string,
  membership?: { organizerId: string; role: Role },
): Promise<TestPerson> {
  const personId = newId();
  const personEmail = `${name}.${personId}@house.example`.toLowerCase();
  await db.person.create({ data: { id: personId, email: personEmail, name } });
  if (membership) await db.membership.create({ data: { personId, ...membership } });
  return { personId, personEmail };
}

async function writePerformance(
  services: Services,
  {
    geometry,
    ...house
  }: { organizerId: string; eventId: string; venueId: string; chartRevisionId: string; geometry: ChartGeometry },
  price: { currency: string; faceMinor: number; feeMinor: number },
): Promise<string> {
  const id = newId();
  const inDays = (days: number) => new Date(services.clock.nowMs() + days * DAY_MS);
  const { organizerId } = house;
  const categories = geometry.categories.map((name, chartCategory) => ({
    id: newId(),
    organizerId,
    chartCategory,
    name,
    tier: chartCategory + 1,
    faceMinor: price.faceMinor - chartCategory * 1_000,
    feeMinor: price.feeMinor,
    taxRateBasisPoints: 900,
  }));
  await services.db.performance.create({
    data: {
      id,
      ...house,
      status: "published",
      startsAt: inDays(30),
      saleStartsAt: inDays(-1),
      saleEndsAt: inDays(30),
      currency: price.currency,
      seatCount: geometry.seatCount,
      refundUntil: inDays(28),
      refundFeeMinor: 100,
      categories: { createMany: { data: categories } },
    },
  });
  await rebuildAvailability(services, id, "test");
  return id;
}
