/** Dates, times and numbers as people write them, in the page's language and always in the district's time. */
import { language, tags } from './language.ts';

const ZONE = 'Asia/Shanghai';

/** A moment, or a civil date like 2026-11-26. */
export type When = Date | string;

const momentOf = (when: When): Date =>
  typeof when === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(when)
    ? new Date(`${when}T00:00:00+08:00`)
    : new Date(when);

function partsOf(when: When, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const format = new Intl.DateTimeFormat(language.value === 'zh' ? tags.zh : 'en-GB', {
    timeZone: ZONE,
    hourCycle: 'h23',
    ...options,
  });
  return Object.fromEntries(format.formatToParts(momentOf(when)).map(({ type, value }) => [type, value]));
}

/** A date with its weekday; the year is left out where it is the present one. */
export function dateText(when: When, now = new Date()): string {
  const { year } = partsOf(when, { year: 'numeric' });
  return wholeDate(when, { withYear: year !== partsOf(now, { year: 'numeric' }).year });
}

/** A date with its weekday and its year. */
export const longDate = (when: When): string => wholeDate(when, { withYear: true });

function wholeDate(when: When, { withYear }: { readonly withYear: boolean }): string {
  const isChinese = language.value === 'zh';
  const { year, month, day, weekday } = partsOf(when, {
    year: 'numeric',
    month: isChinese ? 'numeric' : 'long',
    day: 'numeric',
    weekday: isChinese ? 'short' : 'long',
  });
  if (!isChinese) return `${weekday} ${day} ${month}${withYear ? ` ${year}` : ''}`;
  return `${withYear ? `${year}年` : ''}${month}月${day}日（${weekday}）`;
}

/** A month like 2026-11. */
export function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-');
  if (language.value === 'zh') return `${year}年${Number(number)}月`;
  return `${partsOf(`${month}-01`, { month: 'long' }).month} ${year}`;
}

/** A date in a table. */
export function tableDate(when: When): string {
  const isChinese = language.value === 'zh';
  const { month, day } = partsOf(when, {
    month: isChinese ? '2-digit' : 'short',
    day: isChinese ? '2-digit' : 'numeric',
  });
  return isChinese ? `${month}-${day}` : `${day} ${month}`;
}

/** The time of a moment in 24 hours; with seconds only in proofs and on the ledger. */
export function timeText(when: When, { withSeconds = false } = {}): string {
  const { hour, minute, second } = partsOf(when, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return [hour, minute, ...(withSeconds ? [second] : [])].join(':');
}

/** A count with its commas. */
export const countText = (count: number): string => new Intl.NumberFormat('en').format(count);

/** An amount in yuan. */
export const amountText = (yuan: number): string =>
  `¥${new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(yuan)}`;

/** Digits for reading aloud: in groups of four. */
export const inFours = (digits: string): string => digits.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** Digits for a voice: one by one, with a pause after four. */
export const digitByDigit = (digits: string): string =>
  inFours(digits)
    .split(' ')
    .map((group) => [...group].join(' '))
    .join(', ');
