/** People and firms by the keyed hash of their number; the number itself is not kept. */
import type { Subject } from '../actor.ts';
import { isCitizenNumber, isCreditCode } from '../catalog/check-digits.ts';
import type { Keys } from '../keys/keys.ts';

/** A person's citizen number (GB 11643) or a firm's credit code (GB 32100). */
export type SubjectKind = 'person' | 'firm';

/** What a number is by its form and check digit; undefined for neither. */
export function kindOfNumber(number: string): SubjectKind | undefined {
  if (isCitizenNumber(number)) return 'person';
  return isCreditCode(number) ? 'firm' : undefined;
}

/** The subject of a number; undefined for what is no number of a person or firm. */
export function subjectOf(keys: Pick<Keys, 'blind'>, number: string): Subject | undefined {
  const kind = kindOfNumber(number);
  return kind === undefined ? undefined : Buffer.from(keys.blind(kind, number)).toString('base64url');
}
