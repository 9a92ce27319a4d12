/** What authorization is made of, and what it needs of the rooms above and below it. */
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Subject } from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { CandidateRow } from '../credentials/credentials.ts';
import type { SubjectKey } from '../credentials/subject-keys.ts';
import type { Tables } from '../database/tables.ts';
import type { RecordAccess } from './access.ts';
import type { Changes } from './changes.ts';
import type { Codes } from './codes.ts';
import type { FaceSwitch } from './face/switch.ts';
import type { SlipTickets } from './slip-tickets.ts';

/** What is asked of credentials, and only after the person has been reached. */
export type CredentialsForAuthorization = {
  readonly candidates: (holder: Subject, credentialType: string) => Promise<readonly CandidateRow[]>;
  /** A name from which nobody is known; a dash where nothing is kept of the subject. */
  readonly maskedName: (subject: Subject) => Promise<string>;
  /** True for whom the public security's records say that they died. */
  readonly isDeceased: (subject: Subject) => Promise<boolean>;
  readonly subjectOf: (number: string) => Subject | undefined;
  /** A subject's own key, for one piece of work; undefined for whom nothing is kept. */
  readonly subjectKey: (subject: Subject) => Promise<SubjectKey | undefined>;
};

/** How much two officers may do, and how it is watched. */
export type OfficerRules = {
  /** Checks in which one officer may take part on a civil day (Asia/Shanghai). */
  readonly dailyCap: number;
  /** True where the lot falls on a confirmed check, to be looked at again. */
  readonly draw: () => boolean;
};

export type AuthorizationParts = {
  readonly db: Kysely<Tables>;
  readonly pool: pg.Pool;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly codes: Codes;
  readonly slipTickets: SlipTickets;
  readonly changes: Changes;
  readonly credentials: CredentialsForAuthorization;
  readonly recordAccess: RecordAccess;
  readonly officers: OfficerRules;
  readonly face: FaceSwitch;
};
