export {
  type Difference,
  type DifferenceKind,
  differencesOf,
  MATCH_KINDS,
  type MatchKind,
  MOST_OF_A_KIND,
  reconcile,
} from "./reconcile.ts";
