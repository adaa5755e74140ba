"use client";

import { useRef } from "react";

/**
 * The key under which the server does a thing once. The same wish, said again, has the same key: a repeat after a lost
 * answer does nothing twice. Another wish has another key, or it would be answered with what became of the first.
 */
export function useRequestKey(): (wish: string) => string {
  const last = useRef<{ wish: string; key: string } | null>(null);
  return (wish) => {
    if (last.current?.wish !== wish) last.current = { wish, key: crypto.randomUUID() };
    return last.current.key;
  };
}
