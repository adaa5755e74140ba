"use client";

import { useSyncExternalStore } from "react";
import { localDay } from "./use-search.ts";

const never = () => () => {};

/**
 * The reader's own day, "2026-11-14"; null on the server and until the page is alive. The page was made once for
 * everybody, perhaps yesterday and in another zone: a day of its own in it would be another than the reader's.
 */
export const useToday = (): string | null => useSyncExternalStore(never, localDay, () => null);
