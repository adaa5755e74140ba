import { promiseMessages } from "@usher/client/testing";

promiseMessages({
  app: new URL("../..", import.meta.url),
  // Kinds of events, and the named stretches of days of the search.
  keysByTable: [/^discover\.show$/, /^search\.(today|tomorrow|nextWeekend|week|month)$/],
});
