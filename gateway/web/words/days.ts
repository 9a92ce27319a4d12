/** Civil days in the district's time, for choices of until when. */

/** The civil day of a moment, like 2026-11-26. */
export const civilDay = (moment: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(moment);

/** So many civil days later. */
export function daysAfter(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
