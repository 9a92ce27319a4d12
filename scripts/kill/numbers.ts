/** Fictional citizen numbers by the thousand. */
import { isCitizenNumber } from '../../gateway/catalog/check-digits.ts';

/** A number of region 99 for a serial: 999 a day, from 1970 on. */
export function citizenNumberOf(serial: number): string {
  const day = new Date(Date.UTC(1970, 0, 1 + Math.floor(serial / 999)));
  const body = `991234${day.toISOString().slice(0, 10).replaceAll('-', '')}${String((serial % 999) + 1).padStart(3, '0')}`;
  const number = [...'0123456789X'].map((check) => body + check).find(isCitizenNumber);
  if (number === undefined) throw new Error('every number has a check character');
  return number;
}
