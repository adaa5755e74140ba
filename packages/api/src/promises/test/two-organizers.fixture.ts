import { randomUUID } from "node:crypto";
import type { Role } from "@usher/db";
import { reconcileRefund, reconcileSession, refundOrder, sendRefund, startCheckout } from "../../checkout/index.ts";
import { enrolDevice } from "../../gate/index.ts";
import { createDeviceKeys } from "../../gate/seal-gate-secret.ts";
import { listMyHolds, placeHold } from "../../holds/index.ts";
import { newId } from "../../kernel/ids.ts";
import type { RequestContext } from "../../services.ts";
import { invitePerson } from "../../team/index.ts";
import { openSmallHall, type SmallHall } from "../../testing/small-hall.ts";
import { contextFor, type TestServices } from "../../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../../tickets/index.ts";

export const ROLES = ["owner", "manager", "boxOffice", "finance", "gate"] as const satisfies readonly Role[];

/** Who may ask: `a:` and `b:` are staff of the organizer whose thing it is, and of another. */
export type Who = "guest" | "buyer" | "buyersBrowser" | "otherBuyer" | "leaver" | `a:${Role}` | `b:${Role}`;

/** The guest is in a browser of their own; `buyersBrowser` is the buyer's, after they signed out. Leavers come for one call alone. */
export const EVERYBODY: readonly Who[] = [
  "guest",
  "buyer",
  "buyersBrowser",
  "otherBuyer",
  ...ROLES.map((role) => `a:${role}` as const),
  ...ROLES.map((role) => `b:${role}` as const),
];

const NO_LIMIT = 250;

async function person(house: TestServices, membership?: { organizerId: string; role: Role }): Promise<RequestContext> {
  const personId = newId();
  const personEmail = `${personId}@people.example`;
  const memberships = membership ? { create: membership } : {};
  await house.services.db.person.create({ data: { id: personId, email: personEmail, memberships } });
  return contextFor(house.services, { personId, personEmail }, membership ? "admin" : "pwa");
}

async function unannouncedEvent(house: TestServices, organizerId: string) {
  const event = { id: newId(), organizerId, title: `Unannounced ${newId()}` };
  await house.services.db.event.create({
    data: { ...event, slug: `draft-${event.id}`, kind: "show", subtitle: "", description: "", posterSeed: 1 },
  });
  return event;
}

/** A key that a device makes, as it is sent. */
export async function deviceKey() {
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", (await createDeviceKeys()).publicKey);
  return { kty: "EC", crv: "P-256", x, y } as const;
}

/**
 * Organizer A with a published performance, an event nobody knows of, a gate and a buyer who holds, is paying, and has
 * paid; organizer B beside it; and everybody who might ask.
 */
export async function openTwoOrganizers(house: TestServices) {
  const { services } = house;
  const hallA = await openSmallHall(services, { ticketLimit: NO_LIMIT });
  const hallB = await openSmallHall(services, { ticketLimit: NO_LIMIT });
  const buyer = await person(house);
  const callers = new Map<Who, RequestContext>([
    ["guest", contextFor(services)],
    ["buyer", buyer],
    ["buyersBrowser", contextFor(services, { buyerKey: buyer.caller.buyerKey })],
    ["otherBuyer", await person(house)],
  ]);
  for (const role of ROLES) {
    callers.set(`a:${role}`, await person(house, { organizerId: hallA.organizerId, role }));
    callers.set(`b:${role}`, await person(house, { organizerId: hallB.organizerId, role }));
  }
  const as = (who: Who): RequestContext => {
    const ctx = callers.get(who);
    if (!ctx) throw new Error(`Nobody is ${who}`);
    return ctx;
  };
  const sales = saleDesk(house, hallA, buyer);
  const device = { organizerId: hallA.organizerId, name: "North", publicKey: await deviceKey() };
  const sold = await sales.sell();
  const read = { include: { event: true, venue: true, chartRevision: { include: { chart: true } } } };
  /** A refund by A's owner that the bank sent back. */
  const failedRefund = async () => {
    const { orderId } = await sales.sell();
    const wanted = { orderId, requestKey: randomUUID(), seatIndexes: [], reason: "Ill" };
    const { id } = await refundOrder(as("a:owner"), fulfilment, wanted);
    await sendRefund(services, id);
    const { providerRefundId } = await services.db.refund.findUniqueOrThrow({ where: { id } });
    house.stripe.control.failRefund(providerRefundId ?? "");
    await reconcileRefund(services, providerRefundId ?? "");
    return id;
  };
  /** Somebody who may go without being missed. Returns what they would say to leave. */
  const newLeaver = async () => {
    const leaver = await person(house);
    callers.set("leaver", leaver);
    return { email: leaver.caller.personEmail };
  };
  /** Somebody whom A's owner has just invited to the gate: the link's secret is in the letter alone. */
  const newInvitee = async () => {
    const { email } = await newLeaver();
    const wanted = { organizerId: hallA.organizerId, email: email ?? "", role: "gate", locale: "en" } as const;
    const { invitations } = await invitePerson(as("a:owner"), wanted);
    const { id = "" } = invitations[0] ?? {};
    const [job] = await services.db.$queryRaw<{ sealed: string }[]>`
      SELECT payload->>'sealed' AS sealed FROM graphile_worker._private_jobs WHERE payload->>'invitationId' = ${id}`;
    return { id, token: services.box.open(job?.sealed ?? "", `invitation/${id}/1`) };
  };
  /** One more at A's gate. */
  const newMember = async () => {
    const { caller } = await person(house, { organizerId: hallA.organizerId, role: "gate" });
    return { organizerId: hallA.organizerId, member: caller.personId };
  };
  return {
    as,
    newLeaver,
    newInvitee,
    newMember,
    ...sales,
    failedRefund,
    a: {
      ...hallA,
      performance: await services.db.performance.findUniqueOrThrow({ where: { id: hallA.performanceId }, ...read }),
      draft: await unannouncedEvent(house, hallA.organizerId),
      deviceId: (await enrolDevice(as("a:gate"), device)).deviceId,
    },
    b: {
      ...hallB,
      performance: await services.db.performance.findUniqueOrThrow({ where: { id: hallB.performanceId }, ...read }),
      draft: await unannouncedEvent(house, hallB.organizerId),
    },
    buyer,
    sold,
    held: await sales.hold(),
    paying: await sales.checkOut(),
    order: await services.db.order.findUniqueOrThrow({ where: { id: sold.orderId }, include: { tickets: true } }),
  };
}

export type TwoOrganizers = Awaited<ReturnType<typeof openTwoOrganizers>>;

/** The buyer's side of the desk: each call takes the next free seat of the hall. */
function saleDesk(house: TestServices, { performanceId }: SmallHall, buyer: RequestContext) {
  let next = 0;
  const nextSeat = () => next++;
  const hold = async () => {
    const seat = nextSeat();
    const { holdId } = await placeHold(buyer, { performanceId, requestId: randomUUID(), lines: [{ seat }] });
    return { holdId, performanceId, seat };
  };
  const checkOut = async () => {
    const { seat, holdId } = await hold();
    const holds = [{ holdId, performanceId }];
    const { orderId } = await startCheckout(buyer, { requestId: randomUUID(), holds, locale: "en" });
    return { orderId, seat };
  };
  const sell = async () => {
    const started = await checkOut();
    const where = { orderId: started.orderId, sessionId: { not: null } };
    const { sessionId } = await house.services.db.paymentAttempt.findFirstOrThrow({ where });
    await house.stripe.control.paySession(sessionId ?? "", { card: "success" });
    await reconcileSession(house.services, fulfilment, sessionId ?? "");
    return started;
  };
  return { nextSeat, hold, checkOut, sell };
}

const KEPT = [
  ..."audit_entry audit_head invitation chart chart_revision event gate_device match_run membership order order_alert order_line organizer payment".split(
    " ",
  ),
  ..."changed_order payment_attempt performance performance_change person person_identity person_password price_category refund scan seat_state ticket venue".split(
    " ",
  ),
];

/** Everything the house has written down, and what the buyer holds, as one comparable value. */
export async function everythingKept(house: TestServices, { buyer, a }: TwoOrganizers) {
  const kept: Record<string, unknown> = {};
  for (const table of KEPT) {
    const rows = await house.services.db.$queryRawUnsafe(
      `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS print FROM "${table}" t`,
    );
    kept[table] = rows;
  }
  const holds = await listMyHolds(buyer, a.performanceId);
  kept.holds = holds.map(({ holdId, seats, secondsTotal }) => [holdId, secondsTotal, ...seats]).sort();
  return kept;
}
