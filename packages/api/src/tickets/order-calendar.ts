import ical, { ICalEventStatus } from "ical-generator";
import { boughtPart, partText } from "../catalog/index.ts";
import { Refusal } from "../errors.ts";
import { isUuid } from "../kernel/ids.ts";
import { type SeatName, seatNameText } from "../seating/index.ts";
import type { RequestContext } from "../services.ts";
import { eventWords } from "./event-words.ts";
import { ownOrders } from "./own-tickets.ts";

const ASSUMED_LENGTH_MS = 2.5 * 3_600_000;

/**
 * The performances of a paid order as a calendar (RFC 5545). Times are written in UTC, which every calendar turns into its own
 * clock without a table of time zones. An entry keeps its name for ever and counts what changed about it, so a second
 * download replaces the first. Only the owner; refuses NOT_FOUND.
 */
export async function orderCalendar(ctx: RequestContext, orderId: string): Promise<Response> {
  if (!isUuid(orderId)) throw new Refusal("NOT_FOUND");
  const order = await ctx.db.order.findFirst({
    where: { AND: [{ id: orderId, tickets: { some: {} } }, ownOrders(ctx.caller)] },
    select: {
      id: true,
      code: true,
      locale: true,
      paidAt: true,
      createdAt: true,
      tickets: {
        orderBy: { id: "asc" },
        select: {
          status: true,
          section: true,
          row: true,
          seat: true,
          fromCell: true,
          toCell: true,
          performance: { include: { event: true, venue: true, cells: true, _count: { select: { changes: true } } } },
        },
      },
    },
  });
  if (!order) throw new Refusal("NOT_FOUND");
  const host = new URL(ctx.env.PWA_URL).hostname;
  const locale = order.locale === "zh" ? "zh" : "en";
  const parts = Map.groupBy(
    order.tickets,
    ({ performance, fromCell, toCell }) => `${performance.id} ${fromCell}-${toCell}`,
  );
  const calendar = ical({ prodId: { company: "Usher", product: "Tickets" }, name: "Usher" });
  for (const tickets of parts.values()) {
    const { performance, fromCell, toCell } = tickets[0] as (typeof tickets)[number];
    const { id, event, venue, status, _count } = performance;
    const part = boughtPart(performance, { from: fromCell, to: toCell }, locale);
    const { startsAt, doorsAt, endsAt } = part;
    const seats = tickets.filter((ticket) => ticket.status === "valid");
    const isOff = status === "cancelled" || seats.length === 0;
    calendar.createEvent({
      id: `${id}${performance.cells.length > 0 ? `.${fromCell}-${toCell}` : ""}.${order.id}@${host}`,
      stamp: order.paidAt ?? order.createdAt,
      start: startsAt,
      end: endsAt ?? new Date(startsAt.getTime() + ASSUMED_LENGTH_MS),
      summary: [eventWords(event, order.locale).title, partText(part, venue.timeZone, locale)]
        .filter((text) => text !== null)
        .join(", "),
      description: describe(order, seats, doorsAt && startsAt.getTime() - doorsAt.getTime()),
      location: placeOf(venue),
      url: `${ctx.env.PWA_URL.replace(/\/$/, "")}/tickets`,
      status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      sequence: _count.changes + (isOff ? 1 : 0),
    });
  }
  return new Response(calendar.toString(), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="usher-${order.code}.ics"`,
      "cache-control": "no-store",
    },
  });
}

/** Doors as minutes before the start, since a calendar on another continent would read a time of day as its own. */
function describe(
  order: { code: string; locale: string },
  seats: readonly SeatName[],
  doorsBeforeMs: number | null,
): string {
  const minutes = doorsBeforeMs ? Math.round(doorsBeforeMs / 60_000) : null;
  const isChinese = order.locale === "zh";
  const doors = minutes === null ? [] : [isChinese ? `开演前 ${minutes} 分钟入场` : `Doors ${minutes} minutes before`];
  const code = isChinese ? `订单 ${order.code}` : `Order ${order.code}`;
  return [...seats.map((seat) => seatNameText(seat, order.locale)), ...doors, code].join("\n");
}

function placeOf(venue: {
  name: string;
  address: string;
  city: string;
  latitude: number | null;
  longitude: number | null;
}) {
  const { name, address, city, latitude, longitude } = venue;
  const geo = latitude !== null && longitude !== null ? { lat: latitude, lon: longitude } : undefined;
  return { title: name, address: [address, city].filter((part) => part !== "").join(", "), ...(geo ? { geo } : {}) };
}
