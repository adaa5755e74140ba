import { cloneElement, type ReactElement, type ReactNode } from "react";

/** A link of the app's own router, without children: `<Link href="/tickets" />`. This package knows no router. */
export type LinkElement = ReactElement<{
  className?: string;
  children?: ReactNode;
  "aria-current"?: "page" | "true" | undefined;
}>;

/** Fills a link that was handed in with its looks and its words. */
export function filledLink(link: LinkElement, className: string, children: ReactNode, current = false): ReactElement {
  return cloneElement(link, { className, ...(current ? { "aria-current": "page" as const } : {}) }, children);
}
