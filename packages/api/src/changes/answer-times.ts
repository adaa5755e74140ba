const HOUR_MS = 3_600_000;
const TWO_WEEKS_MS = 14 * 24 * HOUR_MS;

/** Until when buyers of a moved performance answer: two weeks as a rule, to the full hour, and at the latest until its doors open. */
export function answerTimes(
  { startsAt, doorsAt }: { readonly startsAt: Date; readonly doorsAt: Date | null },
  now: Date,
): { usual: Date; latest: Date } {
  // Doors of before may lie behind where a performance is brought forward to the same day.
  const latest = doorsAt && doorsAt > now ? doorsAt : startsAt;
  const wholeHourMs = Math.ceil((now.getTime() + TWO_WEEKS_MS) / HOUR_MS) * HOUR_MS;
  return { usual: new Date(Math.min(latest.getTime(), wholeHourMs)), latest };
}
