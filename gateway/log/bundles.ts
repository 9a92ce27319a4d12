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
  const entries = readBundle(bundle);
  if (entries === undefined) throw new RangeError('the bundle ends within an entry');
  return entries;
}

/** The entries of somebody else's bundle; undefined where it ends within an entry. */
export function readBundle(bundle: Buffer): Buffer[] | undefined {
  const entries: Buffer[] = [];
  for (let start = 0; start < bundle.length; ) {
    if (start + PREFIX > bundle.length) return undefined;
    const end = start + PREFIX + bundle.readUInt16BE(start);
    if (end > bundle.length) return undefined;
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
