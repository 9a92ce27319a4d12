/** Finding what an item of a proof refers to: its parts are read, and matched with what the trust file knows. */
import { decodeBase64url, encodeBase64url } from '#platform';
import {
  type Checkpoint,
  checksOf,
  parseCheckpoint,
  parseVerifierKey,
  type VerifierKey,
} from './checkpoint.ts';
import { commit, encodeEntry } from './entry.ts';
import { isCount, isObject, type JsonObject } from './json.ts';
import { readP256Key } from './jwk.ts';
import { checkOf, kidOf } from './jws.ts';
import { type KeyBinding, readKeyBinding } from './key-binding.ts';
import { leafHash } from './merkle.ts';
import type { SignatureCheck } from './platform.ts';
import { demand } from './refused.ts';
import { readPresentation } from './sd-jwt.ts';
import { readStatement, type Statement } from './statement.ts';
import { readStatusToken, type StatusToken } from './status-list.ts';
import type {
  Asked,
  Presented,
  Proof,
  TrustedCity,
  TrustedDepartment,
  TrustedKey,
  TrustedLog,
} from './types.ts';

/** A checkpoint with the log it is of; any of `checks` shows it to be signed. */
export type KnownCheckpoint = {
  readonly note: Checkpoint;
  readonly log: TrustedLog;
  readonly checks: readonly SignatureCheck[];
};

/** A status token with the department's key that it names. */
export type KnownStatus = {
  readonly token: StatusToken;
  readonly key: TrustedKey;
  readonly check: SignatureCheck;
};

/** What an issuer signed about the credential itself; times in seconds since 1970. */
export type Credential = {
  readonly type: string;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly statusUri: string;
  readonly statusIndex: number;
};

/** An item with everything that it refers to. Nothing in it is believed yet. */
export type Item = {
  readonly place: number;
  readonly asked: Asked;
  readonly department: TrustedDepartment;
  readonly key: TrustedKey;
  readonly credential: Credential;
  readonly credentialCheck: SignatureCheck;
  readonly claims: JsonObject;
  readonly binding: KeyBinding;
  readonly bindingCheck: SignatureCheck;
  readonly sdHash: string;
  readonly evidence: { readonly log: string; readonly index: number; readonly path: readonly Uint8Array[] };
  readonly leaf: Uint8Array;
  readonly checkpoint: KnownCheckpoint;
  readonly status: KnownStatus;
  readonly statement?: { readonly said: Statement; readonly key: TrustedKey; readonly check: SignatureCheck };
};

/** Reads the items of one proof; a checkpoint or status token that several share is read once. */
export function openResolver(proof: Proof, city: TrustedCity) {
  const checkpointOf = once((log: string) => readKnownCheckpoint(proof, city, log));
  const tokenOf = once((uri: string) => {
    const token = Object.hasOwn(proof.statusTokens, uri) ? proof.statusTokens[uri] : undefined;
    demand(token !== undefined, 'STATUS_UNREACHABLE');
    return readStatusToken(token);
  });

  /** @throws Refused MALFORMED, TRUST_TOO_OLD, NOT_ANCHORED or STATUS_UNREACHABLE where a part is unreadable, unknown or missing. */
  return (place: number, asked: Asked, presented: Presented): Item => {
    const { credential: jws, claims, binding, sdHash } = readPresentation(presented.presentation);
    const department = city.departments.find(({ issuer }) => issuer === jws.payload.iss);
    demand(department !== undefined, 'TRUST_TOO_OLD');
    const key = keyOf(city, department, kidOf(jws));
    const { credential, holder } = readCredential(jws.payload);
    const salt = bytesOf(presented.evidence.salt, 32);
    const entry = encodeEntry({
      kind: 'issued',
      credentialType: asked.credentialType,
      commitment: commit(salt, jws.input),
    });
    const { log, index, inclusion } = presented.evidence;
    const token = tokenOf(credential.statusUri);
    return {
      ...{ place, asked, department, key, credential, claims, sdHash },
      credentialCheck: checkOf(jws, key.jwk),
      binding: readKeyBinding(binding),
      bindingCheck: checkOf(binding, holder),
      evidence: { log, index, path: inclusion.map((hash) => bytesOf(hash, 32)) },
      leaf: leafHash(entry),
      checkpoint: checkpointOf(log),
      status: withKey(token, keyOf(city, department, token.kid)),
      ...statementOf(presented, city, department),
    };
  };
}

const withKey = (token: StatusToken, key: TrustedKey): KnownStatus => ({
  token,
  key,
  check: checkOf(token.jws, key.jwk),
});

function statementOf(
  { statement, statementSalt }: Presented,
  city: TrustedCity,
  department: TrustedDepartment,
) {
  if (statement === undefined) return {};
  bytesOf(statementSalt ?? '', 32);
  const said = readStatement(statement);
  demand(said.issuer === department.issuer, 'WRONG_STATEMENT');
  const key = keyOf(city, department, said.kid);
  return { statement: { said, key, check: checkOf(said.jws, key.jwk) } };
}

/** The department's key of that name; one of another department signs nothing here, and one of nobody may be too new. */
function keyOf(city: TrustedCity, { keys }: TrustedDepartment, kid: string): TrustedKey {
  const isNamed = (known: TrustedKey): boolean => known.kid === kid;
  const key = keys.find(isNamed);
  const isOthers = key === undefined && city.departments.some((other) => other.keys.some(isNamed));
  demand(key !== undefined, isOthers ? 'ISSUER_NOT_ACCREDITED' : 'TRUST_TOO_OLD');
  return key;
}

function readCredential(payload: JsonObject) {
  const { vct, iat, exp, nbf = 0, cnf, status } = payload;
  demand(typeof vct === 'string' && isCount(iat) && isCount(nbf));
  demand(exp === undefined || isCount(exp));
  demand(isObject(status) && isObject(status.status_list) && isObject(cnf));
  const { idx, uri } = status.status_list;
  const holder = readP256Key(cnf.jwk);
  demand(isCount(idx) && typeof uri === 'string' && holder !== undefined);
  const notBefore = Math.max(iat, nbf);
  const expiresAt = exp ?? Number.POSITIVE_INFINITY;
  return { credential: { type: vct, notBefore, expiresAt, statusUri: uri, statusIndex: idx }, holder };
}

function readKnownCheckpoint(proof: Proof, city: TrustedCity, name: string): KnownCheckpoint {
  const log = city.logs.find((known) => known.name === name);
  demand(log !== undefined, 'TRUST_TOO_OLD');
  const text = Object.hasOwn(proof.checkpoints, name) ? proof.checkpoints[name] : undefined;
  demand(text !== undefined, 'NOT_ANCHORED');
  const note = parseCheckpoint(text);
  demand(note !== undefined);
  const checks = checksOf(note, verifierKeysOf(log));
  demand(checks.length > 0, 'TRUST_TOO_OLD');
  return { note, log, checks };
}

const verifierKeys = new WeakMap<TrustedLog, VerifierKey[]>();

// Trust files are frozen once they are read, so that a log's keys stay what they were.
function verifierKeysOf(log: TrustedLog): VerifierKey[] {
  const keys =
    verifierKeys.get(log) ?? log.verifierKeys.map(parseVerifierKey).filter((key) => key !== undefined);
  verifierKeys.set(log, keys);
  return keys;
}

function bytesOf(encoded: string, length: number): Uint8Array {
  const bytes = decodeBase64url(encoded);
  demand(bytes?.length === length);
  return bytes;
}

function once<Value>(read: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    return value;
  };
}

/** A leaf as statements name it. */
export const encodedLeaf = ({ leaf }: Item): string => encodeBase64url(leaf);
