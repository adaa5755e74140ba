export { holdForLatePayment } from "./hold-for-late-payment.ts";
export { claimHold, listMyHolds, unclaimHold } from "./keep-hold.ts";
export { type PerformanceOnSale, performanceOnSale } from "./performance-on-sale.ts";
export { placeHold } from "./place-hold.ts";
export { sweepHolds } from "./sweep-holds.ts";
