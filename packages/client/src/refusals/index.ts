export { isTooMany, type KnownRefusal, refusalOf } from "./refusal-of.ts";
export { useCodeWords } from "./use-code-words.ts";
export { useRefusalWords } from "./use-refusal-words.ts";
