/** What a browser may import: types of the router and its views, and pure functions. No server code. */
export type { MeView, WaysView } from "./accounts/accounts.schema.ts";
export type { AuditEntryView } from "./accounts/audit.schema.ts";
export { AUDIT_OBJECTS, type AuditAction, type AuditObject } from "./accounts/audit-actions.ts";
export type { SeatsMessage } from "./availability/availability.schema.ts";
export { decodeChanges, mergeChanges, packChanges, type SeatChange } from "./availability/seat-bytes.ts";
export type {
  AgendaItemView,
  CategoryView,
  CellView,
  EventSummaryView,
  EventView,
  ExhibitorView,
  LiveFiguresView,
  PerformancePageView,
  PerformanceView,
  VenueView,
} from "./catalog/catalog.schema.ts";
export type { ExchangeRates as RatesView } from "./catalog/exchange-rates.ts";
export { GENRE_NAMES, GENRES, type Genre } from "./catalog/genres.ts";
export type { OfficeEventSummaryView, OfficeEventView, OfficeVenuesView } from "./catalog/office.schema.ts";
export type { ChangeView, OrderChangeView, PreviewChangeView } from "./changes/changes.schema.ts";
export { RETURNED_BY_BUYER, type ReturnableView } from "./checkout/refund.schema.ts";
export type { QuoteView } from "./checkout/checkout.schema.ts";
export { REFUSALS, type RefusalCode } from "./errors.ts";
export type { MatchView, StatementLineView, StatementView } from "./finance/finance.schema.ts";
export { MONTH_PATTERN, monthName, monthsLater } from "./finance/months.ts";
export type { HoldLine, HoldView } from "./holds/holds.schema.ts";
export type { AlertView, SalesView, StoryView } from "./orders/office.schema.ts";
export type { OrderView } from "./orders/orders.schema.ts";
export type { ReleasesView, SetAsideView } from "./releases/releases.schema.ts";
export type { AppRouter } from "./root.ts";
export { type DayRange, daysLater, wallDayText, weekendOf } from "./search/days.ts";
export type { CityView, HomeSection, HomeView, SearchHitView, SearchView } from "./search/search.schema.ts";
export { DEFECT_MESSAGES, type DefectCode } from "./seating/defects.ts";
export type { ChartToDrawView, ImportPlanView } from "./seating/seating.schema.ts";
export { mayGiveRole } from "./team/role-rules.ts";
export type { TeamView } from "./team/team.schema.ts";
export type { WalletTicketView } from "./tickets/tickets.schema.ts";
