/** Server side of the house, for the apps' route handlers and server components. */
export { type PerformanceStock, showEvent, showPerformance, stockOf } from "./catalog/index.ts";
export { webServices as publicContext } from "./open-services.ts";
export { type AppRouter, appRouter } from "./root.ts";
export { popularEvents, showHome } from "./search/index.ts";
export { handleAuth, handleTrpcFetch, proceduresFor, webRoutes } from "./web-routes.ts";
