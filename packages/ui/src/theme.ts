/** What the reader chose: a theme, or to follow the system. */
export type ThemeChoice = "system" | "light" | "dark";

/** Where the choice is remembered on this device. */
export const THEME_KEY = "usher-theme";

/**
 * Sets the remembered theme before the first paint: written into the head as it stands, and named by its hash in the page's policy. Storage
 * can be forbidden; then the system's theme stands.
 */
export const themeScript = `try{var t=localStorage.getItem(${JSON.stringify(THEME_KEY)});if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

/** Reads a remembered word; whatever is no theme means the system's. */
export function themeChoiceOf(remembered: string | null | undefined): ThemeChoice {
  return remembered === "light" || remembered === "dark" ? remembered : "system";
}

/** The choice on this device. Reads the document, because storage may be forbidden. */
export function currentTheme(): ThemeChoice {
  return themeChoiceOf(document.documentElement.dataset.theme);
}

const listeners = new Set<() => void>();

/** Shows the theme at once and remembers it if storage allows. */
export function chooseTheme(choice: ThemeChoice): void {
  show(choice);
  try {
    if (choice === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, choice);
  } catch {
    // Forbidden storage costs only the memory of the choice.
  }
}

/** Calls back when the theme changes here or in another tab. Returns how to stop. */
export function watchTheme(onChange: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === THEME_KEY) show(themeChoiceOf(event.newValue));
  };
  listeners.add(onChange);
  addEventListener("storage", onStorage);
  return () => {
    listeners.delete(onChange);
    removeEventListener("storage", onStorage);
  };
}

function show(choice: ThemeChoice): void {
  const { dataset } = document.documentElement;
  if (choice === "system") delete dataset.theme;
  else dataset.theme = choice;
  for (const listener of listeners) listener();
}
