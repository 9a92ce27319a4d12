/** The gateway's own copy of what the ledger says: accreditations, keys, sizes and heads, folded from events and checked. */
import type { Clock } from '../clock.ts';
import { CityError } from '../errors.ts';
import type { Ledger, LedgerEvent, LedgerIdentity, LedgerPosition } from './ledger.ts';

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

type Source = Pick<Ledger, 'identity' | 'events' | 'newest'>;

type DepartmentState = { account: string; suspended: boolean; keys: Map<string, MutableKey> };
type MutableKey = {
  thumbprint: string;
  x: string;
  y: string;
  ended: boolean;
  terms: { credentialType: string; from: number; to: number | null }[];
};

/**
 * Read again with `refresh`; between two refreshes every answer is as of `asOf`. A ledger that can't be reached leaves
 * the copy as it was: what was anchored before can still be proved, and the age of the copy stands in the proof.
 */
export class VerifiedCopy {
  readonly #ledger: Source;
  readonly #clock: Clock;
  readonly #sizes = new Map<string, number>();
  readonly #owners = new Map<string, string>();
  readonly #checkpointKeys = new Map<string, KnownCheckpointKey[]>();
  readonly #departments = new Map<string, DepartmentState>();
  #position: LedgerPosition | undefined;
  #asOf: Date | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(ledger: Source, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  get identity(): LedgerIdentity {
    return this.#ledger.identity;
  }

  /** When the ledger was last read. @throws CityError LEDGER_UNREACHABLE where it never was. */
  get asOf(): Date {
    if (this.#asOf === undefined) throw new CityError('LEDGER_UNREACHABLE');
    return this.#asOf;
  }

  /**
   * Reads what is new; those who ask while a reading waits for its turn share it.
   * @throws CityError LEDGER_UNREACHABLE; LEDGER_CONTRADICTS where the events don't fit each other.
   */
  refresh(): Promise<void> {
    this.#next ??= this.#turn.then(() => {
      this.#next = undefined;
      return this.#read();
    });
    this.#turn = this.#next.catch(() => {});
    return this.#next;
  }

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

  ownerOf(log: string): string | undefined {
    return this.#owners.get(log);
  }

  /** Leaves of a log that are on the ledger. */
  sizeOf(log: string): number {
    return this.#sizes.get(log) ?? 0;
  }

  /** True where the key was accredited for the type at that leaf of the department's log; `thumbprint` in base64url (RFC 7638). */
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

  async #read(): Promise<void> {
    const startedAt = this.#clock.now();
    const newest = await this.#ledger.newest();
    for await (const event of this.#ledger.events(this.#position)) {
      this.#fold(event);
      this.#position = event.position;
    }
    // Blocks without an event of the registers, and the last one with some, need not be read again.
    if ((this.#position?.block ?? -1) <= newest.block) this.#position = newest;
    this.#asOf = startedAt;
  }

  #fold(event: LedgerEvent): void {
    switch (event.kind) {
      case 'appended':
        if (event.first !== this.sizeOf(event.log))
          throw new CityError('LEDGER_CONTRADICTS', { log: event.log });
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
      default:
    }
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
    const name = textOf(thumbprint);
    const key = keys.get(name) ?? { thumbprint: name, x: textOf(x), y: textOf(y), ended: false, terms: [] };
    keys.set(name, key);
    key.terms.push({ credentialType, from, to: null });
  }

  #endKey({ department, thumbprint, to }: Extract<LedgerEvent, { kind: 'key-ended' }>): void {
    const key = this.#department(department).keys.get(textOf(thumbprint));
    if (key === undefined) throw new CityError('LEDGER_CONTRADICTS', { department });
    key.ended = true;
    for (const term of key.terms) term.to = to;
  }

  #department(code: string): DepartmentState {
    const known = this.#departments.get(code) ?? { account: '', suspended: false, keys: new Map() };
    this.#departments.set(code, known);
    return known;
  }
}

/** A key and type at a leaf of its department's log. */
export type Place = {
  readonly department: string;
  readonly thumbprint: string;
  readonly credentialType: string;
  readonly leaf: number;
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
