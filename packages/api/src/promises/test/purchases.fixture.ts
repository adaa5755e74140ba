import { randomUUID } from "node:crypto";
import { startCheckout } from "../../checkout/index.ts";
import { placeHold } from "../../holds/index.ts";
import { newId } from "../../kernel/ids.ts";
import type { RequestContext, Services } from "../../services.ts";
import { openSmallHall } from "../../testing/small-hall.ts";
import { contextFor } from "../../testing/test-services.ts";

/** The front of a small hall, where every seat costs the same: orders that are compared must not differ by their seats. */
const FRONT_SEATS = 100;

export interface Place {
  readonly performanceId: string;
  readonly organizerId: string;
  /** The organizer's owner, in the office. */
  readonly owner: RequestContext;
  readonly seats: readonly number[];
}

/** One buyer's order up to the payment page. */
export interface Purchase extends Place {
  readonly ctx: RequestContext;
  readonly email: string;
  readonly orderId: string;
  readonly sessionId: string;
}

/** Hands out seats that nobody else is handed, in as many small halls as it takes. */
export function createSeatDesk(services: Services) {
  let hall: Omit<Place, "seats"> | undefined;
  let next = 0;
  return {
    async nextSeats(count: number): Promise<Place> {
      if (!hall || next + count > FRONT_SEATS) {
        hall = await openHall(services);
        next = 0;
      }
      const first = next;
      next += count;
      return { ...hall, seats: Array.from({ length: count }, (_, index) => first + index) };
    },
  };
}

async function openHall(services: Services) {
  const { performanceId, organizerId } = await openSmallHall(services);
  const personId = newId();
  const personEmail = `${personId}@house.example`;
  const memberships = { create: { organizerId, role: "owner" as const } };
  await services.db.person.create({ data: { id: personId, email: personEmail, memberships } });
  return { performanceId, organizerId, owner: contextFor(services, { personId, personEmail }, "admin") };
}

/** A guest holds the seats and goes to the payment page. */
export async function beginPurchase(services: Services, place: Place): Promise<Purchase> {
  const ctx = contextFor(services);
  const { performanceId, seats } = place;
  const lines = seats.map((seat) => ({ seat }));
  const { holdId } = await placeHold(ctx, { performanceId, requestId: randomUUID(), lines });
  const email = `${newId()}@post.example`;
  const holds = [{ holdId, performanceId }];
  const { orderId, paymentUrl } = await startCheckout(ctx, { requestId: randomUUID(), holds, email, locale: "en" });
  return { ...place, ctx, email, orderId, sessionId: paymentUrl.split("/").at(-1) ?? "" };
}

/** Works through a list, so many at once. Answers in the list's order. */
export async function severalAtOnce<T, R>(
  list: readonly T[],
  most: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < list.length) {
      const index = next++;
      results[index] = await work(list[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, list.length) }, worker));
  return results;
}
