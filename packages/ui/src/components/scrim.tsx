"use client";

import { useLayoutEffect } from "react";

let scrims = 0;

/**
 * Darkens the page behind a sheet and holds it still. Radix's own overlay writes a style element for that, which the content
 * security policy refuses; styles of the root element do the same.
 */
export function Scrim() {
  useLayoutEffect(() => {
    const root = document.documentElement;
    if (scrims++ === 0) {
      // A scrollbar that goes leaves its room behind, so that nothing jumps.
      root.style.scrollbarGutter = window.innerWidth > root.clientWidth ? "stable" : "";
      root.style.overflow = "hidden";
    }
    return () => {
      if (--scrims > 0) return;
      root.style.overflow = "";
      root.style.scrollbarGutter = "";
    };
  }, []);
  return <div aria-hidden="true" className="pointer-events-auto fixed inset-0 z-40 animate-appear bg-scrim" />;
}
