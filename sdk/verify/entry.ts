/** Entries of the city's logs: what a leaf hash is made of. */
import { sha256 } from '#platform';
import { concatBytes, utf8Bytes, utf8Text } from './bytes.ts';

const VERSION = 1;
const KINDS = ['issued', 'derived', 'access'] as const;
const COMMITMENT_LENGTH = 32;

/** `issued`: a credential; `derived`: a statement computed for one presentation; `access`: a use of credentials. */
export type EntryKind = (typeof KINDS)[number];

/** An entry names its credential type where something was issued, and nothing else in clear. */
export type Entry = {
  readonly kind: EntryKind;
  readonly credentialType?: string;
  /** 32 bytes. */
  readonly commitment: Uint8Array;
};

/**
 * `0x01 ‖ kind (01 issued, 02 derived, 03 access) ‖ 1-byte length ‖ credential type ‖ 32-byte commitment`.
 * @throws RangeError where a part hasn't its length, or any other kind than issued names a type.
 */
export function encodeEntry({ kind, credentialType = '', commitment }: Entry): Uint8Array {
  const type = utf8Bytes(credentialType);
  if (commitment.length !== COMMITMENT_LENGTH) throw new RangeError('a commitment has 32 bytes');
  if (type.length > 255 || (kind === 'issued') !== type.length > 0)
    throw new RangeError('the kind issued names a type of 1 to 255 bytes, and no other kind does');
  return concatBytes(Uint8Array.of(VERSION, KINDS.indexOf(kind) + 1, type.length), type, commitment);
}

/** The entry, or undefined for bytes that encodeEntry doesn't make. */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
  const [version, number = 0, length = 0] = bytes;
  const kind = KINDS[number - 1];
  const credentialType = utf8Text(bytes.subarray(3, 3 + length));
  const commitment = bytes.slice(3 + length);
  if (version !== VERSION || kind === undefined || credentialType === undefined) return undefined;
  if (commitment.length !== COMMITMENT_LENGTH || (kind === 'issued') !== length > 0) return undefined;
  return kind === 'issued' ? { kind, credentialType, commitment } : { kind, commitment };
}

/**
 * Commitment of an entry: SHA-256(salt ‖ content), 32 bytes. Content of the kinds issued and derived is the ASCII
 * signing input `header.payload` of the token, of the kind access the receipt in canonical JSON; text is taken as UTF-8.
 * @throws RangeError for a salt that hasn't 32 bytes.
 */
export function commit(salt: Uint8Array, content: Uint8Array | string): Uint8Array {
  if (salt.length !== 32) throw new RangeError('a salt has 32 bytes');
  return sha256(concatBytes(salt, typeof content === 'string' ? utf8Bytes(content) : content));
}
