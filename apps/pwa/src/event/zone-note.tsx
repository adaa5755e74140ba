"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Names the venue's zone when the reader's differs. Server and first paint say nothing, since only the browser knows. */
export function ZoneNote({ zone, text }: { zone: string; text: string }) {
  const differs = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone !== zone,
    () => false,
  );
  return <div className="small dim">{differs ? text : "\u00a0"}</div>;
}
