export { indexEvent, indexFigures, indexViewed } from "./index-event.ts";
export { ensureIndexes, reindex } from "./reindex.ts";
export { type City, readCities } from "./cities.ts";
export { showHome } from "./show-home.ts";
export { searchEvents } from "./search-events.ts";
