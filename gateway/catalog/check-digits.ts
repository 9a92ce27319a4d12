/** Check characters of the three kinds of identifier the catalogue and the imports carry. */
import { isCivilDate } from '../clock.ts';

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANIZATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CITIZEN_CHECK = '10X98765432';

/** Check character of a GB 32100-2015 credit code: 18 characters, the first 17 are read; weights 3^i mod 31. */
export function creditCodeCheck(code: string): string | undefined {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = CREDIT_ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31];
}

/** Check character of a GB 11714-1997 organization code: places 9 to 16 of a credit code, MOD 11. */
export function organizationCodeCheck(code: string): string | undefined {
  let sum = 0;
  for (const [place, weight] of ORGANIZATION_WEIGHTS.entries()) {
    const value = ORGANIZATION_ALPHABET.indexOf(code[place] ?? '');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** True for an 18-character GB 32100-2015 credit code whose own and whose organization check characters both hold. */
export function isCreditCode(code: string): boolean {
  return (
    code.length === 18 &&
    creditCodeCheck(code) === code[17] &&
    organizationCodeCheck(code.slice(8)) === code[16]
  );
}

/**
 * True for an 18-character GB 11643-1999 citizen number: an existing calendar date and a MOD 11-2 check
 * character. Region codes are not looked up: retired ones stay valid on old numbers.
 */
export function isCitizenNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number) || !isCivilDate(dateIn(number))) return false;
  const sum = CITIZEN_WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return CITIZEN_CHECK[sum % 11] === number[17];
}

/** Birthday of a citizen number as `YYYY-MM-DD` (GB 11643-1999, places 7 to 14); undefined for what is none. */
export function birthdayOf(number: string): string | undefined {
  return isCitizenNumber(number) ? dateIn(number) : undefined;
}

const dateIn = (number: string): string =>
  `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/** Check character of an electronic licence identifier (GB/T 36904): ISO/IEC 7064 MOD 37,36 over type, issuer, serial and version without root and dots. */
export function licenceCheck(payload: string): string | undefined {
  let product = 36;
  for (const character of payload) {
    const value = ORGANIZATION_ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    const sum = (product + value) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ORGANIZATION_ALPHABET[(37 - product) % 36];
}
