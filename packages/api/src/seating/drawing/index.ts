/** A chart as it is drawn: pure operations on a plan and its sidecar. Isomorphic: no Node, no DOM. */
export {
  blankDrawing,
  type Drawing,
  extentOf,
  fitSize,
  isSection,
  mainCategory,
  NEW_PITCH,
  NEW_ROW_PITCH,
  placeCountOf,
  SEAT_MARKS,
  type SeatMarkName,
  type Spot,
  seatCountOf,
  seatsOf,
  spotOf,
} from "./drawing.ts";
export { type Finding, findingsOf, lostSeats } from "./findings.ts";
export { did, type History, historyOf, redone, undone } from "./history.ts";
export { type RowLayout, readLayout, rowSpots, fittedCount } from "./lay-rows.ts";
export {
  ROW_SCHEMES,
  type RowScheme,
  rowSchemeOf,
  SEAT_SCHEMES,
  type SeatScheme,
  seatSchemeOf,
} from "./row-names.ts";
export {
  addSection,
  categorizeZone,
  changeRows,
  changeSeats,
  copyZone,
  moveZone,
  type NewSection,
  type RowChange,
  removeSeats,
  removeZone,
  renameRow,
  renameZone,
  turnZone,
} from "./sections.ts";
export { type Snapped, type SnapLines, snapLinesOf, snapped } from "./snapping.ts";
export {
  addCategory,
  addStanding,
  addText,
  boxCorners,
  changeStanding,
  changeText,
  intoFrame,
  markSeats,
  moveStanding,
  removeStanding,
  renameCategory,
  type StandingArea,
  setFocalPoint,
  setStage,
  stageZone,
} from "./things.ts";
