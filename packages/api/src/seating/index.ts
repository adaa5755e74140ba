export { seatsOffChart, usedCategories } from "./chart-facts.ts";
export type { ChartGeometry, ChartRow, ChartSection, Point, SeatPlace, StandingRun } from "./geometry.ts";
export { seatAt } from "./geometry.ts";
export { importPlan, keepPlan } from "./import-plan.ts";
export { readGeometry, seatName } from "./read-geometry.ts";
export { type CompiledRevision, type StoredRevision, saveAsset, storeChart, storeRevision } from "./store-chart.ts";
