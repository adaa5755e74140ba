export { availabilityKeys, cursorsKey, requestKey } from "./availability-keys.ts";
export { availabilityLock } from "./availability-lock.ts";
export { bytesOfSpan, cellsOf, type Span, WHOLE_PLACE } from "./cells.ts";
export { currentEpoch, epochOf, withEpoch } from "./current-epoch.ts";
export { fullCategories, type PlaceRun, type Quota, quotaLeft, runsOfQuota } from "./quotas.ts";
export { countSeats, type Deltas, readDeltas, readSnapshot } from "./read-availability.ts";
export { readVersions } from "./read-versions.ts";
export { rebuildAvailability } from "./rebuild-availability.ts";
export { releaseDueHolds } from "./scripts.ts";
export {
  decodeChanges,
  isHeldByte,
  mergeChanges,
  packChanges,
  type SeatChange,
  seatByte,
  stateOfByte,
} from "./seat-bytes.ts";
export {
  claimSeats,
  type HeldSeats,
  releaseClaims,
  returnSoldSeats,
  type SoldSeat,
  sellClaimedSeats,
} from "./seat-claims.ts";
export { settleSeats } from "./settle-seats.ts";
