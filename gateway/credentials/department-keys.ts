/** Departments' signing keys: accredited on the ledger before they sign, overlapping when they change, drained when they end. */
import type { Kysely } from 'kysely';
import type { KnownKey } from '../../sdk/ledger/ledger-state.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import type { Ledger, LedgerKey } from '../ledger/ledger.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from '../log/logs.ts';
import { noteKeys } from './key-dates.ts';
import { awaitSigners, holdKeys, readStopped, stopKey } from './key-stops.ts';
import { reissueBeyond } from './reissue.ts';

export type DepartmentKeysParts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly names: CityNames;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly copy: VerifiedCopy;
};

/** Who signed something, and with which key. */
export type Signer = { readonly department: string; readonly kid: string };

/** `waiting` for its accreditation, as that of a department which issues nothing does for ever; `stopped` signs nothing while what it signed reaches the ledger. */
export type KeyState = 'waiting' | 'in-force' | 'stopped' | 'ended';

export type KeyStanding = Signer & { readonly state: KeyState; readonly terms: KnownKey['terms'] };

type Ending = { readonly logs: Pick<Logs, 'drain'>; readonly isEmergency?: boolean };

export class DepartmentKeys {
  readonly #parts: DepartmentKeysParts;
  /** Keys of which this gateway knows that they were stopped; a transaction that signs asks the database. */
  readonly #stopped = new Set<string>();
  readonly #noted = new Set<string>();

  constructor(parts: DepartmentKeysParts) {
    this.#parts = parts;
  }

  /** The newest key with which the department may sign the type now. @throws CityError NO_ACCREDITED_KEY */
  current(department: string, credentialType: string): SigningKey {
    const key = this.#usable(department, (kid) =>
      this.#parts.copy.maySignNow({ department, thumbprint: kid, credentialType }),
    );
    if (key === undefined) throw new CityError('NO_ACCREDITED_KEY', { department, credentialType });
    return key;
  }

  /** As `current`, and the key isn't ended before the transaction is over. @throws CityError NO_ACCREDITED_KEY */
  async signingKey(trx: Kysely<Tables>, department: string, credentialType: string): Promise<SigningKey> {
    this.#heed(await holdKeys(trx, [department]));
    return this.current(department, credentialType);
  }

  /**
   * True where all these keys may still sign; then none of them is ended before the transaction is over. Where one was
   * stopped meanwhile, the next choice of a key is another.
   */
  async hold(trx: Kysely<Tables>, signers: readonly Signer[]): Promise<boolean> {
    const departments = signers.map(({ department }) => department);
    this.#heed(await holdKeys(trx, departments));
    return signers.every(({ kid }) => !this.#stopped.has(kid));
  }

  /** Hears which keys other gateways stopped, and notes which are accredited since it was last asked. */
  async refresh(): Promise<void> {
    this.#heed(await readStopped(this.#parts.db));
    await noteKeys(this.#parts, this.#noted);
  }

  /** Every key of the departments in this keystore, oldest first, and how it stands. */
  standings(department: string): readonly KeyStanding[] {
    const known = new Map(this.#parts.copy.keysOf(department).map((key) => [key.thumbprint, key]));
    return this.#parts.keys.departmentKeys(department).map(({ kid }) => {
      const key = known.get(kid);
      return { department, kid, state: this.#stateOf(kid, key), terms: key?.terms ?? [] };
    });
  }

  /** The newest key that hasn't ended, with which lists and statements are signed; undefined where there is none. */
  unended(department: string): SigningKey | undefined {
    const live = this.#live(department);
    return this.#usable(department, (kid) => live.has(kid));
  }

  /** Keys that a verifier may meet: all that the ledger knows and that haven't ended. */
  published(department: string): readonly SigningKey[] {
    const live = this.#live(department);
    return this.#parts.keys.departmentKeys(department).filter(({ kid }) => live.has(kid));
  }

  /**
   * Accredits all departments of the catalogue that the ledger doesn't know yet and whose keys are in this keystore:
   * the operator proposes, the departments confirm one another.
   */
  async accreditAll(onProgress: (done: number, total: number) => void = () => {}): Promise<void> {
    const { catalog, copy } = this.#parts;
    await copy.refresh();
    const known = new Set(copy.departments());
    const codes = catalog.departments.map(({ code }) => code);
    const missing = codes.filter((code) => !known.has(code));
    const proposals: [string, bigint][] = [];
    for (const code of missing)
      proposals.push([code, await this.#propose(code, this.#parts.keys.departmentKeys(code))]);
    for (const [done, [code, proposal]] of proposals.entries()) {
      // Another department confirms: an accredited one, or while there is none, one that is proposed as well.
      const other = codes.find(
        (candidate) => candidate !== code && (known.has(candidate) || known.size === 0),
      );
      if (other === undefined) throw new CityError('NOT_DEPARTMENT');
      await this.#parts.ledger.confirm(code, proposal);
      await this.#parts.ledger.confirm(other, proposal);
      known.add(code);
      onProgress(done + 1, proposals.length);
    }
    await copy.refresh();
  }

  /**
   * Adds a key that signs from now on; the former ones stay valid for what they signed until they are ended. One that
   * was made before and waits for its accreditation is taken.
   * @throws CityError UNKNOWN_DEPARTMENT, NOT_OWN_TYPE for one that issues nothing; what the ledger says
   */
  async rotate(department: string, confirmedBy = this.#otherThan(department)): Promise<SigningKey> {
    const { keys } = this.#parts;
    await this.#parts.copy.refresh();
    if (this.#parts.copy.accountOf(department) === undefined)
      throw new CityError('UNKNOWN_DEPARTMENT', { department });
    if (this.#typesOf(department).length === 0) throw new CityError('NOT_OWN_TYPE', { department });
    const known = new Set(this.#parts.copy.keysOf(department).map(({ thumbprint }) => thumbprint));
    const waiting = keys.departmentKeys(department).findLast(({ kid }) => !known.has(kid));
    const added = waiting ?? keys.addDepartmentKey(department);
    const proposal = await this.#propose(department, [added]);
    await this.#parts.ledger.confirm(department, proposal);
    await this.#parts.ledger.confirm(confirmedBy, proposal);
    await this.#parts.copy.refresh();
    return added;
  }

  /**
   * Ends a key: it signs nothing more in any gateway, what it signed reaches the ledger, then it ends there. In an
   * emergency it ends at once, and what it signed and the ledger didn't have yet is signed again by its successor under
   * the same record numbers. Asked again after a failure it goes on.
   * @returns how many credentials were signed again.
   * @throws CityError UNKNOWN_KEY, KEY_WITHOUT_SUCCESSOR, LEDGER_UNREACHABLE
   */
  async end(department: string, kid: string, { logs, isEmergency = false }: Ending): Promise<number> {
    const { db, clock, copy } = this.#parts;
    await copy.refresh();
    this.#checkSuccessor(department, kid);
    await stopKey(db, { department, kid, now: clock.now() });
    this.#heed([kid]);
    if (!isEmergency) {
      await awaitSigners(db, department);
      await logs.drain(department);
    }
    await this.#endOnLedger(department, kid);
    await awaitSigners(db, department);
    await copy.refresh();
    const signingKey = this.signingKey.bind(this);
    return reissueBeyond(
      { department, kid, size: this.#endOf(department, kid) },
      { ...this.#parts, signingKey },
    );
  }

  async #endOnLedger(department: string, kid: string): Promise<void> {
    try {
      await this.#parts.ledger.endKey(department, bytesOf(kid));
    } catch (error) {
      if (!hasCode(error, 'KEY_HAS_ENDED')) throw error;
    }
  }

  /** Without one nothing could be signed again, nor any status list be shown. */
  #checkSuccessor(department: string, kid: string): void {
    const { copy, keys } = this.#parts;
    const own = new Set(keys.departmentKeys(department).map((key) => key.kid));
    const known = copy.keysOf(department);
    const ending = known.find(({ thumbprint }) => thumbprint === kid);
    if (ending === undefined) throw new CityError('UNKNOWN_KEY', { department, kid });
    const others = known.filter(
      ({ thumbprint, ended }) =>
        thumbprint !== kid && own.has(thumbprint) && !ended && !this.#stopped.has(thumbprint),
    );
    const covered = new Set(others.flatMap(({ terms }) => terms.map(({ credentialType }) => credentialType)));
    if (ending.terms.some(({ credentialType }) => !covered.has(credentialType)))
      throw new CityError('KEY_WITHOUT_SUCCESSOR', { department });
  }

  #otherThan(department: string): string {
    const { copy } = this.#parts;
    return copy.departments().find((code) => code !== department && !copy.isSuspended(code)) ?? '';
  }

  #endOf(department: string, kid: string): number {
    const key = this.#parts.copy.keysOf(department).find(({ thumbprint }) => thumbprint === kid);
    return key?.terms[0]?.to ?? this.#parts.copy.sizeOf(department);
  }

  #stateOf(kid: string, key: KnownKey | undefined): KeyState {
    if (key === undefined) return 'waiting';
    if (key.ended) return 'ended';
    return this.#stopped.has(kid) ? 'stopped' : 'in-force';
  }

  #heed(stopped: readonly string[]): void {
    for (const kid of stopped) this.#stopped.add(kid);
  }

  #live(department: string): ReadonlySet<string> {
    const known = this.#parts.copy.keysOf(department).filter(({ ended }) => !ended);
    return new Set(known.map(({ thumbprint }) => thumbprint));
  }

  #usable(department: string, mayUse: (kid: string) => boolean): SigningKey | undefined {
    return this.#parts.keys
      .departmentKeys(department)
      .findLast(({ kid }) => !this.#stopped.has(kid) && mayUse(kid));
  }

  #typesOf(department: string): readonly string[] {
    const types = this.#parts.catalog.credentialTypes;
    return types
      .filter(({ issuingDepartmentCode }) => issuingDepartmentCode === department)
      .map(({ id }) => id);
  }

  #propose(department: string, added: readonly SigningKey[]): Promise<bigint> {
    const { keys, ledger } = this.#parts;
    const types = this.#typesOf(department);
    return ledger.propose({
      kind: 'accredit',
      accreditation: {
        department,
        account: keys.ledgerAccount(department).address,
        checkpointKey: keys.checkpoint(department).publicKey,
        keys: added.map((key) => ledgerKeyOf(key, types)),
      },
    });
  }
}

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));

const ledgerKeyOf = ({ kid, jwk }: SigningKey, types: readonly string[]): LedgerKey => ({
  thumbprint: bytesOf(kid),
  x: bytesOf(jwk.x),
  y: bytesOf(jwk.y),
  types,
});
