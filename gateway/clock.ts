/** Time comes in from outside, so that a test can fix it. */

/** Where the current time is read; every part of the gateway takes one. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Seconds since 1970, as JWTs count them (RFC 7519 section 2, NumericDate). */
export const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);

/** Civil date in Asia/Shanghai, `YYYY-MM-DD`: the day that validity, age and freshness are counted in. */
export const civilDateOf = (time: Date): string => shanghai.format(time);

/** The civil date in Asia/Shanghai so many days after a time. */
export const civilDateAfter = (time: Date, days: number): string =>
  civilDateOf(new Date(time.getTime() + days * 86_400_000));

/** Whether a text is `YYYY-MM-DD` and a day of the calendar. */
export function isCivilDate(text: string): boolean {
  const [, year, month, day] = CIVIL_DATE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  // A day that a month doesn't have is taken for one of the next month.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Whole civil days from one `YYYY-MM-DD` to another; negative where `to` is earlier. */
export function civilDaysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Last second of a civil date in Asia/Shanghai, in seconds since 1970. */
export function endOfCivilDate(date: string): number {
  return Date.parse(`${date}T23:59:59+08:00`) / 1000;
}

/** Civil month in Asia/Shanghai, `YYYY-MM`. */
export const civilMonthOf = (time: Date): string => civilDateOf(time).slice(0, 7);

/** The month that lies so many months after `YYYY-MM`; before it, for a negative number. */
export function monthAfter(month: string, months = 1): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = 12 * year + number - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** When a civil date begins in Asia/Shanghai. */
export const startOfCivilDate = (date: string): Date => new Date(`${date}T00:00:00+08:00`);
