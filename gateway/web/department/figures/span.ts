/** Spans of civil days, and counts by day or, of a long span, by month. */
import type { DepartmentStatistics } from '../../../../sdk/schemas/administration.ts';
import type { Bar } from '../../parts/bars.tsx';
import { tableDate } from '../../words/dates.ts';

/** Civil days, both included. */
export type Span = { readonly from: string; readonly to: string };

const DAY = 86_400_000;
const MOST_DAYS = 366;
/** Days that are shown one by one. */
const MOST_BARS = 62;

/** Asia/Shanghai is eight hours ahead all year. */
const civilDay = (time: number): string => new Date(time + 8 * 3_600_000).toISOString().slice(0, 10);

/** The span that ends today, so many days after it began. */
export const daysBefore = (now: Date, days: number): Span => ({
  from: civilDay(now.getTime() - days * DAY),
  to: civilDay(now.getTime()),
});

const daysIn = ({ from, to }: Span): number => (Date.parse(to) - Date.parse(from)) / DAY + 1;

/** Whether the gateway counts such a span. */
export const isSpan = (span: Span): boolean => daysIn(span) >= 1 && daysIn(span) <= MOST_DAYS;

/** Every day of the span, or every month of a long one, also those with none. */
export function barsByDay({ from, to, days }: DepartmentStatistics): readonly Bar[] {
  const length = daysIn({ from, to });
  const isLong = length > MOST_BARS;
  const counts = new Map<string, number>();
  for (let place = 0; place < length; place++) {
    const day = new Date(Date.parse(from) + place * DAY).toISOString().slice(0, 10);
    const name = isLong ? day.slice(0, 7) : tableDate(day);
    const count = days.find((row) => row.day === day)?.count ?? 0;
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].map(([name, count]) => ({ name, count }));
}
