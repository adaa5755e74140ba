import { accountsRouter } from "./accounts/accounts.router.ts";
import { auditRouter } from "./accounts/audit.router.ts";
import { availabilityRouter } from "./availability/availability.router.ts";
import { catalogRouter } from "./catalog/catalog.router.ts";
import { changesRouter } from "./changes/changes.router.ts";
import { checkoutRouter } from "./checkout/checkout.router.ts";
import { fulfilment } from "./fulfilment.ts";
import { financeRouter } from "./finance/finance.router.ts";
import { gateRouter } from "./gate/gate.router.ts";
import { holdsRouter } from "./holds/holds.router.ts";
import { notificationsRouter } from "./notifications/notifications.router.ts";
import { ordersRouter } from "./orders/orders.router.ts";
import { releasesRouter } from "./releases/releases.router.ts";
import { searchRouter } from "./search/search.router.ts";
import { seatingRouter } from "./seating/seating.router.ts";
import { teamRouter } from "./team/team.router.ts";
import { ticketsRouter } from "./tickets/tickets.router.ts";
import { router } from "./trpc.ts";

export const appRouter = router({
  accounts: accountsRouter,
  audit: auditRouter,
  availability: availabilityRouter,
  catalog: catalogRouter,
  changes: changesRouter(fulfilment),
  checkout: checkoutRouter(fulfilment),
  finance: financeRouter,
  gate: gateRouter,
  holds: holdsRouter,
  notifications: notificationsRouter,
  orders: ordersRouter,
  releases: releasesRouter,
  search: searchRouter,
  seating: seatingRouter,
  team: teamRouter,
  tickets: ticketsRouter,
});

export type AppRouter = typeof appRouter;
