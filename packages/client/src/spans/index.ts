export {
  cellCountOf,
  isJourney,
  isSameSpan,
  pricedFor,
  type Span,
  spanFrom,
  spanName,
  spansOf,
  spanTimes,
  wholeOf,
} from "./spans.ts";
