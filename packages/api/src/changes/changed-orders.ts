import type { Prisma, Tx } from "@usher/db";
import type { Services } from "../services.ts";

export type ChangeRow = Prisma.PerformanceChangeGetPayload<Record<never, never>>;

/** Writes down whom a change is about: every order that has a ticket for the performance and is not written down yet. Returns how many were added. */
export function addTicketHolders(
  tx: Pick<Tx, "$executeRaw">,
  changeId: string,
  performanceId: string,
  orderId: string | null = null,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO changed_order (change_id, order_id)
    SELECT DISTINCT ${changeId}::uuid, order_id FROM ticket
    WHERE performance_id = ${performanceId}::uuid AND status = 'valid' AND (${orderId}::uuid IS NULL OR order_id = ${orderId}::uuid)
    ON CONFLICT DO NOTHING`;
}

/**
 * And those who were paying when it was moved, for what they had seen at another time. Not in the transaction of the change: that has the
 * performance, which whoever is being paid waits for with the order in hand.
 */
export async function addThosePaying({ db }: Services, { id, performanceId, createdAt }: ChangeRow): Promise<void> {
  await db.$executeRaw`
    INSERT INTO changed_order (change_id, order_id)
    SELECT DISTINCT ${id}::uuid, o.id FROM order_line l JOIN "order" o ON o.id = l.order_id
    WHERE l.performance_id = ${performanceId}::uuid AND o.created_at <= ${createdAt} AND (o.status IN ('pendingPayment', 'closing')
      OR EXISTS (SELECT 1 FROM ticket t WHERE t.order_id = o.id AND t.performance_id = l.performance_id AND t.status = 'valid'))
    ON CONFLICT DO NOTHING`;
}
