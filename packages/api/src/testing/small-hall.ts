import { newId } from "../kernel/ids.ts";
import { CHART_CONTENT_TYPE, type ChartGeometry, encodeChart, saveAsset } from "../seating/index.ts";
import type { Services } from "../services.ts";

const ROWS = 10;
const SEATS_A_ROW = 20;
const STANDING = 100;

/** A hall for tests: ten rows of twenty (row A is seats 0–19), then a hundred standing places from index 200. */
export function smallHallGeometry(standing = STANDING): ChartGeometry {
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    name: String.fromCharCode(65 + row),
    first: row * SEATS_A_ROW,
    count: SEATS_A_ROW,
    x: Array.from({ length: SEATS_A_ROW }, (_, seat) => seat * 55),
    y: Array.from({ length: SEATS_A_ROW }, () => 300 + row * 90),
    labels: Array.from({ length: SEATS_A_ROW }, (_, seat) => String(seat + 1)),
    category: row < 5 ? 0 : 1,
  }));
  const seated = ROWS * SEATS_A_ROW;
  return {
    format: 1,
    name: "Small hall",
    seatCount: seated + standing,
    bounds: { x: -100, y: 0, width: 1300, height: 1600 },
    focalPoint: [520, 0],
    stage: null,
    categories: ["Front", "Back", "Standing"],
    sections: [
      {
        name: "Stalls",
        outline: [
          [-50, 250],
          [1100, 250],
          [1100, 1200],
          [-50, 1200],
        ],
        labelAt: [520, 700],
        first: 0,
        count: seated,
        rows,
        standing: null,
      },
      {
        name: "Standing",
        outline: [
          [-50, 1250],
          [1100, 1250],
          [1100, 1550],
          [-50, 1550],
        ],
        labelAt: [520, 1400],
        first: seated,
        count: standing,
        rows: [],
        standing: { first: seated, count: standing, category: 2 },
      },
    ],
    marks: { wheelchair: [], companion: [], restrictedView: [] },
  };
}

export interface SmallHall {
  readonly organizerId: string;
  readonly performanceId: string;
  readonly eventId: string;
}

/**
 * An organizer with one published performance in the small hall, on sale now. Prices: 40, 30 and 20 with fees of 4. Unless said
 * otherwise any seat may be taken, whoever is left alone beside it.
 */
export async function openSmallHall(
  services: Services,
  options: {
    currency?: string;
    organizerId?: string;
    ticketLimit?: number;
    allowsSingles?: boolean;
    /** Standing places, a hundred if nothing is said. */
    standing?: number;
  } = {},
): Promise<SmallHall> {
  const { db, clock } = services;
  const geometry = smallHallGeometry(options.standing);
  const hash = await saveAsset(db, CHART_CONTENT_TYPE, encodeChart(geometry));
  const organizerId = options.organizerId ?? newId();
  const [venueId, chartId, revisionId, eventId, performanceId] = [newId(), newId(), newId(), newId(), newId()];
  if (!options.organizerId) {
    await db.organizer.create({
      data: { id: organizerId, slug: `org-${organizerId}`, name: "Test House", countryCode: "NL" },
    });
  }
  await db.venue.create({
    data: {
      id: venueId,
      organizerId,
      name: `Hall ${venueId}`,
      city: "Rotterdam",
      countryCode: "NL",
      timeZone: "Europe/Amsterdam",
      address: "Kade 1",
    },
  });
  await db.chart.create({ data: { id: chartId, organizerId, venueId, name: geometry.name } });
  await db.chartRevision.create({
    data: {
      id: revisionId,
      chartId,
      number: 1,
      seatCount: geometry.seatCount,
      geometryHash: hash,
      seatKeys: Array.from({ length: geometry.seatCount }, (_, index) => `small-${index}`),
      categories: [...geometry.categories],
      defects: [],
    },
  });
  await db.event.create({
    data: {
      id: eventId,
      organizerId,
      slug: `event-${eventId}`,
      kind: "show",
      status: "published",
      title: "Night Ferry",
      subtitle: "",
      description: "",
      posterSeed: 7,
    },
  });
  const day = 86_400_000;
  const at = (days: number) => new Date(clock.nowMs() + days * day);
  await db.performance.create({
    data: {
      id: performanceId,
      organizerId,
      eventId,
      venueId,
      chartRevisionId: revisionId,
      status: "published",
      startsAt: at(30),
      saleStartsAt: at(-1),
      saleEndsAt: at(30),
      currency: options.currency ?? "EUR",
      seatCount: geometry.seatCount,
      ticketLimit: options.ticketLimit ?? 6,
      allowsSingles: options.allowsSingles ?? true,
      refundUntil: at(20),
      refundFeeMinor: 200,
      epoch: 1,
      categories: {
        createMany: {
          data: geometry.categories.map((name, chartCategory) => ({
            id: newId(),
            organizerId,
            chartCategory,
            name,
            tier: chartCategory + 1,
            faceMinor: 4_000 - chartCategory * 1_000,
            feeMinor: 400,
            taxRateBasisPoints: 900,
          })),
        },
      },
    },
  });
  return { organizerId, performanceId, eventId };
}
