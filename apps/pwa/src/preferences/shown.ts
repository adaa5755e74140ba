import { isCurrency } from "@usher/api/money";
import { useSyncExternalStore } from "react";

/** What the reader likes to be shown beside the venue's own money and time; null for those alone. */
export interface Shown {
  readonly currency: string | null;
  readonly timeZone: string | null;
}

const KEYS = { currency: "usher-currency", timeZone: "usher-time-zone" } as const satisfies Record<keyof Shown, string>;
const CHANGED = "usher:shown";

/**
 * Marks the document before the first paint, so that style keeps a line for what only the browser can fill in and nothing moves
 * when it does. Stands in the same small script as the theme.
 */
export const shownScript = `try{var d=document.documentElement.dataset;if(localStorage.getItem("${KEYS.currency}"))d.alsoPrices="";if(localStorage.getItem("${KEYS.timeZone}"))d.alsoTimes=""}catch{}`;

const isTimeZone = (text: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
};

const IS_RIGHT: Record<keyof Shown, (text: string) => boolean> = { currency: isCurrency, timeZone: isTimeZone };

function read(name: keyof Shown): string | null {
  try {
    const text = localStorage.getItem(KEYS[name]);
    return text !== null && IS_RIGHT[name](text) ? text : null;
  } catch {
    return null;
  }
}

/** Shows it from now on and remembers it on this device, if storage allows. */
export function remember(shown: Partial<Shown>): void {
  const { dataset } = document.documentElement;
  for (const name of ["currency", "timeZone"] as const) {
    const value = shown[name];
    if (value === undefined) continue;
    try {
      if (value === null) localStorage.removeItem(KEYS[name]);
      else localStorage.setItem(KEYS[name], value);
    } catch {
      // Forbidden storage costs only the memory of the choice.
    }
    const mark = name === "currency" ? "alsoPrices" : "alsoTimes";
    if (value === null) delete dataset[mark];
    else dataset[mark] = "";
  }
  dispatchEvent(new Event(CHANGED));
}

function watch(onChange: () => void): () => void {
  addEventListener(CHANGED, onChange);
  addEventListener("storage", onChange);
  return () => {
    removeEventListener(CHANGED, onChange);
    removeEventListener("storage", onChange);
  };
}

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
