/** Entry bundles of C2SP tlog-tiles: entries one after the other, each behind its length as a big-endian uint16. */
const PREFIX = 2;
const LENGTH_MAX = 0xffff;

/** @throws RangeError where an entry is longer than 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((length, entry) => length + PREFIX + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > LENGTH_MAX) throw new RangeError(`an entry of ${entry.length} bytes is too long`);
    bundle.set([entry.length >> 8, entry.length & 0xff], at);
    bundle.set(entry, at + PREFIX);
    at += PREFIX + entry.length;
  }
  return bundle;
}

/** @throws RangeError where the bundle ends within an entry. */
export function decodeBundle(bundle: Uint8Array): Uint8Array[] {
  const entries = readBundle(bundle);
  if (entries === undefined) throw new RangeError('the bundle ends within an entry');
  return entries;
}

/** The entries of somebody else's bundle; undefined where it ends within an entry. */
export function readBundle(bundle: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let start = 0; start < bundle.length; ) {
    if (start + PREFIX > bundle.length) return undefined;
    const end = endOf(bundle, start);
    if (end > bundle.length) return undefined;
    entries.push(bundle.subarray(start + PREFIX, end));
    start = end;
  }
  return entries;
}

/** The first `width` entries of a bundle as a bundle; all that it has where that is less. */
export function cutBundle(bundle: Uint8Array, width: number): Uint8Array {
  let end = 0;
  for (let count = 0; count < width && end + PREFIX <= bundle.length; count++) end = endOf(bundle, end);
  return bundle.subarray(0, end);
}

/** Where the entry ends whose length stands at `start`. */
const endOf = (bundle: Uint8Array, start: number): number =>
  start + PREFIX + 256 * (bundle[start] ?? 0) + (bundle[start + 1] ?? 0);
