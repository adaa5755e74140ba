export { indexEvent, indexFigures } from "./index-event.ts";
export { ensureIndexes, reindex } from "./reindex.ts";
export { searchEvents } from "./search-events.ts";
