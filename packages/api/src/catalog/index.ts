export { listEvents } from "./list-events.ts";
export { liveFigures } from "./live-figures.ts";
export { officeEvent, officeEvents } from "./office-events.ts";
export { publishEvent } from "./publish-event.ts";
export { saveEvent } from "./save-event.ts";
export { savePerformance } from "./save-performance.ts";
export { showEvent, showPerformance } from "./show-event.ts";
export { officeVenues, saveVenue } from "./venues.ts";
export { chartResponse, posterResponse } from "./web.ts";
