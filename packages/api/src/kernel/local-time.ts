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
  return atWall(Date.parse(`${firstDay}T${time}:00Z`) + daysLater * DAY_MS, timeZone);
}

/** The moment `days` later at which a clock on the wall of `timeZone` shows the same time of day. */
export function laterByDays(at: Date, days: number, timeZone: string): Date {
  return atWall(at.getTime() + zoneOffsetMs(at.getTime(), timeZone) + days * DAY_MS, timeZone);
}

/**
 * A moment moved as far as `from` is moved to `to`, by the clock on the wall of `timeZone`: what was at six the evening before is at
 * six the evening before, whatever the clocks did in between.
 */
export function movedAlong(at: Date, { from, to }: { from: Date; to: Date }, timeZone: string): Date {
  const wallOf = (moment: Date) => moment.getTime() + zoneOffsetMs(moment.getTime(), timeZone);
  return atWall(wallOf(at) + wallOf(to) - wallOf(from), timeZone);
}

/** The moment at which the clock on the wall shows `wallMs`, said as if it were UTC. Twice, since the offset may change between the guess and the moment. */
function atWall(wallMs: number, timeZone: string): Date {
  const guessMs = wallMs - zoneOffsetMs(wallMs, timeZone);
  return new Date(wallMs - zoneOffsetMs(guessMs, timeZone));
}
