/** What may be wrong with a record. */
import type { Complain } from '../../../../sdk/schemas/complaints.ts';
import { records as say } from '../../words/records.ts';

export type Reason = Complain['reason'];

export const reasons = {
  'not-there': say.complainNotThere,
  'no-consent': say.complainNoConsent,
  'too-much': say.complainTooMuch,
  'agreed-by-another': say.complainByAnother,
  other: say.complainOther,
} as const satisfies Record<Reason, () => string>;

export const isReason = (text: string): text is Reason => Object.hasOwn(reasons, text);
