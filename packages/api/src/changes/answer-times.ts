const TWO_WEEKS_MS = 14 * 86_400_000;

/** Until when buyers of a moved performance answer: two weeks as a rule, and at the latest until its doors open. */
export function answerTimes(
  { startsAt, doorsAt }: { readonly startsAt: Date; readonly doorsAt: Date | null },
  now: Date,
): { usual: Date; latest: Date } {
  // Doors of before may lie behind where a performance is brought forward to the same day.
  const latest = doorsAt && doorsAt > now ? doorsAt : startsAt;
  return { usual: new Date(Math.min(latest.getTime(), now.getTime() + TWO_WEEKS_MS)), latest };
}
