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
import { isCount, isObject, type Json, type JsonObject } from './json.ts';
import { readP256Key } from './jwk.ts';
import { checkOf, type Jws, kidOf } from './jws.ts';
import { type KeyBinding, readKeyBinding } from './key-binding.ts';
import { leafHash } from './merkle.ts';
import type { SignatureCheck } from './platform.ts';
import { type Attempt, attempt, demand, need } from './refused.ts';
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
import { readValidity, type Validity } from './validity.ts';

/** A checkpoint with the log it is of; any of `checks` shows it to be signed. */
export type KnownCheckpoint = {
  readonly note: Checkpoint;
  readonly log: TrustedLog;
  readonly checks: readonly SignatureCheck[];
};

/** A department's key and what it is to have signed. */
export type Signer = { readonly key: TrustedKey; readonly check: SignatureCheck };

/** A status token with the department's key that it names. */
export type KnownStatus = Signer & { readonly token: StatusToken };

/** A statement with the department's key that it names. */
export type KnownStatement = Signer & { readonly said: Statement };

/** What an issuer signed about the credential itself. */
export type Credential = Validity & {
  readonly type: string;
  /** For whom it was issued; undefined where for anybody. */
  readonly audiences: readonly string[] | undefined;
  readonly statusUri: string;
  readonly statusIndex: number;
};

/** An item with everything that it refers to, or why that couldn't be found. Nothing in it is believed yet. */
export type Item = {
  readonly place: number;
  readonly asked: Asked;
  readonly department: Attempt<TrustedDepartment>;
  readonly signer: Attempt<Signer>;
  readonly credential: Credential;
  readonly claims: JsonObject;
  readonly binding: KeyBinding;
  readonly bindingCheck: SignatureCheck;
  readonly sdHash: string;
  readonly evidence: { readonly log: string; readonly index: number; readonly path: readonly Uint8Array[] };
  readonly leaf: Uint8Array;
  readonly checkpoint: Attempt<KnownCheckpoint>;
  readonly status: Attempt<KnownStatus>;
  /** Undefined where the item has none. */
  readonly statement: Attempt<KnownStatement | undefined>;
};

/** Reads the items of one proof; a checkpoint or status token that several share is read once. */
export function openResolver(proof: Proof, city: TrustedCity) {
  const checkpointOf = once((log: string) => readKnownCheckpoint(proof, city, log));
  const tokenOf = once((uri: string) => {
    const token = Object.hasOwn(proof.statusTokens, uri) ? proof.statusTokens[uri] : undefined;
    demand(token !== undefined, 'STATUS_UNREACHABLE');
    return readStatusToken(token);
  });

  /** @throws Refused MALFORMED where the presentation or its place can't be read; what it refers to is an attempt of its own. */
  return (place: number, asked: Asked, presented: Presented): Item => {
    const { credential: jws, claims, binding, sdHash } = readPresentation(presented.presentation);
    const kid = kidOf(jws);
    const { credential, holder } = readCredential(jws.payload);
    const department = attempt(() => departmentOf(city, jws.payload.iss));
    const salt = bytesOf(presented.evidence.salt, 32);
    const entry = encodeEntry({
      kind: 'issued',
      credentialType: asked.credentialType,
      commitment: commit(salt, jws.input),
    });
    const { log, index, inclusion } = presented.evidence;
    const signed = (by: Jws, name: string) => signerOf(by, keyOf(city, need(department), name));
    return {
      ...{ place, asked, department, credential, claims, sdHash },
      signer: attempt(() => signed(jws, kid)),
      binding: readKeyBinding(binding),
      bindingCheck: checkOf(binding, holder),
      evidence: { log, index, path: inclusion.map((hash) => bytesOf(hash, 32)) },
      leaf: leafHash(entry),
      checkpoint: attempt(() => checkpointOf(log)),
      status: attempt(() => {
        const token = tokenOf(credential.statusUri);
        return { token, ...signed(token.jws, token.kid) };
      }),
      statement: attempt(() => {
        const said = readOwnStatement(presented);
        if (said === undefined) return undefined;
        demand(said.issuer === need(department).issuer, 'WRONG_STATEMENT');
        return { said, ...signed(said.jws, said.kid) };
      }),
    };
  };
}

function departmentOf({ departments }: TrustedCity, issuer: Json | undefined): TrustedDepartment {
  const department = departments.find((known) => known.issuer === issuer);
  demand(department !== undefined, 'TRUST_TOO_OLD');
  return department;
}

const signerOf = (jws: Jws, key: TrustedKey): Signer => ({ key, check: checkOf(jws, key.jwk) });

function readOwnStatement({ statement, statementSalt = '' }: Presented): Statement | undefined {
  if (statement === undefined) return undefined;
  bytesOf(statementSalt, 32);
  return readStatement(statement);
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
  const { vct, aud, cnf, status } = payload;
  const audiences = aud === undefined ? undefined : [aud].flat();
  demand(typeof vct === 'string' && (audiences === undefined || audiences.every(isText)));
  demand(isObject(status) && isObject(status.status_list) && isObject(cnf));
  const { idx, uri } = status.status_list;
  const holder = readP256Key(cnf.jwk);
  demand(isCount(idx) && typeof uri === 'string' && holder !== undefined);
  const credential = { type: vct, audiences, statusUri: uri, statusIndex: idx, ...readValidity(payload) };
  return { credential, holder };
}

const isText = (value: unknown): value is string => typeof value === 'string';

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
