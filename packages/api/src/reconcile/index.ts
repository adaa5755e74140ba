export {
  type Difference,
  type DifferenceKind,
  differencesOf,
  MATCH_KINDS,
  type MatchKind,
  reconcile,
} from "./reconcile.ts";
