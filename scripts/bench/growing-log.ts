/** A log that is filled by the ten thousand: its tiles, bundles and places lie in PostgreSQL as batches would have left them. */
import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../gateway/database/open.ts';
import type { Ledger } from '../../gateway/ledger/ledger.ts';
import { leafPrefix } from '../../gateway/log/batches.ts';
import { storeHead } from '../../gateway/log/heads.ts';
import { newEntryId } from '../../gateway/log/queue.ts';
import { openTileWriter, storeGrowth } from '../../gateway/log/tile-store.ts';
import { MerkleTree } from '../../gateway/log/tree.ts';
import { encodeBundle } from '../../sdk/log/bundles.ts';
import { ENTRIES_LEVEL, TILE_WIDTH } from '../../sdk/log/tile-paths.ts';
import { TileWriter } from '../../sdk/log/tile-writer.ts';
import { encodeEntry } from '../../sdk/verify/entry.ts';
import { leafHash } from '../../sdk/verify/merkle.ts';

export const LOG = 'PSB';
const TOGETHER = 32 * TILE_WIDTH;

export class GrowingLog {
  /** The same leaves in memory, and what measuring it added. */
  readonly tree = new MerkleTree();
  /** Stands in for the ledger: takes what is appended and knows the head. */
  readonly ledger: Pick<Ledger, 'head' | 'append'>;
  readonly #db: Database;
  readonly #onLedger = new TileWriter();

  constructor(db: Database) {
    this.#db = db;
    const onLedger = this.#onLedger;
    this.ledger = {
      head: async () => ({ size: onLedger.size, root: onLedger.root(), owner: '', suspended: false }),
      append: async ({ leaves }) => {
        for (const leaf of leaves) onLedger.append(leaf);
        onLedger.takeFull();
        return undefined as never;
      },
    };
  }

  get size(): number {
    return this.#onLedger.size;
  }

  async growTo(size: number): Promise<void> {
    while (this.size < size) {
      const room = TILE_WIDTH - (this.size % TILE_WIDTH);
      await this.#add(Math.min(size - this.size, room + TOGETHER - TILE_WIDTH));
    }
  }

  async #add(count: number): Promise<void> {
    const from = this.size;
    const now = new Date();
    const entries = Array.from({ length: count }, (_, place) => entryOf(from + place));
    const leaves = entries.map((entry) => leafHash(entry));
    await this.#db.transaction().execute(async (trx) => {
      const writer = await openTileWriter(trx, LOG, from);
      for (const leaf of leaves) {
        writer.append(leaf);
        this.#onLedger.append(leaf);
        this.tree.append(leaf);
      }
      this.#onLedger.takeFull();
      await storeGrowth(trx, LOG, [...writer.takeGrowth(), ...bundlesOf(from, entries)]);
      await sql`
        insert into log_places (id, log, index, leaf_prefix)
        select id, ${LOG}, ${from}::bigint + place - 1, prefix
        from unnest(${leaves.map(() => newEntryId(now))}::uuid[], ${leaves.map(leafPrefix)}::bigint[])
          with ordinality as placed (id, prefix, place)
      `.execute(trx);
      await storeHead(trx, LOG, { size: writer.size, root: writer.root(), checkpoint: 'not signed' });
    });
  }
}

const entryOf = (place: number): Uint8Array =>
  encodeEntry({
    ...{ kind: 'issued', credentialType: 'resident-identity-card' },
    commitment: new Uint8Array(hash('sha256', String(place), 'buffer')),
  });

function bundlesOf(from: number, entries: readonly Uint8Array[]) {
  const bundles: { level: number; index: number; bytes: Uint8Array }[] = [];
  for (let start = 0; start < entries.length; ) {
    const end = start + TILE_WIDTH - ((from + start) % TILE_WIDTH);
    const bytes = encodeBundle(entries.slice(start, end).map((entry) => Buffer.from(entry)));
    bundles.push({ level: ENTRIES_LEVEL, index: Math.floor((from + start) / TILE_WIDTH), bytes });
    start = end;
  }
  return bundles;
}
