/** Work of an audit that Node and a browser do alike; each call says how many milliseconds it took. */
import { checkReceipts } from '../../sdk/audit/check-receipts.ts';
import { encodeBundle, readBundle } from '../../sdk/log/bundles.ts';
import { TILE_WIDTH } from '../../sdk/log/tile-paths.ts';
import { TileWriter } from '../../sdk/log/tile-writer.ts';
import { encodeEntry } from '../../sdk/verify/entry.ts';
import { leafHash } from '../../sdk/verify/merkle.ts';

/** As many bundles of 256 entries, as a gateway serves them. */
function bundlesOf(count: number): Uint8Array[] {
  const entry = (place: number): Uint8Array => {
    const commitment = new Uint8Array(32);
    new DataView(commitment.buffer).setUint32(0, place);
    return encodeEntry({ kind: 'issued', credentialType: 'resident-identity-card', commitment });
  };
  return Array.from({ length: count }, (_, bundle) =>
    encodeBundle(Array.from({ length: TILE_WIDTH }, (__, place) => entry(bundle * TILE_WIDTH + place))),
  );
}

/** Hashes the entries of so many bundles into the tiles and the root of a log. */
export function rebuild(bundles: number): number {
  const served = bundlesOf(bundles);
  const begun = performance.now();
  const writer = new TileWriter();
  for (const bundle of served) {
    for (const entry of readBundle(bundle) ?? []) writer.append(leafHash(entry));
    writer.takeFull();
  }
  writer.root();
  return performance.now() - begun;
}

/** The same hashes asked of WebCrypto, all of one level of a tile at once. */
export async function rebuildWithWebCrypto(bundles: number): Promise<number> {
  const served = bundlesOf(bundles);
  const begun = performance.now();
  let roots: Uint8Array[] = [];
  for (const bundle of served) {
    const entries = readBundle(bundle) ?? [];
    const hashes = await Promise.all(entries.map((entry) => digest([Uint8Array.of(0), entry])));
    roots.push((await reduce(hashes, 1))[0] ?? new Uint8Array());
  }
  roots = await reduce(roots, 1);
  return performance.now() - begun;
}

async function reduce(hashes: Uint8Array[], until: number): Promise<Uint8Array[]> {
  let level = hashes;
  while (level.length > until) {
    const pairs = Array.from({ length: Math.floor(level.length / 2) }, (_, place) =>
      level.slice(2 * place, 2 * place + 2),
    );
    level = await Promise.all(pairs.map((pair) => digest([Uint8Array.of(1), ...pair])));
  }
  return level;
}

async function digest(parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const input = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    input.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', input));
}

/** Receipts, and what they are checked by; the ledger's answer is the same for all of them and is here from the start. */
export type ReceiptWork = {
  readonly receipts: readonly unknown[];
  readonly trust: unknown;
  readonly ledgerId: string;
};

/** Checks all receipts of one person. @throws where one doesn't agree */
export async function check({ receipts, trust, ledgerId }: ReceiptWork): Promise<number> {
  const begun = performance.now();
  const heads = { ledgerId, judge: async () => 'leads-through' as const };
  const { state } = await checkReceipts(receipts, { trust, heads });
  if (state !== 'agrees') throw new Error(`the receipts should agree: ${state}`);
  return performance.now() - begun;
}
