import { env } from "../env.ts";
import { type EventFacts, eventJsonLd } from "./event-json-ld.ts";

/** The event as search engines read it, as of when the page was made. */
export function StructuredEvent(facts: Omit<EventFacts, "origin">) {
  // "<" is written as an escape, so that no title can end the script element.
  const json = JSON.stringify(eventJsonLd({ ...facts, origin: env().PWA_URL })).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a script of data has no other way in, and its text is escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
