/** Arrays as PostgreSQL's binary protocol has them: written in a fraction of the time that text takes. */

/** Type of the elements: oid in pg_type. */
const BYTEA = 17;
/** Dimensions, whether a null is among them, type; then for the one dimension its size and first index. */
const EMPTY = 12;
const HEADER = 20;

/** A value for a parameter of type `bytea[]` (as `array_send` writes it). */
export function byteaArray(values: readonly Uint8Array[]): Buffer {
  const size = values.reduce((sum, { byteLength }) => sum + 4 + byteLength, HEADER);
  const bytes = Buffer.alloc(values.length === 0 ? EMPTY : size);
  bytes.writeInt32BE(BYTEA, 8);
  if (values.length === 0) return bytes;
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEADER;
  for (const value of values) {
    at = bytes.writeInt32BE(value.byteLength, at);
    bytes.set(value, at);
    at += value.byteLength;
  }
  return bytes;
}
