/** What a page tells the worker. */
export type PageMessage =
  /** A person leaves: forget the pages they have seen. */
  | "SIGNING_OUT"
  /** The reader agreed to the new version. */
  | "TAKE_OVER"
  /** This page was on its way while the worker took its place, and is not yet one of those it serves. */
  | "TAKE_IN";

export function isPageMessage(message: unknown, expected: PageMessage): boolean {
  return message === expected;
}
