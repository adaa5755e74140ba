"use client";

import { useEffect, useState } from "react";

const KEY = "usher.searches";
const MOST = 8;
const SHORTEST = 2;

/** What was searched for on this device, the last first. It is told to nobody, and a device without storage has none. */
export interface RecentSearches {
  readonly list: readonly string[];
  add(words: string): void;
  remove(words: string): void;
  clear(): void;
}

function read(): string[] {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(known) ? known.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(list: readonly string[]): void {
  try {
    if (list.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // A device that keeps nothing has no recent searches, and searches all the same.
  }
}

export function useRecentSearches(): RecentSearches {
  const [list, setList] = useState<readonly string[]>([]);
  useEffect(() => {
    const known = read();
    if (known.length > 0) setList(known);
  }, []);
  const change = (next: readonly string[]) => {
    write(next);
    setList(next);
  };
  return {
    list,
    add(words) {
      const wanted = words.trim();
      if (wanted.length < SHORTEST) return;
      // Read anew: another tab may have searched meanwhile.
      const others = read().filter((one) => one.toLowerCase() !== wanted.toLowerCase());
      change([wanted, ...others].slice(0, MOST));
    },
    remove: (words) => change(read().filter((one) => one !== words)),
    clear: () => change([]),
  };
}
