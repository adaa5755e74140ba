export { tellStory } from "./tell-story.ts";
export { calmAlert, raiseAlert, raiseAlerts } from "./alerts.ts";
export { announceOrder } from "./announce-order.ts";
export { exportOrders } from "./export-orders.ts";
export { advanceOrder, ORDER_STEPS, type OrderEvent } from "./order-machine.ts";
export { isBuyerOfOrder, showOrder } from "./show-order.ts";
