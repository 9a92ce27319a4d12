/** Months as figures name them, in the district's time. */

/** So many months, the newest first. */
export function monthsUntil(newest: string, count: number): readonly string[] {
  const [year = '', month = ''] = newest.split('-');
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(Number(year), Number(month) - 1 - back)).toISOString().slice(0, 'YYYY-MM'.length),
  );
}

/** The last month that is over. */
export function lastCompleteMonth(now: Date): string {
  // Asia/Shanghai is eight hours ahead all year.
  const today = new Date(now.getTime() + 8 * 3_600_000);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1))
    .toISOString()
    .slice(0, 'YYYY-MM'.length);
}
