"use client";

import { useEffect } from "react";

/** Looked at in this visit already. */
const seen = new Set<string>();

/** Tells the house that this browser looks at an event, once a visit: what many look at is shown to others. */
export function SeenEvent({ eventId }: { readonly eventId: string }) {
  useEffect(() => {
    if (seen.has(eventId)) return;
    seen.add(eventId);
    // Nobody waits for it, and nothing is lost where it does not arrive.
    fetch("/api/trpc/catalog.seen", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ eventId }),
    })
      // An answer that nobody reads keeps its connection.
      .then((response) => response.text())
      .catch(() => undefined);
  }, [eventId]);
  return null;
}
