/** What credentials say of who somebody is: their number, by which a counter finds them, and a portrait to compare with. */
import { STATUS } from '../../../sdk/verify/status-list.ts';
import type { Subject } from '../../actor.ts';
import { birthdayOf } from '../../catalog/check-digits.ts';
import { CityError } from '../../errors.ts';
import type { FaceParts } from './parts.ts';

/** Credentials that hold their holder's own number, those with a portrait first. */
const SOURCES = [
  { credentialType: 'resident-identity-card', number: 'idNumber', portrait: 'portrait' },
  { credentialType: 'residence-permit', number: 'idNumber', portrait: 'portrait' },
  { credentialType: 'social-security-card', number: 'idNumber', portrait: 'portrait' },
  { credentialType: 'household-register', number: 'memberIdNumber', portrait: undefined },
] as const;

const JPEG = 'data:image/jpeg;base64,';

/** What somebody says of themselves before a camera, and the number says as well. */
export type Digits = { readonly lastFour: string; readonly birthMonth: number };

export type IdentityRecord = {
  /** Keyed hash of last four digits and birth month. */
  readonly digits: Buffer;
  /** JPEG; undefined where the credential has none. */
  readonly portrait: Uint8Array | undefined;
  /** What was looked at for it. */
  readonly seen: { readonly credentialType: string; readonly fields: readonly string[] };
};

/**
 * Reads the subject's own credential, for one enrolment.
 * @throws CityError FACE_NUMBER_UNKNOWN where none holds the subject's own number
 */
export async function readIdentity(subject: Subject, parts: FaceParts): Promise<IdentityRecord> {
  const { credentials, keys } = parts;
  const key = await credentials.subjectKey(subject);
  for (const source of key === undefined ? [] : SOURCES) {
    const candidates = await credentials.candidates(subject, source.credentialType);
    const newest = candidates.find(({ status }) => status !== STATUS.invalid);
    if (newest === undefined || key === undefined) continue;
    const { values } = await parts.openCredential(newest, key);
    const number = values[source.number];
    if (typeof number !== 'string' || credentials.subjectOf(number) !== subject) continue;
    const birthday = birthdayOf(number);
    if (birthday === undefined) continue;
    const picture = source.portrait === undefined ? undefined : values[source.portrait];
    return {
      digits: digitsHash({ lastFour: number.slice(-4), birthMonth: Number(birthday.slice(5, 7)) }, keys),
      portrait: portraitIn(picture),
      seen: {
        credentialType: source.credentialType,
        fields: [source.number, ...(source.portrait === undefined ? [] : [source.portrait])],
      },
    };
  }
  throw new CityError('FACE_NUMBER_UNKNOWN');
}

/** Under what somebody who enrolled is found. */
export const digitsHash = ({ lastFour, birthMonth }: Digits, keys: FaceParts['keys']): Buffer =>
  Buffer.from(keys.blind('face-digits', `${lastFour}/${birthMonth}`));

function portraitIn(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string' || !value.startsWith(JPEG)) return undefined;
  return Buffer.from(value.slice(JPEG.length), 'base64');
}
