const DAY_MS = 86_400_000;

/** How far a zone's clock is ahead of UTC at a moment, in ms. */
function zoneOffsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(atMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return shown - Math.floor(atMs / 1_000) * 1_000;
}

/** The moment at which a clock on the wall of `timeZone` shows `time` ("20:00") some days after `firstDay` ("2026-03-01"). */
export function localInstant(firstDay: string, daysLater: number, time: string, timeZone: string): Date {
  const wallMs = Date.parse(`${firstDay}T${time}:00Z`) + daysLater * DAY_MS;
  // Twice, since the offset may change between the guess and the moment.
  const guessMs = wallMs - zoneOffsetMs(wallMs, timeZone);
  return new Date(wallMs - zoneOffsetMs(guessMs, timeZone));
}

/** The moment `days` later at which a clock on the wall of `timeZone` shows the same time of day. */
export function laterByDays(at: Date, days: number, timeZone: string): Date {
  const wallMs = at.getTime() + zoneOffsetMs(at.getTime(), timeZone) + days * DAY_MS;
  const guessMs = wallMs - zoneOffsetMs(wallMs, timeZone);
  return new Date(wallMs - zoneOffsetMs(guessMs, timeZone));
}
