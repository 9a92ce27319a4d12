/** The identifier of an electronic licence (电子证照标识, GB/T 36904). */
import { licenceCheck } from './check-digits.ts';

const ROOT = '1.2.156.3005.2';

/** Its parts: the type's code, the issuer's credit code, the issuer's serial (9 to 32 letters and digits), a version from 1. */
export type LicenceParts = {
  readonly typeCode: string;
  readonly issuerCode: string;
  readonly serial: string;
  readonly version: number;
};

/**
 * `root.type.issuer.serial.version.check`; the check character is ISO/IEC 7064 MOD 37,36 over the parts without root
 * and dots. @throws RangeError for a part of another shape.
 */
export function licenceIdentifier({ typeCode, issuerCode, serial, version }: LicenceParts): string {
  const count = String(version).padStart(3, '0');
  const check = licenceCheck(typeCode + issuerCode + serial + count);
  if (check === undefined || !/^[0-9A-Z]{9,32}$/.test(serial) || !/^\d{3}$/.test(count))
    throw new RangeError('a serial has 9 to 32 letters and digits, a version 3 digits');
  return [ROOT, typeCode, issuerCode, serial, count, check].join('.');
}

/** True where the check character belongs to the other parts. */
export function isLicenceIdentifier(text: string): boolean {
  if (!text.startsWith(`${ROOT}.`)) return false;
  const parts = text.slice(ROOT.length + 1).split('.');
  const [typeCode = '', issuerCode = '', serial = '', version = '', check] = parts;
  return (
    parts.length === 5 &&
    /^\d{3}$/.test(version) &&
    licenceCheck(typeCode + issuerCode + serial + version) === check
  );
}
