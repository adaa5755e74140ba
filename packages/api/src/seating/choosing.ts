/** The rules by which seats are chosen: the same for the map, the list, the offers and the server. Isomorphic: no Node, no DOM. */
export {
  bestSeats,
  companionsAlone,
  type PassedOver,
  type SeatChoice,
  type SeatOffer,
  type SeatReason,
  type SeatWish,
} from "./best-seats.ts";
export { categoryRuns } from "./category-runs.ts";
export { type ChoiceMend, mendChoice, nearestEqual } from "./nearest-seats.ts";
export { seatsOrphanedBy } from "./orphaned-seats.ts";
