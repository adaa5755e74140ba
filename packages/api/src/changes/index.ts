export { answerChange } from "./answer-change.ts";
export { cancelPerformance } from "./cancel-performance.ts";
export { carryOut, paidAfterCancelling } from "./carry-out.ts";
export { movePerformance } from "./move-performance.ts";
export { changesOf, changesOfOrder } from "./show-changes.ts";
