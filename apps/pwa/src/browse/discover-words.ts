import type { EventSummaryView } from "@usher/api/contract";
import type { KeptWords } from "../holding/kept-for-you.tsx";

/** What the front page says, in the reader's language. */
export interface DiscoverWords {
  readonly title: string;
  readonly everywhere: string;
  readonly search: string;
  readonly filters: string;
  readonly cities: string;
  readonly kinds: Readonly<Record<EventSummaryView["kind"], string>>;
  readonly from: string;
  readonly left: string;
  readonly next: string;
  readonly soon: string;
  readonly later: string;
  readonly onSaleFrom: string;
  readonly cancelled: string;
  readonly soldOut: string;
  readonly nothingTitle: string;
  readonly nothingText: string;
  readonly showAll: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  readonly more: string;
  /** For none, one, and many with `{count}`. */
  readonly found: readonly [string, string, string];
  readonly dates: string;
  readonly kept: KeptWords;
}
