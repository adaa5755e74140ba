export { useSeatLabels } from "./use-seat-labels.ts";
export { type NamedSeat, useSeatName } from "./use-seat-name.ts";
export { type HouseOfSeats, type SeatStore, useChart, useSeatStore } from "./use-seat-store.ts";
