import { isCurrency } from "@usher/api/money";

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

/** What is remembered on this device; null for what is not, or cannot be. */
export function read(name: keyof Shown): string | null {
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

/** Calls back when the choice changes here or in another tab. Returns how to stop. */
export function watch(onChange: () => void): () => void {
  addEventListener(CHANGED, onChange);
  addEventListener("storage", onChange);
  return () => {
    removeEventListener(CHANGED, onChange);
    removeEventListener("storage", onChange);
  };
}
