/** Why a proof doesn't hold: codes that stay, and words for people that may change. */
import { en } from './reasons-en.ts';
import { zh } from './reasons-zh.ts';

const reasons = [
  // The whole.
  'OPTIONS_MALFORMED',
  'MALFORMED',
  'TRUST_MALFORMED',
  'BINDING_NOT_CHECKED',
  'UNKNOWN_CITY',
  'OTHER_LEDGER',
  // Who signed, for whom, when.
  'TRUST_TOO_OLD',
  'BAD_SIGNATURE',
  'WRONG_AUDIENCE',
  'WRONG_NONCE',
  'WRONG_REQUEST',
  'WRONG_PRESENTATION',
  'WRONG_ITEM',
  'TOO_OLD',
  'NOT_YET_VALID',
  // What the ledger says.
  'WRONG_TYPE',
  'NOT_ANCHORED',
  'SPLIT_VIEW',
  'ISSUER_NOT_ACCREDITED',
  'LEDGER_STALE',
  // The credential's state.
  'EXPIRED',
  'STATUS_UNREACHABLE',
  'STATUS_MISMATCH',
  'REVOKED',
  'SUSPENDED',
  // What was asked.
  'WRONG_STATEMENT',
  'INCOMPLETE',
  // What the gateway refused, where none of the above says it.
  'NOT_AUTHORIZED',
  'AUTHORIZATION_USED',
  'NOT_ENTITLED',
  'NO_SUCH_CREDENTIAL',
  'STALE',
  'REFUSED',
  // Warnings only.
  'DEPARTMENT_SUSPENDED',
  'OLDER_HEAD',
  'MORE_THAN_ASKED',
] as const;

/** A code: the contract. Texts about it are not. */
export type Reason = (typeof reasons)[number];

/** In one language: what it means, what the clerk can do next, what the citizen can do next. */
export type Explanation = { readonly meaning: string; readonly clerk: string; readonly citizen: string };

/** One row of a language's table: meaning, clerk, citizen. */
export type ReasonTexts = Readonly<
  Record<Reason, readonly [meaning: string, clerk: string, citizen: string]>
>;

/** All codes, by what they are about and roughly as it is looked for: most items' reasons come from several checks. */
export const allReasons: readonly Reason[] = reasons;

/** A code that was received as text, or undefined where this version doesn't know it. */
export const findReason = (code: string): Reason | undefined => reasons.find((known) => known === code);

/** What a code means and what can be done next. */
export function explain(reason: Reason, language: 'zh' | 'en'): Explanation {
  const [meaning, clerk, citizen] = { zh, en }[language][reason];
  return { meaning, clerk, citizen };
}
