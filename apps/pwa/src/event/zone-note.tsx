"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Names the venue's zone when the reader's differs. It keeps its place meanwhile, since only the browser knows. */
export function ZoneNote({ zone, text }: { zone: string; text: string }) {
  const differs = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone !== zone,
    () => false,
  );
  return <span className={differs ? "dim ml-2 font-normal" : "invisible ml-2"}>{text}</span>;
}
