/** A performance of which this browser was given seats to hold. Whether it still holds them, the server says. */
export interface KeptHold {
  readonly performanceId: string;
  readonly title: string;
}

const KEY = "usher-kept-holds";
const MOST = 5;

function isKeptHold(value: unknown): value is KeptHold {
  if (typeof value !== "object" || value === null || !("performanceId" in value) || !("title" in value)) return false;
  return typeof value.performanceId === "string" && typeof value.title === "string";
}

/** What was remembered, the newest first; nothing where the browser keeps nothing or somebody else wrote there. */
export function readKeptHolds(): KeptHold[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isKeptHold).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(holds: readonly KeptHold[]): void {
  try {
    if (holds.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(holds.slice(0, MOST)));
  } catch {
    // A browser that keeps nothing shows no way back; the seats stay held all the same.
  }
}

/** Remembers where seats are held, so that any page can lead back to them. */
export function rememberHold({ performanceId, title }: KeptHold): void {
  write([{ performanceId, title }, ...readKeptHolds().filter((hold) => hold.performanceId !== performanceId)]);
}

/** Forgets a performance of which nothing is held any more. */
export function forgetHold(performanceId: string): void {
  write(readKeptHolds().filter((hold) => hold.performanceId !== performanceId));
}
