import { randomUUID } from "node:crypto";
import type { Role } from "@usher/db";
import { reconcileSession, startCheckout } from "../checkout/index.ts";
import { placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import { contextFor, type TestServices } from "./test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";

export interface Bought {
  readonly ctx: RequestContext;
  readonly email: string;
  readonly orderId: string;
  readonly sessionId: string;
}

/** Somebody of an organizer's team, in the office. */
export async function staffOf(
  { services }: TestServices,
  organizerId: string,
  role: Role,
  limit: { refundLimitMinor?: number; refundLimitCurrency?: string } = {},
): Promise<RequestContext> {
  const [personId, personEmail] = [newId(), `${newId()}@house.example`];
  const memberships = { create: { organizerId, role, ...limit } };
  await services.db.person.create({ data: { id: personId, email: personEmail, memberships } });
  return contextFor(services, { personId, personEmail }, "admin");
}

/** A guest who holds seats of one or several performances and stands on the payment page. */
export async function goAndPay(
  { services }: TestServices,
  wanted: readonly { readonly performanceId: string; readonly seats: readonly number[] }[],
  locale: "en" | "zh" = "en",
): Promise<Bought> {
  const ctx = contextFor(services);
  const email = `${newId()}@post.example`;
  const holds = [];
  for (const { performanceId, seats } of wanted) {
    const lines = seats.map((seat) => ({ seat }));
    const { holdId } = await placeHold(ctx, { performanceId, requestId: randomUUID(), lines });
    holds.push({ performanceId, holdId });
  }
  const { orderId, paymentUrl } = await startCheckout(ctx, { requestId: randomUUID(), holds, email, locale });
  return { ctx, email, orderId, sessionId: paymentUrl.split("/").at(-1) ?? "" };
}

/** They pay, and the house hears of it. */
export async function pay(house: TestServices, bought: Bought): Promise<void> {
  await house.stripe.control.paySession(bought.sessionId, { card: "success" });
  await hearOf(house, bought);
}

/** What the house does when it hears that something became of a payment. */
export const hearOf = ({ services }: TestServices, { sessionId }: Bought): Promise<void> =>
  reconcileSession(services, fulfilment, sessionId);

/** An order that is paid, from the hold to the tickets. */
export async function buy(
  house: TestServices,
  performanceId: string,
  seats: readonly number[],
  locale: "en" | "zh" = "en",
): Promise<Bought> {
  const bought = await goAndPay(house, [{ performanceId, seats }], locale);
  await pay(house, bought);
  return bought;
}
