/** What authorization is made of, and what it needs of the rooms above and below it. */
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Subject } from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { CandidateRow } from '../credentials/credentials.ts';
import type { Tables } from '../database/tables.ts';
import type { RecordAccess } from './access.ts';
import type { Changes } from './changes.ts';
import type { Codes } from './codes.ts';

/** For whom somebody may act. */
export type Authority = {
  readonly holder: Subject;
  readonly kind: 'self' | 'guardian' | 'representative' | 'mandate';
};

/** What is asked of credentials, and only after the person has been reached. */
export type CredentialsForAuthorization = {
  readonly authoritiesOf: (giver: Subject) => Promise<readonly Authority[]>;
  readonly candidates: (holder: Subject, credentialType: string) => Promise<readonly CandidateRow[]>;
  /** A name with all but its first character hidden; a dash where nothing is kept of the subject. */
  readonly maskedName: (subject: Subject) => Promise<string>;
  /** True for whom the public security's records say that they died. */
  readonly isDeceased: (subject: Subject) => Promise<boolean>;
  readonly subjectOf: (number: string) => Subject | undefined;
};

export type AuthorizationParts = {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly codes: Codes;
  readonly changes: Changes;
  readonly credentials: CredentialsForAuthorization;
  readonly recordAccess: RecordAccess;
};
