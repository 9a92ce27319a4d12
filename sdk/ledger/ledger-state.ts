/** What the ledger's events add up to: accreditations, keys, owners and sizes of logs. */
import { encodeBase64url } from '../verify/base64url.ts';
import { STATUS } from '../verify/status-list.ts';
import type { LedgerEvent, LedgerPosition, LedgerReader } from './ledger.ts';
import { LedgerError } from './ledger-error.ts';

/** The places [from, to) of a department's log at which a key may have signed a type; `to` is null while it still may. */
export type KeyTerm = { readonly credentialType: string; readonly from: number; readonly to: number | null };

/** A department's credential-signing key with its history. */
export type KnownKey = {
  readonly thumbprint: string;
  readonly x: string;
  readonly y: string;
  readonly ended: boolean;
  readonly terms: readonly KeyTerm[];
};

/** The Ed25519 key that signs a log's checkpoints from a size on, 32 bytes. */
export type KnownCheckpointKey = { readonly key: Uint8Array; readonly from: number };

/** How many entries of a department's lists were ever set to each status (Token Status List). */
export type StatusCounts = { readonly valid: number; readonly invalid: number; readonly suspended: number };

/** A key and type at a leaf of its department's log; `thumbprint` in base64url (RFC 7638). */
export type Place = {
  readonly department: string;
  readonly thumbprint: string;
  readonly credentialType: string;
  readonly leaf: number;
};

type DepartmentState = { account: string; suspended: boolean; keys: Map<string, MutableKey> };
type MutableKey = {
  thumbprint: string;
  x: string;
  y: string;
  ended: boolean;
  terms: { credentialType: string; from: number; to: number | null }[];
};

/** Folded event by event, oldest first. */
export class LedgerState {
  readonly #sizes = new Map<string, number>();
  readonly #owners = new Map<string, string>();
  readonly #checkpointKeys = new Map<string, KnownCheckpointKey[]>();
  readonly #departments = new Map<string, DepartmentState>();
  readonly #statusCounts = new Map<string, StatusCounts>();
  #position: LedgerPosition | undefined;

  /** Names of the departments that are accredited. */
  departments(): readonly string[] {
    return [...this.#departments.keys()].toSorted();
  }

  isSuspended(department: string): boolean {
    return this.#departments.get(department)?.suspended ?? true;
  }

  accountOf(department: string): string | undefined {
    return this.#departments.get(department)?.account;
  }

  keysOf(department: string): readonly KnownKey[] {
    return [...(this.#departments.get(department)?.keys.values() ?? [])];
  }

  /** Checkpoint keys of a log, the present one last. */
  checkpointKeysOf(log: string): readonly KnownCheckpointKey[] {
    return this.#checkpointKeys.get(log) ?? [];
  }

  /** Names of the logs that somebody owns. */
  ownedLogs(): readonly string[] {
    return [...this.#owners.keys()].toSorted();
  }

  ownerOf(log: string): string | undefined {
    return this.#owners.get(log);
  }

  /** Leaves of a log that are on the ledger. */
  sizeOf(log: string): number {
    return this.#sizes.get(log) ?? 0;
  }

  /** What was changed in a department's status lists since the ledger began. */
  statusCountsOf(department: string): StatusCounts {
    return this.#statusCounts.get(department) ?? { valid: 0, invalid: 0, suspended: 0 };
  }

  /** True where the key was accredited for the type at that leaf of the department's log. */
  isAccreditedAt({ department, thumbprint, credentialType, leaf }: Place): boolean {
    const terms = this.#departments.get(department)?.keys.get(thumbprint)?.terms ?? [];
    return terms.some(
      (term) =>
        term.credentialType === credentialType && term.from <= leaf && (term.to === null || leaf < term.to),
    );
  }

  /** True where the key may sign the type now: started, not ended, and the department not suspended. */
  maySignNow({ department, thumbprint, credentialType }: Omit<Place, 'leaf'>): boolean {
    const terms = this.#departments.get(department)?.keys.get(thumbprint)?.terms ?? [];
    return (
      !this.isSuspended(department) &&
      terms.some((term) => term.credentialType === credentialType && term.to === null)
    );
  }

  /**
   * Takes what is new since it was last read; only one reading at a time. One that ends in an error is gone on with where
   * it ended. @throws what the ledger throws; LedgerError LEDGER_CONTRADICTS where the events don't fit each other.
   */
  async follow(ledger: Pick<LedgerReader, 'events' | 'newest'>): Promise<void> {
    const newest = await ledger.newest();
    for await (const event of ledger.events(this.#position)) {
      this.fold(event);
      this.#position = event.position;
    }
    // Blocks without an event of the registers, and the last one with some, need not be read again.
    if ((this.#position?.block ?? -1) <= newest.block) this.#position = newest;
  }

  /** Takes the next event. @throws LedgerError LEDGER_CONTRADICTS where it doesn't fit those before it. */
  fold(event: LedgerEvent): void {
    switch (event.kind) {
      case 'appended':
        if (event.first !== this.sizeOf(event.log)) throw contradiction({ log: event.log });
        this.#sizes.set(event.log, event.first + event.leaves.length);
        return;
      case 'owner-changed':
        this.#owners.set(event.log, event.owner);
        return;
      case 'account-changed':
        this.#department(event.department).account = event.account;
        return;
      case 'suspension-changed':
        this.#department(event.department).suspended = event.suspended;
        return;
      case 'checkpoint-key-changed':
        this.#checkpointKeys.set(event.log, [
          ...this.checkpointKeysOf(event.log),
          { key: event.key, from: event.from },
        ]);
        return;
      case 'key-started':
        this.#startKey(event);
        return;
      case 'key-ended':
        this.#endKey(event);
        return;
      case 'status-changed':
        this.#countChanges(event);
        return;
      default:
    }
  }

  #countChanges({ department, changes }: Extract<LedgerEvent, { kind: 'status-changed' }>): void {
    const before = this.statusCountsOf(department);
    const to = (status: number): number => changes.filter(({ value }) => value === status).length;
    this.#statusCounts.set(department, {
      valid: before.valid + to(STATUS.valid),
      invalid: before.invalid + to(STATUS.invalid),
      suspended: before.suspended + to(STATUS.suspended),
    });
  }

  #startKey({
    department,
    thumbprint,
    x,
    y,
    credentialType,
    from,
  }: Extract<LedgerEvent, { kind: 'key-started' }>): void {
    const { keys } = this.#department(department);
    const name = encodeBase64url(thumbprint);
    const key = keys.get(name) ?? {
      ...{ thumbprint: name, x: encodeBase64url(x), y: encodeBase64url(y) },
      ...{ ended: false, terms: [] },
    };
    keys.set(name, key);
    key.terms.push({ credentialType, from, to: null });
  }

  #endKey({ department, thumbprint, to }: Extract<LedgerEvent, { kind: 'key-ended' }>): void {
    const key = this.#department(department).keys.get(encodeBase64url(thumbprint));
    if (key === undefined) throw contradiction({ department });
    key.ended = true;
    for (const term of key.terms) term.to = to;
  }

  #department(code: string): DepartmentState {
    const known = this.#departments.get(code) ?? { account: '', suspended: false, keys: new Map() };
    this.#departments.set(code, known);
    return known;
  }
}

const contradiction = (details: Readonly<Record<string, string>>): LedgerError =>
  new LedgerError('the ledger’s events don’t fit each other', { code: 'LEDGER_CONTRADICTS', details });
