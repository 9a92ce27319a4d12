/** What every ledger promises to everything above it, whichever blockchain it is. */

/** Where an entry of the ledger stands: block (or its equivalent) and place within it; ordered by `block`, then `place`. */
export type LedgerPosition = { readonly block: number; readonly place: number };

/** A log as the ledger has it: `size` leaves, `root` by RFC 9162 (32 bytes), owner account and whether appending is stopped. */
export type LogHead = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly owner: string;
  readonly suspended: boolean;
};

/** One batch for one log: 32-byte leaf hashes to stand from `expectedSize` on. */
export type LogBatch = {
  readonly log: string;
  readonly expectedSize: number;
  readonly leaves: readonly Uint8Array[];
};

/** Changes of one status list: index below 2^17 and new value 0 to 3; `listHash` is SHA-256 of the list's bits afterwards. */
export type StatusBatch = {
  readonly department: string;
  readonly list: number;
  readonly expectedHead: Uint8Array;
  readonly listHash: Uint8Array;
  readonly changes: readonly { readonly index: number; readonly value: number }[];
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

/** Everything that a ledger records, in ledger order; enough to rebuild all logs, lists and accreditations. */
export type LedgerEvent = { readonly position: LedgerPosition } & (
  | {
      readonly kind: 'appended';
      readonly log: string;
      readonly first: number;
      readonly leaves: readonly Uint8Array[];
    }
  | { readonly kind: 'owner-changed'; readonly log: string; readonly owner: string }
  | { readonly kind: 'account-changed'; readonly department: string; readonly account: string }
  | { readonly kind: 'suspension-changed'; readonly department: string; readonly suspended: boolean }
  | {
      readonly kind: 'checkpoint-key-changed';
      readonly log: string;
      readonly key: Uint8Array;
      readonly from: number;
    }
  | {
      readonly kind: 'key-started';
      readonly department: string;
      readonly thumbprint: Uint8Array;
      readonly x: Uint8Array;
      readonly y: Uint8Array;
      readonly credentialType: string;
      readonly from: number;
    }
  | {
      readonly kind: 'key-ended';
      readonly department: string;
      readonly thumbprint: Uint8Array;
      readonly to: number;
    }
  | {
      readonly kind: 'status-changed';
      readonly department: string;
      readonly list: number;
      readonly listHash: Uint8Array;
      readonly changes: readonly { readonly index: number; readonly value: number }[];
    }
  | { readonly kind: 'registrations-published'; readonly registrations: Uint8Array }
);

/** Name, chain and addresses by which a verifier tells this ledger from every other. */
export type LedgerIdentity = {
  /** `eip155:<chain id>:<issuers address>` on an EVM. */
  readonly id: string;
  readonly chainId: number;
  /** Hash of the first block, hexadecimal with 0x. */
  readonly genesis: string;
  readonly contracts: { readonly issuers: string; readonly logs: string; readonly statusLists: string };
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
 * - Reads show every write that returned before they began.
 * - Only salted commitments, hashes, public keys and list positions may be passed in: the ledger is public and never forgets.
 */
export interface Ledger {
  readonly identity: LedgerIdentity;
  /** Size 0, root SHA-256 of nothing and no owner (empty text) for a log that was never opened. */
  head(log: string): Promise<LogHead>;
  /** @throws CityError WRONG_SIZE, NOT_LOG_OWNER, LOG_SUSPENDED, EMPTY_BATCH, LEDGER_UNREACHABLE */
  append(batch: LogBatch): Promise<LedgerPosition>;
  /** Head of a list; 32 zero bytes while nothing changed. */
  statusHead(department: string, list: number): Promise<Uint8Array>;
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
  /** All events after a position, oldest first; from the beginning without one. Ends at the last block there is. */
  events(after?: LedgerPosition): AsyncIterable<LedgerEvent>;
  /** Place of the newest block: events after it have not happened yet. */
  newest(): Promise<LedgerPosition>;
  close(): Promise<void>;
}

/** What the operator may propose. */
export type LedgerProposal =
  | { readonly kind: 'accredit'; readonly accreditation: AccreditationProposal }
  | { readonly kind: 'reinstate'; readonly department: string }
  | { readonly kind: 'suspend'; readonly department: string }
  | { readonly kind: 'end-key'; readonly department: string; readonly thumbprint: Uint8Array };
