/** Rows of the tables that migrations credentials, records and mandates make. Subjects and records are keyed hashes; content is sealed. */
import type { Generated } from 'kysely';

export type CredentialTables = {
  subject_keys: SubjectKeyTable;
  deceased_subjects: { subject: string };
  credentials: CredentialTable;
  status_lists: StatusListTable;
  status_changes: StatusChangeTable;
  status_batches: StatusBatchTable;
  imports: ImportTable;
  import_faults: ImportFaultTable;
  confirmations: { department: string; credential_type: string; confirmed_at: Date };
  authority_edges: AuthorityEdgeTable;
  minors: MinorTable;
  stopped_keys: { kid: string; department: string; stopped_at: Date };
  status_events: StatusEventTable;
};

/** A subject's own key, wrapped by the keystore. */
type SubjectKeyTable = { subject: string; wrapped: Buffer };

/** `current` is false once a newer version of the same record took its place; `fingerprint` tells whether a row changed. */
type CredentialTable = {
  id: string;
  department: string;
  credential_type: string;
  subject: string;
  record: string;
  fingerprint: string;
  version: number;
  current: boolean;
  kid: string;
  issued_at: Date;
  valid_until: string | null;
  status_list: number;
  status_index: number;
  status: 0 | 1 | 2;
  status_reason: string | null;
  sealed: Buffer;
  /** What a list tells of it, sealed; null for what was issued before there was one. */
  outline: Buffer | null;
};

/** `permutation` holds the list's indexes in random order, three bytes each, of which `used` are given out; `anchored` is what the ledger has. */
type StatusListTable = {
  department: string;
  list: number;
  permutation: Buffer;
  used: number;
  anchored: Buffer;
  head: Buffer;
};

/** A change that waits for the ledger. */
type StatusChangeTable = {
  id: Generated<number>;
  department: string;
  list: number;
  index: number;
  value: number;
};

/** Changes that are on their way: those up to `last` of the queue, and the list as it will be. */
type StatusBatchTable = { department: string; list: number; last: number; bits: Buffer; changes: Buffer };

/** `transferred` where the record turned out to be somebody else's. */
export type StatusEventKind = 'suspended' | 'reinstated' | 'revoked' | 'transferred';

/** What became of a credential after it was issued; `id` grows with time, as those of credentials and receipts do. */
type StatusEventTable = {
  id: string;
  credential_id: string;
  subject: string;
  kind: StatusEventKind;
  reason: string | null;
  at: Date;
};

type ImportTable = {
  id: string;
  department: string;
  credential_type: string;
  format: 'csv' | 'jsonl';
  state: 'running' | 'done' | 'failed';
  as_of: Date;
  /** Rows read so far, good or faulty: where to go on after a crash. */
  rows_read: Generated<number>;
  issued: Generated<number>;
  replaced: Generated<number>;
  unchanged: Generated<number>;
  faulty: Generated<number>;
  error_code: string | null;
  created_at: Date;
  finished_at: Date | null;
};

type ImportFaultTable = { import_id: string; line: number; column: string | null; reason: string };

/** `giver` may act for `holder`, as a department's record says; dates are civil, `until` is the first day on which it no longer holds. */
type AuthorityEdgeTable = {
  giver: string;
  holder: string;
  kind: 'guardian' | 'representative';
  credential_id: string;
  valid_from: string;
  valid_until: string | null;
};

/** Civil days from which on a minor agrees for itself, and is none any more; a row goes on the latter. */
type MinorTable = { subject: string; consents_from: string; adult_from: string };
