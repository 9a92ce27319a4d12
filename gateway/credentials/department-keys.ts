/** Departments' signing keys: accredited on the ledger before they sign, overlapping when they change, drained when they end. */
import type { Catalog } from '../catalog/catalog.ts';
import { CityError } from '../errors.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import type { Ledger, LedgerKey } from '../ledger/ledger.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';
import type { Logs } from '../log/logs.ts';

export type DepartmentKeysParts = {
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly copy: VerifiedCopy;
};

export class DepartmentKeys {
  readonly #parts: DepartmentKeysParts;
  /** Keys that are being ended: they sign nothing new while their queue drains. */
  readonly #stopped = new Set<string>();

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

  /** The newest key that hasn't ended, with which lists and statements are signed; undefined where there is none. */
  unended(department: string): SigningKey | undefined {
    const live = new Set(
      this.#parts.copy
        .keysOf(department)
        .filter(({ ended }) => !ended)
        .map(({ thumbprint }) => thumbprint),
    );
    return this.#usable(department, (kid) => live.has(kid));
  }

  /** Keys that a verifier may meet: all that the ledger knows and that haven't ended. */
  published(department: string): readonly SigningKey[] {
    const live = new Set(
      this.#parts.copy
        .keysOf(department)
        .filter(({ ended }) => !ended)
        .map(({ thumbprint }) => thumbprint),
    );
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

  /** Adds a key that signs from now on; the former ones stay valid for what they signed until they are ended. */
  async rotate(department: string, confirmedBy: string): Promise<SigningKey> {
    const added = this.#parts.keys.addDepartmentKey(department);
    const proposal = await this.#propose(department, [added]);
    await this.#parts.ledger.confirm(department, proposal);
    await this.#parts.ledger.confirm(confirmedBy, proposal);
    await this.#parts.copy.refresh();
    return added;
  }

  /** Ends a key: it stops signing, what it signed reaches the ledger, then it ends there. */
  async end(department: string, kid: string, logs: Logs): Promise<void> {
    this.#stopped.add(kid);
    await logs.flush({ all: true });
    await this.#parts.ledger.endKey(department, new Uint8Array(Buffer.from(kid, 'base64url')));
    await this.#parts.copy.refresh();
  }

  #usable(department: string, mayUse: (kid: string) => boolean): SigningKey | undefined {
    return this.#parts.keys
      .departmentKeys(department)
      .findLast(({ kid }) => !this.#stopped.has(kid) && mayUse(kid));
  }

  #propose(department: string, added: readonly SigningKey[]): Promise<bigint> {
    const { keys, ledger, catalog } = this.#parts;
    const types = catalog.credentialTypes
      .filter((type) => type.issuingDepartmentCode === department)
      .map(({ id }) => id);
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
