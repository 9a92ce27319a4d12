/** Making a credential: an SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc) and the commitment to it. */
import { hash } from 'node:crypto';
import { commit } from '../../sdk/verify/entry.ts';
import { STATUS_LIST_SIZE } from '../../sdk/verify/status-list.ts';
import { endOfCivilDate, secondsOf } from '../clock.ts';
import type { CityNames } from '../ids.ts';
import type { SigningKey } from '../keys/keys.ts';
import { drawRandom, drawRandomText } from '../random.ts';

/** Bytes of a disclosure's salt (RFC 9901 section 9.3). */
const SALT = 16;

/** What a credential is made of; `open` claims are always shown, `hidden` ones only when disclosed. */
export type Draft = {
  readonly department: string;
  readonly credentialType: string;
  readonly open: Readonly<Record<string, unknown>>;
  readonly hidden: Readonly<Record<string, unknown>>;
  readonly holder: { readonly x: string; readonly y: string };
  readonly status: { readonly list: number; readonly index: number };
  readonly issuedAt: Date;
  /** Last civil day on which it is valid; null where it has no end. */
  readonly validUntil: string | null;
};

/** A credential as the vault keeps it. */
export type Issued = {
  /** `header.payload.signature` */
  readonly jwt: string;
  /** Encoded disclosures by the claim's name. */
  readonly disclosures: Readonly<Record<string, string>>;
  /** Salt of the commitment, 32 bytes. */
  readonly salt: Uint8Array;
  readonly commitment: Uint8Array;
};

/** Signs a credential. @throws RangeError for a status index outside its list. */
export async function issue(draft: Draft, key: SigningKey, names: CityNames): Promise<Issued> {
  const { list, index } = draft.status;
  if (!(index >= 0 && index < STATUS_LIST_SIZE)) throw new RangeError('no such place in a status list');
  const disclosures: Record<string, string> = {};
  const digests: string[] = [];
  for (const [name, value] of Object.entries(draft.hidden)) {
    const disclosure = Buffer.from(JSON.stringify([drawRandomText(SALT), name, value])).toString('base64url');
    disclosures[name] = disclosure;
    digests.push(hash('sha256', disclosure, 'base64url'));
  }
  // In the order of their digests, which tells nothing of the claims' order (RFC 9901 section 4.2.4.1).
  digests.sort();
  const payload = {
    iss: names.issuer(draft.department),
    vct: names.credentialType(draft.credentialType),
    iat: secondsOf(draft.issuedAt),
    ...(draft.validUntil === null ? {} : { exp: endOfCivilDate(draft.validUntil) }),
    cnf: { jwk: { kty: 'EC', crv: 'P-256', ...draft.holder } },
    status: { status_list: { idx: index, uri: names.statusList(draft.department, list) } },
    ...draft.open,
    _sd: digests,
    _sd_alg: 'sha-256',
  };
  const signingInput = `${headerOf(key.kid)}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
  const salt = new Uint8Array(drawRandom(32));
  return {
    jwt: `${signingInput}.${await key.sign(signingInput)}`,
    disclosures,
    salt,
    commitment: commit(salt, signingInput),
  };
}

const headers = new Map<string, string>();

function headerOf(kid: string): string {
  const known =
    headers.get(kid) ??
    Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'dc+sd-jwt', kid })).toString('base64url');
  headers.set(kid, known);
  return known;
}
