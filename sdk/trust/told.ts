/** What the ledger's events add up to, as a trust file tells it. */
import type { LedgerState } from '../ledger/ledger-state.ts';
import { formatVerifierKey, verifierKeyOf } from '../verify/checkpoint.ts';
import { thumbprintOf } from '../verify/jwk.ts';
import type { CityNames } from '../verify/names.ts';
import type { TrustedDepartment, TrustedLog } from '../verify/types.ts';

type Known = { readonly names: CityNames; readonly state: LedgerState };

/** Whose a log is and who signs its checkpoints. */
export function trustedKeysOf(log: string, { names, state }: Known): Omit<TrustedLog, 'checkpoint'> {
  const origin = names.logOrigin(log);
  const key = state.checkpointKeysOf(log).at(-1)?.key;
  return {
    name: log,
    origin,
    owner: state.ownerOf(log) ?? '',
    verifierKeys: key === undefined ? [] : [formatVerifierKey(verifierKeyOf(origin, key))],
  };
}

/** What a department may sign and with which keys. */
export function trustedDepartment(code: string, { names, state }: Known): TrustedDepartment {
  return {
    code,
    issuer: names.issuer(code),
    suspended: state.isSuspended(code),
    keys: state
      .keysOf(code)
      // A key under a name that isn't its own could be told as another's: nobody can sign with it here.
      .filter(({ thumbprint, x, y }) => thumbprintOf({ x, y }) === thumbprint)
      .map(({ thumbprint, x, y, ended, terms }) => ({
        kid: thumbprint,
        jwk: { kty: 'EC' as const, crv: 'P-256' as const, x, y },
        ended,
        types: terms.map(({ credentialType, from, to }) => ({ type: credentialType, from, to })),
      })),
  };
}
