export { type ChartIndex, indexChartInParts } from "./chart-index.ts";
export { type ChosenGroup, chosenGroups, groupSeatNumbers } from "./chosen-groups.ts";
export { describeSeat, type SeatDescription, type SeatMapLabels, type SeatMark, type SeatSign } from "./labels.ts";
export type { SeatMapMode } from "./paint-house.ts";
export { PriceKey, type PriceKeyProps } from "./price-key.tsx";
export type { SeatState } from "./seat-byte.ts";
export { SeatGrid, type SeatGridProps, SeatNews } from "./seat-grid.tsx";
export { SeatLegend, type SeatLegendProps } from "./seat-legend.tsx";
export { SeatList, type SeatListProps } from "./seat-list.tsx";
export { type HoveredSeat, SeatMap, type SeatMapHandle, type SeatMapProps } from "./seat-map.tsx";
export { SeatSignShape, tierInk } from "./seat-sign.tsx";
export { StandingPicker, type StandingPickerProps } from "./standing-picker.tsx";
export {
  type ChoiceOutcome,
  createSeatMapStore,
  type SeatMapEvent,
  type SeatMapInput,
  type SeatMapSnapshot,
  type SeatMapStore,
} from "./store.ts";
export { useSeatMap } from "./use-seat-map.ts";
export type { Insets } from "./viewport.ts";
export { type Palette, readPalette, watchPalette } from "./palette.ts";
export { drawSeatShape } from "./seat-shapes.ts";
export { fitted, panned, similarityOf, toChart, toScreen, type Viewport, visibleBox, zoomedAt } from "./viewport.ts";
