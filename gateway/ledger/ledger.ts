/** What every ledger promises to everything above it, whichever blockchain it is. */

import type { LedgerPosition, LedgerReader, StatusChange } from '../../sdk/ledger/ledger.ts';

export type { LedgerEvent, LedgerIdentity, LedgerPosition, LogHead } from '../../sdk/ledger/ledger.ts';

/** One batch for one log: 32-byte leaf hashes to stand from `expectedSize` on. */
export type LogBatch = {
  readonly log: string;
  readonly expectedSize: number;
  readonly leaves: readonly Uint8Array[];
};

/** Changes of one status list; `listHash` is SHA-256 of the list's bits afterwards. */
export type StatusBatch = {
  readonly department: string;
  readonly list: number;
  readonly expectedHead: Uint8Array;
  readonly listHash: Uint8Array;
  readonly changes: readonly StatusChange[];
};

/** A department's credential-signing key on the ledger: RFC 7638 thumbprint (32 bytes), P-256 coordinates, credential types. */
export type LedgerKey = {
  readonly thumbprint: Uint8Array;
  readonly x: Uint8Array;
  readonly y: Uint8Array;
  readonly types: readonly string[];
};

/** What the operator proposes for a department: the account that writes for it, its log's Ed25519 key, keys to add. */
export type AccreditationProposal = {
  readonly department: string;
  readonly account: string;
  readonly checkpointKey: Uint8Array;
  readonly keys: readonly LedgerKey[];
};

/**
 * A ledger that holds accreditations, log heads and status lists.
 *
 * - A write that returns is final and durable: it survives the death of this process and of the ledger's.
 * - A write that throws `LEDGER_UNREACHABLE` may or may not have happened; sending it again is safe: an append and a
 *   status change name the state they build on and land at most once, a second confirmation is refused, setting the
 *   same key or hash twice changes nothing, and a proposal that stands twice binds nobody until it is confirmed.
 *   A write that throws any other code did not happen.
 * - Writes to one log or list are serialised by the ledger; two writers race and exactly one wins, the other gets
 *   `WRONG_SIZE` or `WRONG_HEAD` with the actual state in its details.
 * - Only salted commitments, hashes, public keys and list positions may be passed in: the ledger is public and never forgets.
 */
export interface Ledger extends LedgerReader {
  /** @throws CityError WRONG_SIZE, NOT_LOG_OWNER, LOG_SUSPENDED, EMPTY_BATCH, LEDGER_UNREACHABLE */
  append(batch: LogBatch): Promise<LedgerPosition>;
  /** @throws CityError WRONG_HEAD, NOT_LIST_OWNER, DEPARTMENT_SUSPENDED, LEDGER_UNREACHABLE */
  changeStatus(batch: StatusBatch): Promise<LedgerPosition>;
  /** The operator proposes; the number names the proposal to those who confirm. @throws CityError ACCOUNT_IN_USE, UNKNOWN_DEPARTMENT, UNKNOWN_KEY */
  propose(proposal: LedgerProposal): Promise<bigint>;
  /** A department confirms with its own account. @throws CityError ALREADY_CONFIRMED, ALREADY_ENACTED, NOT_DEPARTMENT, PROPOSAL_SUPERSEDED, UNKNOWN_PROPOSAL */
  confirm(department: string, proposal: bigint): Promise<void>;
  /** A department ends one of its own keys. @throws CityError UNKNOWN_KEY, KEY_HAS_ENDED */
  endKey(department: string, thumbprint: Uint8Array): Promise<void>;
  /** The operator publishes the hash (32 bytes) of the registered fields. */
  publishRegistrations(registrations: Uint8Array): Promise<void>;
  /** Key that signs the access log's checkpoints (32 bytes, Ed25519), set by the operator. */
  setAccessCheckpointKey(key: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What the operator may propose. */
export type LedgerProposal =
  | { readonly kind: 'accredit'; readonly accreditation: AccreditationProposal }
  | { readonly kind: 'reinstate'; readonly department: string }
  | { readonly kind: 'suspend'; readonly department: string }
  | { readonly kind: 'end-key'; readonly department: string; readonly thumbprint: Uint8Array };
