/** What the vault keeps of a credential, and how it is opened: sealed under its subject's own key, bound to its id. */
import type { PublicJwk } from '../keys/keys.ts';
import type { Issued } from './issue.ts';
import type { HolderKey, SubjectKey } from './subject-keys.ts';

/** A credential with its content; exists only for the time of one authorized use. */
export type OpenedCredential = {
  /** `header.payload.signature` */
  readonly jwt: string;
  /** Encoded disclosures by the claim's name. */
  readonly disclosures: Readonly<Record<string, string>>;
  /** Values by the claim's name, those always shown included. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Salt of the commitment, 32 bytes. */
  readonly salt: Uint8Array;
  readonly holderKey: HolderKey;
};

type Content = { readonly jwt: string; readonly disclosures: Record<string, string>; readonly salt: string };

export function sealContent(key: SubjectKey, id: string, { jwt, disclosures, salt }: Issued): Buffer {
  const content: Content = { jwt, disclosures, salt: Buffer.from(salt).toString('base64url') };
  return key.seal(Buffer.from(JSON.stringify(content)), id);
}

/** @throws where the bytes were changed or are another credential's. */
export function openContent(key: SubjectKey, id: string, sealed: Uint8Array): OpenedCredential {
  const { jwt, disclosures, salt }: Content = JSON.parse(key.open(sealed, id).toString());
  return {
    jwt,
    disclosures,
    salt: new Uint8Array(Buffer.from(salt, 'base64url')),
    // Read only by those who need them: most presentations are made without a look at any value.
    get values() {
      return valuesOf(jwt, disclosures);
    },
    get holderKey() {
      return key.holderKey(id, holderOf(jwt));
    },
  };
}

function valuesOf(jwt: string, disclosures: Content['disclosures']): Record<string, unknown> {
  const values: Record<string, unknown> = { ...openClaimsOf(jwt) };
  for (const [name, disclosure] of Object.entries(disclosures))
    values[name] = (JSON.parse(Buffer.from(disclosure, 'base64url').toString()) as unknown[])[2];
  return values;
}

const technical: ReadonlySet<string> = new Set([
  'iss',
  'vct',
  'iat',
  'exp',
  'cnf',
  'status',
  '_sd',
  '_sd_alg',
]);

type Payload = Readonly<Record<string, unknown>> & { readonly cnf: { readonly jwk: PublicJwk } };

const payloadOf = (jwt: string): Payload =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());

const holderOf = (jwt: string): PublicJwk => payloadOf(jwt).cnf.jwk;

const openClaimsOf = (jwt: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(payloadOf(jwt)).filter(([name]) => !technical.has(name)));
