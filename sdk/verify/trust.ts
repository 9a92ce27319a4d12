/** Trust files: what a verifier believes about a city, as its ledger says it. */
import { parseVerifierKey } from './checkpoint.ts';
import { readP256Key, thumbprintOf } from './jwk.ts';
import { attempt, demand } from './refused.ts';
import { count, digest, exactly, flag, listOf, object, optional, type Shape, text } from './shape.ts';
import type { Trust, TrustedKey } from './types.ts';

const jwk: Shape = (value) => readP256Key(value) !== undefined;
const key = object({
  kid: text,
  jwk,
  ended: flag,
  types: listOf(object({ type: text, from: count, to: (to) => to === null || count(to) })),
});
const namesItself: Shape = (value) => {
  const { kid, jwk } = value as TrustedKey;
  return thumbprintOf(jwk) === kid;
};

const slipKey = object({ kid: text, jwk, note: text });

const log = object({
  name: text,
  origin: text,
  owner: text,
  verifierKeys: listOf((value) => typeof value === 'string' && parseVerifierKey(value) !== undefined),
  checkpoint: object({ size: count, root: digest }),
});

const department = object({
  code: text,
  issuer: text,
  suspended: flag,
  keys: listOf((value) => key(value) && namesItself(value)),
});

const city = object({
  cityId: text,
  gateway: optional(text),
  ledger: object({
    id: text,
    chainId: count,
    genesis: text,
    contracts: object({ issuers: text, logs: text, statusLists: text }),
  }),
  asOf: count,
  logs: listOf(log),
  departments: listOf(department),
  slipKeys: optional(listOf((value) => slipKey(value) && namesItself(value))),
});

const trust = object({ version: exactly(1), cities: listOf(city) });

const read = new WeakSet<object>();

/**
 * The trust file, frozen, or undefined for anything of another form, with a key that isn't the one it is named after, or with
 * a verifier key that doesn't match its own id. Passing the result to verifyProof spares reading it again. Never throws.
 */
export function readTrust(value: unknown): Trust | undefined {
  if (isRead(value)) return value;
  const copied = attempt(() => copyOf(value));
  if ('refused' in copied) return undefined;
  read.add(copied.value);
  return copied.value;
}

/** @throws where it is of another form, holds what is no data, or refers to itself */
function copyOf(value: unknown): Trust {
  const own: unknown = structuredClone(value);
  demand(trust(own));
  return freeze(own as Trust);
}

const isRead = (value: unknown): value is Trust =>
  typeof value === 'object' && value !== null && read.has(value);

function freeze<Value extends object>(value: Value): Value {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  return Object.freeze(value);
}
