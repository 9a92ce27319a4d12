/** Civil dates (`YYYY-MM-DD`) as offsets from one another. */

const DAY = 86_400_000;
const text = (time: number): string => new Date(time).toISOString().slice(0, 10);
const timeOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const addDays = (date: string, days: number): string => text(timeOf(date) + days * DAY);

/** 29 February becomes 1 March in years that have none. */
export function addYears(date: string, years: number): string {
  const [year, month, day] = partsOf(date);
  return text(Date.UTC(year + years, month - 1, day));
}

/** Full years between a birthday and a date. */
export function ageOn(born: string, date: string): number {
  const years = partsOf(date)[0] - partsOf(born)[0];
  return addYears(born, years) <= date ? years : years - 1;
}

/** The month (`YYYY-MM`) that lies some months before a date or month. */
export function monthBefore(date: string, months: number): string {
  const [year, month] = partsOf(date);
  return text(Date.UTC(year, month - 1 - months, 1)).slice(0, 7);
}

/** Full calendar months between two dates, days not looked at. */
export function monthsBetween(from: string, until: string): number {
  const [fromYear, fromMonth] = partsOf(from);
  const [untilYear, untilMonth] = partsOf(until);
  return 12 * (untilYear - fromYear) + untilMonth - fromMonth;
}

function partsOf(date: string): readonly [number, number, number] {
  const [year, month, day = 1] = date.split('-').map(Number);
  if (year === undefined || month === undefined) throw new RangeError('no date');
  return [year, month, day];
}
