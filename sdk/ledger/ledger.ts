/** What anybody reads of a ledger, whichever blockchain it is. */

/** Where an entry of the ledger stands: block (or its equivalent) and place within it; ordered by `block`, then `place`. */
export type LedgerPosition = { readonly block: number; readonly place: number };

/** A log as the ledger has it: `size` leaves, `root` by RFC 9162 (32 bytes), owner account and whether appending is stopped. */
export type LogHead = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly owner: string;
  readonly suspended: boolean;
};

/** A change of one status list: index below 2^17 and new value 0 to 3. */
export type StatusChange = { readonly index: number; readonly value: number };

/** Everything that a ledger records, in ledger order; enough to rebuild all logs, lists and accreditations. */
export type LedgerEvent = { readonly position: LedgerPosition } & LedgerFact;

/** What an entry of the ledger tells, wherever it stands. */
export type LedgerFact =
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
      readonly changes: readonly StatusChange[];
    }
  | { readonly kind: 'registrations-published'; readonly registrations: Uint8Array };

/** Name, chain and addresses by which a verifier tells this ledger from every other. */
export type LedgerIdentity = {
  /** `eip155:<chain id>:<issuers address>` on an EVM. */
  readonly id: string;
  readonly chainId: number;
  /** Hash of the first block, hexadecimal with 0x. */
  readonly genesis: string;
  readonly contracts: { readonly issuers: string; readonly logs: string; readonly statusLists: string };
};

/** The reading half of a ledger. Reads show every write that returned before they began. */
export interface LedgerReader {
  readonly identity: LedgerIdentity;
  /** Size 0, root SHA-256 of nothing and no owner (empty text) for a log that was never opened. */
  head(log: string): Promise<LogHead>;
  /** Head of a list; 32 zero bytes while nothing changed. */
  statusHead(department: string, list: number): Promise<Uint8Array>;
  /** All events after a position, oldest first; from the beginning without one. Ends at the last block there is. */
  events(after?: LedgerPosition): AsyncIterable<LedgerEvent>;
  /** Place of the newest block: events after it have not happened yet. */
  newest(): Promise<LedgerPosition>;
}
