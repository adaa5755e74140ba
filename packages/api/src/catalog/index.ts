export { aheadWhere, isAhead, openUntilOf } from "./ahead.ts";
export { cellViewsOf } from "./catalog-views.ts";
export { converted } from "./convert-money.ts";
export { competitionIn, exhibitorTextsIn, type Locale, performerNameIn, placeIn, textsIn } from "./event-texts.ts";
export { type ExchangeRates, keptExchangeRates, readExchangeRates, writeExchangeRates } from "./exchange-rates.ts";
export { type BoughtPart, boughtPart, cellsIn, partText } from "./performance-cells.ts";
export { cheapestPrice, faceOfSpan, fareOfRow, spansSold, tariffFaceOfSpan } from "./fares.ts";
export { ALL_GENRES, GENRE_NAMES, GENRES, type Genre, isGenreOf } from "./genres.ts";
export { listEvents } from "./list-events.ts";
export { freshFigures, liveFigures, type PerformanceStock, stockOf } from "./live-figures.ts";
export { EDITORS, officeEvent, officeEvents } from "./office-events.ts";
export { refusePublish } from "./performance-rules.ts";
export { publishEvent } from "./publish-event.ts";
export {
  lockPerformance,
  type MovedTimes,
  movedTimes,
  refuseUnlessOnShow,
  type TimedPerformance,
  timesOfPerformance,
  writeTimes,
} from "./reschedule.ts";
export { saleCalendar } from "./sale-calendar.ts";
export { saveEvent } from "./save-event.ts";
export { saveAgenda, saveExhibitors } from "./save-exhibition.ts";
export { savePerformance } from "./save-performance.ts";
export { showEvent, showPerformance } from "./show-event.ts";
export { latinSlug } from "./slug.ts";
export { isOffered, lockTariffs, tariffsLeft } from "./tariff-stock.ts";
export { tellChange } from "./tell-change.ts";
export { tellSoldOut } from "./tell-sold-out.ts";
export { officeVenues, saveVenue } from "./venues.ts";
export { countView, takeTouchedEvents, viewsOf } from "./views.ts";
export { chartResponse, drawListPoster, posterResponse } from "./web.ts";
