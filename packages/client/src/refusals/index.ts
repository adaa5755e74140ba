export { isTooMany, type KnownRefusal, refusalOf } from "./refusal-of.ts";
export { useRefusalWords } from "./use-refusal-words.ts";
