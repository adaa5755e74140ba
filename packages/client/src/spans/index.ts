export {
  cellCountOf,
  isJourney,
  isSameSpan,
  pricedFor,
  type Span,
  spanName,
  spansOf,
  spanTimes,
  wholeOf,
} from "./spans.ts";
