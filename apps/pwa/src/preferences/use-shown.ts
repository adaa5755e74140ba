"use client";

import { useSyncExternalStore } from "react";
import { read, watch } from "./shown.ts";

/** The reader's own currency; null on the server, until the page is alive, and for those who want none. */
export const useShownCurrency = (): string | null =>
  useSyncExternalStore(
    watch,
    () => read("currency"),
    () => null,
  );

/** The reader's own time zone; null on the server, until the page is alive, and for those who want none. */
export const useShownTimeZone = (): string | null =>
  useSyncExternalStore(
    watch,
    () => read("timeZone"),
    () => null,
  );
