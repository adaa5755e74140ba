import type { Services } from "../services.ts";

/** Tells the organizer's open pages of a paid order. A lost message is no harm: the page asks again by itself. */
export async function announceOrder(services: Services, orderId: string): Promise<void> {
  const order = await services.db.order.findUnique({
    where: { id: orderId },
    include: { lines: { where: { kind: "seat" }, orderBy: { seatIndex: "asc" } } },
  });
  if (!order?.paidAt) return;
  const performanceIds = [...new Set(order.lines.map((line) => line.performanceId))];
  await services.live.send(
    performanceIds.map((performanceId) => {
      const lines = order.lines.filter((line) => line.performanceId === performanceId);
      return {
        channel: `private-organizer-${order.organizerId}`,
        name: "order",
        data: {
          performanceId,
          orderId,
          totalMinor: order.totalMinor,
          paidAt: order.paidAt?.toISOString(),
          tickets: lines.length,
        },
      };
    }),
  );
}
