export { indexEvent, indexFigures, indexViewed } from "./index-event.ts";
export { ensureIndexes, reindex } from "./reindex.ts";
export { showHome } from "./show-home.ts";
export { popularEvents, searchEvents } from "./search-events.ts";
