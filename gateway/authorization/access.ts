/** What is told of every access that reaches a subject, so that it leaves a receipt; who writes receipts comes in from below. */
import type { Kysely } from 'kysely';
import type { FaceFact } from '../../sdk/schemas/receipts.ts';
import type { Subject } from '../actor.ts';
import type { AgreedBy, PartyMethod } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';

/** How an access came out. */
export type AccessOutcome =
  | 'answered'
  | 'repeat'
  | 'used'
  | 'failed'
  | 'not-authorized'
  | 'refused'
  | 'authority-ended'
  | 'expired'
  | 'withdrawn'
  | 'not-entitled'
  | 'not-this-person'
  | 'wrong-digits'
  | 'self'
  | 'face-consent'
  | 'face-enrolment'
  | 'face-end';

/** One access to one subject's data; `items` names what was asked for and what came of each. */
export type AccessFacts = {
  readonly holder: Subject;
  readonly outcome: AccessOutcome;
  readonly request: string | null;
  readonly client: string | null;
  readonly department: string | null;
  readonly matter: string | null;
  readonly window: string | null;
  readonly role: string | null;
  /** Staff numbers of all officers who took part. */
  readonly officers?: readonly string[];
  /** How the subject took part; missing where nobody was asked. */
  readonly method?: PartyMethod;
  /** As what somebody agreed, or looked; missing where nobody did. */
  readonly agreedBy?: AgreedBy;
  /** What a face had to do with it; missing where none had. */
  readonly face?: FaceFact;
  readonly items: readonly {
    readonly credentialType: string;
    readonly fields: readonly string[];
    readonly outcome: string;
  }[];
};

/**
 * Leaves a receipt for each access in the caller's transaction; gives back, in their order, the hashes of their leaves on
 * the access log in base64url.
 */
export type RecordAccess = (
  trx: Kysely<Tables>,
  accesses: readonly AccessFacts[],
) => Promise<readonly string[]>;

/** The leaf of a receipt, and the role in which its subject was to take part. */
export type ReceiptLeaf = { readonly subject: string; readonly leaf: string };
