/** Presentations: a credential with the disclosures that are entitled and no others, bound to who may use them. */
import { hash } from 'node:crypto';
import type { SigningKey } from '../keys/keys.ts';

/** A credential as the vault opens it. */
export type Presentable = {
  /** `header.payload.signature` */
  readonly jwt: string;
  /** Encoded disclosures by the claim's name. */
  readonly disclosures: Readonly<Record<string, string>>;
};

/** What the key-binding JWT says; times in seconds since 1970. */
export type Binding = {
  readonly issuedAt: number;
  readonly audience: string;
  readonly nonce: string;
  /** When the gateway last read the ledger. */
  readonly ledgerAsOf: number;
  /** Hash of the request in canonical JSON, base64url. */
  readonly request: string;
  /** Place of the item in the request. */
  readonly item: number;
};

const HEADER = Buffer.from('{"alg":"ES256","typ":"kb+jwt"}').toString('base64url');

/**
 * `<credential>~<disclosure>~…~<key binding>` (RFC 9901 section 4) that discloses the named fields the credential has
 * and nothing else. Without a promise where the key signs without one.
 */
export function present(
  { jwt, disclosures }: Presentable,
  fields: readonly string[],
  { binding, key }: { readonly binding: Binding; readonly key: Pick<SigningKey, 'sign'> },
): string | Promise<string> {
  let shown = `${jwt}~`;
  for (const name of fields) if (Object.hasOwn(disclosures, name)) shown += `${disclosures[name]}~`;
  const payload = JSON.stringify({
    iat: binding.issuedAt,
    aud: binding.audience,
    nonce: binding.nonce,
    sd_hash: hash('sha256', shown, 'base64url'),
    ledger_as_of: binding.ledgerAsOf,
    request: binding.request,
    item: binding.item,
  });
  const input = `${HEADER}.${Buffer.from(payload).toString('base64url')}`;
  const signature = key.sign(input);
  return typeof signature === 'string'
    ? `${shown}${input}.${signature}`
    : signature.then((signed) => `${shown}${input}.${signed}`);
}
