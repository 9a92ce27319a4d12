/** What authorization by face is made of. */
import type { CandidateRow } from '../../credentials/credentials.ts';
import type { SubjectKey } from '../../credentials/subject-keys.ts';
import type { OpenedCredential } from '../../credentials/vault.ts';
import type { Keys } from '../../keys/keys.ts';
import type { AuthorizationParts } from '../parts.ts';

export type FaceParts = AuthorizationParts & {
  readonly keys: Pick<Keys, 'blind'>;
  /** Opens a credential of a subject with the subject's own key. */
  readonly openCredential: (row: Pick<CandidateRow, 'id'>, key: SubjectKey) => Promise<OpenedCredential>;
};
