import { randomUUID } from "node:crypto";
import { officeEvent } from "../../catalog/index.ts";
import { movePerformance } from "../../changes/index.ts";
import { raiseAlert } from "../../orders/index.ts";
import { setAside } from "../../releases/index.ts";
import { chartToDraw } from "../../seating/index.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import type { TwoOrganizers } from "./two-organizers.fixture.ts";

export const requestId = () => randomUUID();
export const email = ({ buyer }: TwoOrganizers) => buyer.caller.personEmail ?? "";
export const gateRef = ({ a }: TwoOrganizers) => ({ performanceId: a.performanceId, deviceId: a.deviceId });
export const ofOrganizer = ({ a }: TwoOrganizers) => ({ organizerId: a.organizerId });
export const ofPerformance = ({ a }: TwoOrganizers) => ({ performanceId: a.performanceId });
export const ofChart = ({ a }: TwoOrganizers) => ({ chartId: a.performance.chartRevision.chartId });
export const draftTitle = ({ a }: TwoOrganizers) => a.draft.title;

export const plan = JSON.stringify({
  name: "Annex",
  categories: [{ name: "All", color: "#336699" }],
  zones: [
    {
      name: "Floor",
      position: { x: 0, y: 0 },
      rows: [
        {
          position: { x: 0, y: 100 },
          row_number: "A",
          seats: [{ seat_guid: "a1", seat_number: "1", position: { x: 0, y: 0 }, category: "All" }],
        },
      ],
      areas: [],
    },
  ],
  size: { width: 500, height: 500 },
});

export const agendaItem = {
  startsAt: "2031-03-10T10:00:00.000Z",
  endsAt: null,
  ...{ title: "Tour", place: "", speaker: "", chinese: { title: "导览", place: "", speaker: "" } },
};
export const exhibitor = {
  ...{ name: "Alder Press", stand: "A1", summary: "", url: null },
  chinese: { name: "桤木出版社", summary: "" },
};

/** A's draft, and one of its lists as it stands now. */
export async function draftList({ a, as }: TwoOrganizers, revision: "agendaRevision" | "exhibitorsRevision") {
  const draft = await officeEvent(as("a:owner"), a.draft.id);
  return { eventId: a.draft.id, revision: draft[revision] };
}

/** A's chart as its editor opened it. */
export async function drawn(world: TwoOrganizers) {
  const { draft, document } = await chartToDraw(world.as("a:owner"), ofChart(world).chartId);
  return { version: draft.version, document };
}

export function performanceInput({ a }: TwoOrganizers) {
  const { venueId, chartRevisionId, startsAt, saleStartsAt, saleEndsAt } = a.performance;
  return {
    eventId: a.draft.id,
    venueId,
    chartRevisionId,
    startsAt: startsAt.toISOString(),
    doorsAt: null,
    endsAt: null,
    saleStartsAt: saleStartsAt.toISOString(),
    saleEndsAt: saleEndsAt.toISOString(),
    currency: "EUR",
    ticketLimit: 6,
    allowsSingles: false,
    tariffs: [],
    refundUntil: null,
    refundFeeMinor: 0,
    categories: [0, 1, 2].map((chartCategory) => ({
      chartCategory,
      name: `Rank ${chartCategory}`,
      tier: chartCategory + 1,
      faceMinor: 3_000,
      feeMinor: 300,
      taxRateBasisPoints: 900,
    })),
  };
}

export function venueInput({ a }: TwoOrganizers) {
  const { id: venueId, name, city, countryCode, timeZone } = a.performance.venue;
  return { organizerId: a.organizerId, venueId, name, city, countryCode, timeZone, address: "Kade 2" };
}

/** An evening that nothing begins at yet. */
export const laterStart = () => new Date(Date.UTC(2031, 5, nextEvening++, 18)).toISOString();
let nextEvening = 1;

export const scan = () => ({
  nonce: randomUUID(),
  ticketId: null,
  serial: 0,
  kind: "refused" as const,
  undoes: null,
  verdict: "NOT_A_TICKET",
  atMs: Date.now(),
});

/** A release of A's hall: one place that nobody else takes, from the back. */
export const asideInput = ({ a }: TwoOrganizers) => ({
  ...{ performanceId: a.performanceId, name: `Partners ${randomUUID()}`, opensAt: null, runs: [] },
  ranges: [{ first: nextAside--, count: 1 }],
});
let nextAside = 299;
export async function someRelease(world: TwoOrganizers) {
  const { releases } = await setAside(world.as("a:owner"), asideInput(world));
  const [release] = releases.filter(({ openedAt }) => openedAt === null);
  if (!release) throw new Error("Nothing was kept back");
  return release;
}

/** A performance of A's that nobody else's call has changed. */
export async function freshPerformance(world: TwoOrganizers): Promise<{ performanceId: string }> {
  const { organizerId } = world.a;
  const { performanceId } = await openSmallHall(world.as("a:owner"), { organizerId });
  return { performanceId };
}
export const wordsOfChange = () => ({ reason: "The hall floods", requestKey: randomUUID() });

export async function moveInput(world: TwoOrganizers) {
  const { performanceId } = await freshPerformance(world);
  return { ...(await movedAWeek(world, performanceId)), ...wordsOfChange(), answerUntil: null };
}

async function movedAWeek(world: TwoOrganizers, performanceId: string) {
  const { startsAt } = await world.as("a:owner").db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const later = new Date(startsAt.getTime() + 7 * 86_400_000).toISOString();
  return { performanceId, movedFrom: startsAt.toISOString(), startsAt: later };
}

/** An order of the buyer's that asks to be looked at. */
export async function anAlert(world: TwoOrganizers) {
  const { db, clock } = world.as("a:owner");
  const { orderId } = await world.sell();
  await raiseAlert(db, { orderId, kind: "manyTries", at: clock.now() });
  const { id: alertId } = await db.orderAlert.findFirstOrThrow({ where: { orderId } });
  return { alertId };
}

/** One ticket of the buyer's, at 44 less the 2 that are kept. */
export async function ticketsToReturn(world: TwoOrganizers) {
  const { orderId } = await world.sell();
  const where = { orderId, kind: "seat" as const };
  const { id } = await world.as("a:owner").db.orderLine.findFirstOrThrow({ where });
  return { orderId, orderLineIds: [id], expectedMinor: 4_200, requestKey: randomUUID() };
}

/** The buyer's order, and a move of what it is for. */
export async function movedOrder(world: TwoOrganizers) {
  const { orderId } = await world.sell();
  const move = { ...(await movedAWeek(world, world.a.performanceId)), ...wordsOfChange(), answerUntil: null };
  const { id: changeId } = await movePerformance(world.as("a:owner"), move);
  return { orderId, changeId, answer: "keeps" as const };
}
