import { claimSeats, WHOLE_PLACE } from "../availability/index.ts";
import { newId, newOrderCode } from "../kernel/ids.ts";
import type { Services } from "../services.ts";
import type { SmallHall } from "../testing/small-hall.ts";
import { organizerSeatFulfilment } from "./index.ts";

interface Purchase {
  readonly seats: readonly number[];
  readonly email?: string;
  readonly personId?: string;
  readonly buyerKey?: string;
  readonly locale?: string;
}

/** An order of a performance that is paid: its claims, lines and tickets as checkout leaves them. */
export async function buySeats(
  { db, clock }: Services,
  hall: Pick<SmallHall, "organizerId" | "performanceId">,
  purchase: Purchase,
) {
  const { organizerId, performanceId } = hall;
  const { seats, email = "buyer@example.com", personId = null, buyerKey = newId(), locale = "en" } = purchase;
  const orderId = newId();
  const code = newOrderCode();
  const lines = seats.flatMap((seatIndex) => {
    const row = String.fromCharCode(65 + Math.floor(seatIndex / 20));
    const place = { section: "Stalls", row, seat: String((seatIndex % 20) + 1) };
    const line = { organizerId, performanceId, seatIndex, ...place, categoryName: "Front", taxPlace: "NL" };
    return [
      { ...line, id: newId(), kind: "seat" as const, netMinor: 3_670, taxMinor: 330, taxRateBasisPoints: 900 },
      { ...line, id: newId(), kind: "fee" as const, netMinor: 367, taxMinor: 33, taxRateBasisPoints: 900 },
    ];
  });
  await db.$transaction(async (tx) => {
    await tx.order.create({
      data: {
        id: orderId,
        code,
        organizerId,
        buyerKey,
        personId,
        email,
        locale,
        currency: "EUR",
        totalMinor: seats.length * 4_400,
        status: "paid",
        paidAt: clock.now(),
        deadlineAt: clock.now(),
        requestId: newId(),
        requestHash: "",
        lines: { createMany: { data: lines } },
      },
    });
    const { epoch } = await tx.performance.findUniqueOrThrow({ where: { id: performanceId } });
    await claimSeats(
      tx,
      orderId,
      { performanceId, epoch, holdId: newId(), seatIndexes: seats, span: WHOLE_PLACE },
      clock.now(),
    );
    const seatLines = lines
      .filter((line) => line.kind === "seat")
      .map((line) => ({ ...line, orderLineId: line.id, span: WHOLE_PLACE }));
    await organizerSeatFulfilment.issue(tx, { id: orderId, organizerId, personId, email, seats: seatLines });
  });
  const tickets = await db.ticket.findMany({ where: { orderId }, orderBy: { seatIndex: "asc" } });
  return { orderId, code, buyerKey, lineIds: lines.map((line) => line.id), tickets };
}

/** Somebody who proved an address. */
export async function addPerson({ db }: Services, email: string): Promise<{ personId: string; personEmail: string }> {
  const personId = newId();
  await db.person.create({ data: { id: personId, email } });
  return { personId, personEmail: email };
}
