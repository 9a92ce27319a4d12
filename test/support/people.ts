/** Fictional people and firms: region 99 and credit codes marked FAKE, with right check digits. */
import {
  creditCodeCheck,
  isCitizenNumber,
  organizationCodeCheck,
} from '../../gateway/catalog/check-digits.ts';

/** A citizen number of region 990000 for a birthday `YYYY-MM-DD` and a serial below 1000. */
export function citizenNumber(born: string, serial: number): string {
  const body = `990000${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const number = [...'0123456789X'].map((check) => body + check).find(isCitizenNumber);
  if (number === undefined) throw new Error(`no number for ${born}`);
  return number;
}

/** A firm's credit code with FAKE in it. */
export function firmCode(serial: number): string {
  const organization = `FAKE${String(serial).padStart(4, '0')}`;
  const body = `91990000${organization}${organizationCodeCheck(organization) ?? ''}`;
  return body + (creditCodeCheck(body) ?? '');
}

/** A row of an identity card. */
export const identityCard = (
  name: string,
  born: string,
  serial: number,
  more: Record<string, unknown> = {},
) => ({
  name,
  idNumber: citizenNumber(born, serial),
  gender: '女',
  ethnicity: '汉',
  dateOfBirth: born,
  registeredAddress: `虚构路${serial}号`,
  issuingAuthority: '虚构公安分局',
  validFrom: '2020-01-01',
  validUntil: '2040-01-01',
  cardSerial: `CARD-${serial}`,
  ...more,
});
