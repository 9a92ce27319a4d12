/** Derived statements: what a department computes or compares for one presentation, and signs for it alone. */
import { commit } from '../../sdk/verify/entry.ts';
import type { Subject } from '../actor.ts';
import type { Catalog, CompleteMatter } from '../catalog/catalog.ts';
import { civilDateOf, secondsOf } from '../clock.ts';
import { compare, compute } from '../credentials/derived.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { signJws } from '../keys/signing-key.ts';
import { drawRandom } from '../random.ts';
import type { Binding } from './present.ts';

/** Seconds for which a statement is to be believed. */
const STATEMENT_LIFE = 600;

/** What is derived from: a credential's values, and who else is in the request. */
export type Source = {
  readonly subject: string;
  readonly credentialType: string;
  readonly fields: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly matter: CompleteMatter;
  /** Who stands for a subject of the matter in this request; nobody that the request doesn't have. */
  readonly holderOf: (subject: string) => Subject | undefined;
};

export type Derivation = {
  readonly claims: Readonly<Record<string, unknown>>;
  /** The subject that was compared with. */
  readonly role?: string;
};

type Derived = { readonly name: string; readonly value: boolean | undefined; readonly role?: string };

/** True where the matter asks for something of the credential that no credential holds. */
export const needsStatement = (
  { credentialType, fields }: Pick<Source, 'credentialType' | 'fields'>,
  catalog: Catalog,
): boolean =>
  fields.some((field) => (catalog.findDerivation(credentialType, field)?.class ?? 'asserted') !== 'asserted');

/**
 * What the matter asks for and no credential holds, on the civil date in Asia/Shanghai. A field that can't be told is
 * left out: a comparison with somebody who isn't in the request says nothing. Undefined where nothing can be told.
 */
export function derive(
  source: Source,
  {
    catalog,
    keys,
    now,
  }: { readonly catalog: Catalog; readonly keys: Pick<Keys, 'blind'>; readonly now: Date },
): Derivation | undefined {
  const told = source.fields
    .map((name) => deriveOne(name, source, { catalog, keys, date: civilDateOf(now) }))
    .filter((derived) => derived?.value !== undefined);
  if (told.length === 0) return undefined;
  const role = told.find((derived) => derived?.role !== undefined)?.role;
  const claims = Object.fromEntries(told.map((derived) => [derived?.name, derived?.value]));
  return { claims, ...(role === undefined ? {} : { role }) };
}

type Means = { readonly catalog: Catalog; readonly keys: Pick<Keys, 'blind'>; readonly date: string };

function deriveOne(name: string, source: Source, { catalog, keys, date }: Means): Derived | undefined {
  const { subject, credentialType, matter } = source;
  const field = catalog.findDerivation(credentialType, name);
  if (field?.class === 'computed') return { name, value: compute(field, source.values, date) };
  if (field?.class !== 'compared') return undefined;
  const role = matter.addition.comparedWith.find(
    (row) => row.credentialType === credentialType && row.subject === subject && row.field === name,
  )?.with;
  const other = role === undefined ? undefined : source.holderOf(role);
  if (role === undefined || other === undefined) return undefined;
  return { name, value: compare(field, source.values, { keys, other }), role };
}

export type Statement = {
  readonly token: string;
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
};

/** Where the credential stands that a statement is derived from; `leaf` is its leaf hash. */
export type SourceLeaf = { readonly log: string; readonly index: number; readonly leaf: string };

/** Signs a statement for one presentation; `issuer` is the department's identifier. */
export async function makeStatement(
  { claims, role }: Derivation,
  {
    issuer,
    binding,
    source,
    key,
    now,
  }: {
    readonly issuer: string;
    readonly binding: Binding;
    readonly source: SourceLeaf;
    readonly key: SigningKey;
    readonly now: Date;
  },
): Promise<Statement> {
  const issuedAt = secondsOf(now);
  const payload = {
    iss: issuer,
    iat: issuedAt,
    exp: issuedAt + STATEMENT_LIFE,
    aud: binding.audience,
    nonce: binding.nonce,
    request: binding.request,
    source,
    ...(role === undefined ? {} : { role }),
    claims,
  };
  const token = await signJws({ alg: 'ES256', typ: 'derived-statement+jwt', kid: key.kid }, payload, key);
  const salt = new Uint8Array(drawRandom(32));
  return { token, salt, commitment: commit(salt, token.slice(0, token.lastIndexOf('.'))) };
}
