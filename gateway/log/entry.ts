/** Entries of the logs as bytes. */

const VERSION = 1;
const KINDS = { issued: 1, derived: 2, access: 3 } as const;

/** `0x01 ‖ kind ‖ length ‖ type ‖ commitment`. @throws RangeError where a part has not its length. */
export function encodeEntry(entry: {
  readonly kind: keyof typeof KINDS;
  readonly credentialType?: string;
  readonly commitment: Uint8Array;
}): Uint8Array {
  const type = Buffer.from(entry.credentialType ?? '', 'ascii');
  if (entry.commitment.length !== 32) throw new RangeError('a commitment has 32 bytes');
  if (type.length > 255 || (entry.kind === 'issued') !== type.length > 0)
    throw new RangeError('the kind issued names a type, and no other does');
  return Buffer.concat([Buffer.of(VERSION, KINDS[entry.kind], type.length), type, entry.commitment]);
}
