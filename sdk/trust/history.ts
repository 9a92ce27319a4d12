/** Accreditations as the ledger's events tell them: who may sign what, since which place. */

import { thumbprintOf } from '../verify/jwk.ts';
import type { TrustedDepartment, TrustedKey } from '../verify/types.ts';
import { addressOf, base64urlOf, bytesOf, eventWords, nameOf, numberOf, topics } from './registers.ts';
import type { FoundEvent } from './rpc.ts';

type Term = { readonly type: string; readonly from: number; to: number | null };
type Key = Omit<TrustedKey, 'ended' | 'types'> & { ended: boolean; readonly types: Term[] };
type Department = { suspended: boolean; readonly keys: Map<string, Key> };

/** What the events add up to; owners and keys of logs by the log's name. */
export type History = {
  readonly departments: ReadonlyMap<string, Department>;
  readonly owners: ReadonlyMap<string, string>;
  /** The Ed25519 key that signs a log's checkpoints now, 32 bytes. */
  readonly checkpointKeys: ReadonlyMap<string, Uint8Array>;
};

/** Folds events of the registers of issuers and logs, oldest first. @throws LedgerError for events of another form. */
export function foldHistory(events: readonly FoundEvent[]): History {
  const history = {
    departments: new Map<string, Department>(),
    owners: new Map<string, string>(),
    checkpointKeys: new Map<string, Uint8Array>(),
  };
  for (const event of events) steps[event.topics[0] ?? '']?.(history, event);
  return history;
}

type Draft = {
  readonly departments: Map<string, Department>;
  readonly owners: Map<string, string>;
  readonly checkpointKeys: Map<string, Uint8Array>;
};

const steps: Readonly<Record<string, (draft: Draft, event: FoundEvent) => void>> = {
  [topics.ownerChanged]: ({ owners }, event) => {
    const [log, owner] = eventWords(event, 2);
    owners.set(nameOf(log), addressOf(owner));
  },
  [topics.checkpointKeyChanged]: ({ checkpointKeys }, event) => {
    const [log, key = ''] = eventWords(event, 3);
    checkpointKeys.set(nameOf(log), bytesOf(key));
  },
  [topics.keyStarted]: (draft, event) => {
    const [department, thumbprint, type, from, x, y] = eventWords(event, 6);
    const jwk = { kty: 'EC', crv: 'P-256', x: base64urlOf(x), y: base64urlOf(y) } as const;
    const kid = base64urlOf(thumbprint);
    // A key under a name that isn't its own could be told as another's: nobody can sign with it here.
    if (thumbprintOf(jwk) !== kid) return;
    const { keys } = departmentOf(draft, nameOf(department));
    const key = keys.get(kid) ?? { kid, jwk, ended: false, types: [] };
    key.types.push({ type: nameOf(type), from: numberOf(from), to: null });
    keys.set(kid, key);
  },
  [topics.keyEnded]: (draft, event) => {
    const [department, thumbprint, to] = eventWords(event, 3);
    const key = departmentOf(draft, nameOf(department)).keys.get(base64urlOf(thumbprint));
    if (key === undefined) return;
    key.ended = true;
    for (const term of key.types) term.to ??= numberOf(to);
  },
  [topics.suspensionChanged]: (draft, event) => {
    const [department, suspended] = eventWords(event, 2);
    departmentOf(draft, nameOf(department)).suspended = numberOf(suspended) !== 0;
  },
};

function departmentOf({ departments }: Draft, code: string): Department {
  const department = departments.get(code) ?? { suspended: false, keys: new Map() };
  departments.set(code, department);
  return department;
}

/** The departments as a trust file has them, by code. */
export function trustedDepartments(
  { departments }: History,
  issuerOf: (code: string) => string,
): TrustedDepartment[] {
  return [...departments]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { suspended, keys }]) => ({
      code,
      issuer: issuerOf(code),
      suspended,
      keys: [...keys.values()],
    }));
}
