/** Entry bundles of C2SP tlog-tiles: entries one after the other, each behind its length as a big-endian uint16. */

const PREFIX = 2;

/** @throws RangeError where an entry is longer than 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(PREFIX);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** @throws RangeError where the bundle ends within an entry. */
export function decodeBundle(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let start = 0; start < bundle.length; ) {
    const end = start + PREFIX + bundle.readUInt16BE(start);
    if (end > bundle.length) throw new RangeError('the bundle ends within an entry');
    entries.push(bundle.subarray(start + PREFIX, end));
    start = end;
  }
  return entries;
}

/** The first `width` entries of a bundle as a bundle; all that it has where that is less. */
export function cutBundle(bundle: Buffer, width: number): Buffer {
  let end = 0;
  for (let count = 0; count < width && end + PREFIX <= bundle.length; count++)
    end += PREFIX + bundle.readUInt16BE(end);
  return bundle.subarray(0, end);
}
