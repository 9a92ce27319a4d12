/** What is on the logs, read from tiles: heads, and proofs whose cost doesn't grow with the log. */
import type { Kysely } from 'kysely';
import { consistencyRanges, inclusionRanges } from '../../sdk/log/ranges.ts';
import type { TileAddress } from '../../sdk/log/tile-paths.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';
import type { LedgerIdentity } from '../ledger/ledger.ts';
import { leafPrefix } from './batches.ts';
import { signCheckpoint, verifierKeyText } from './checkpoint.ts';
import { type Head, readHead } from './heads.ts';
import { openTileStore, type TileStore } from './tile-store.ts';

export type ReaderParts = {
  readonly db: Kysely<Tables>;
  readonly keys: Pick<Keys, 'checkpoint'>;
  readonly names: Pick<CityNames, 'logOrigin'>;
  readonly ledger: { readonly identity: Pick<LedgerIdentity, 'id'> };
  /** Department codes and `access`. */
  readonly logs: readonly string[];
};

/** Leaves of one log proved against one checkpoint: sibling hashes from each leaf upwards, in the order asked for. */
export type Evidence = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly checkpoint: string;
  readonly inclusions: readonly (readonly Uint8Array[])[];
};

/** A log as it is listed: `verifierKey` checks its checkpoints (C2SP signed-note). */
export type LogDescription = {
  readonly name: string;
  readonly origin: string;
  readonly verifierKey: string;
  readonly ledgerId: string;
  readonly size: number;
  readonly root: Uint8Array;
};

/** A leaf by its index or its hash, in the log as it was at `size`, or as it is. */
export type LeafQuery = {
  readonly index?: number | undefined;
  readonly leaf?: Uint8Array | undefined;
  readonly size?: number | undefined;
};

/** Reads the logs. Every method throws CityError LOG_UNKNOWN for a name that isn't one of them. */
export class LogReader {
  readonly #parts: ReaderParts;
  readonly #tiles: TileStore;
  readonly #heads = new Map<string, Required<Head>>();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#tiles = openTileStore(parts.db);
  }

  /** The newest head; signed by the log's key, and on the ledger. */
  async head(log: string): Promise<Required<Head>> {
    const origin = this.#origin(log);
    const { size, root, checkpoint } = await readHead(this.#parts.db, log);
    const signed =
      checkpoint ?? (await signCheckpoint({ origin, size, root }, this.#parts.keys.checkpoint(log)));
    const head = { size, root, checkpoint: signed };
    this.#heads.set(log, head);
    return head;
  }

  /** Drops what is remembered of a log's head, because it moved. */
  forget(log: string): void {
    this.#heads.delete(log);
  }

  /** Evidence for leaves that are on the log, all against one head. @throws RangeError for an index that isn't. */
  async evidence(log: string, indexes: readonly number[]): Promise<Evidence> {
    const known = this.#heads.get(log);
    const isEnough = known !== undefined && indexes.every((index) => index < known.size);
    const head = isEnough ? known : await this.head(log);
    const inclusions = await this.#inclusions(log, indexes, head.size);
    return { ...head, inclusions };
  }

  /** One leaf's inclusion at any size the log has had. @throws CityError NOT_FOUND where it wasn't there. */
  async inclusion(
    log: string,
    query: LeafQuery,
  ): Promise<{
    index: number;
    leaf: Uint8Array;
    size: number;
    root: Uint8Array;
    path: readonly Uint8Array[];
  }> {
    const { size: last } = await this.head(log);
    const size = query.size ?? last;
    const index = query.leaf === undefined ? query.index : await this.#find(log, query.leaf);
    if (index === undefined || index >= size || size > last) throw new CityError('NOT_FOUND');
    const [path = []] = await this.#inclusions(log, [index], size);
    const [leaf, root] = await this.#hashes(log, [
      { from: index, to: index + 1 },
      { from: 0, to: size },
    ]);
    return { index, leaf, size, root, path };
  }

  /** What connects two heads that the log has had. @throws CityError NOT_FOUND where it had no such head. */
  async consistency(
    log: string,
    query: { readonly from: number; readonly to?: number | undefined },
  ): Promise<{ from: number; to: number; roots: [Uint8Array, Uint8Array]; path: readonly Uint8Array[] }> {
    const { size: last } = await this.head(log);
    const { from, to = last } = query;
    if (to > last || from > to) throw new CityError('NOT_FOUND');
    const path = await this.#tiles.hashRanges(log, consistencyRanges(from, to));
    const roots = await this.#hashes(log, [
      { from: 0, to: from },
      { from: 0, to },
    ]);
    return { from, to, roots, path };
  }

  /** Bytes of a tile or entry bundle (C2SP tlog-tiles); undefined beyond the newest head. */
  async tile(log: string, address: TileAddress): Promise<Uint8Array | undefined> {
    const { size } = await this.head(log);
    return this.#tiles.readTile(log, address, size);
  }

  async describe(log: string): Promise<LogDescription> {
    const { size, root } = await this.head(log);
    const origin = this.#origin(log);
    const verifierKey = verifierKeyText(origin, this.#parts.keys.checkpoint(log));
    return { name: log, origin, verifierKey, ledgerId: this.#parts.ledger.identity.id, size, root };
  }

  #origin(log: string): string {
    if (!this.#parts.logs.includes(log)) throw new CityError('LOG_UNKNOWN');
    return this.#parts.names.logOrigin(log);
  }

  async #inclusions(log: string, indexes: readonly number[], size: number): Promise<Uint8Array[][]> {
    const ranges = indexes.map((index) => inclusionRanges(index, size));
    const hashes = await this.#tiles.hashRanges(log, ranges.flat());
    return ranges.map((path) => hashes.splice(0, path.length));
  }

  async #hashes(
    log: string,
    ranges: [{ from: number; to: number }, { from: number; to: number }],
  ): Promise<[Uint8Array, Uint8Array]> {
    const [first, second] = await this.#tiles.hashRanges(log, ranges);
    if (first === undefined || second === undefined) throw new RangeError('a range has no hash');
    return [first, second];
  }

  async #find(log: string, leaf: Uint8Array): Promise<number | undefined> {
    const rows = await this.#parts.db
      .selectFrom('log_places')
      .select('index')
      .where('log', '=', log)
      .where('leaf_prefix', '=', leafPrefix(leaf))
      .execute();
    const ranges = rows.map(({ index }) => ({ from: index, to: index + 1 }));
    const hashes = await this.#tiles.hashRanges(log, ranges);
    return rows[hashes.findIndex((hash) => Buffer.compare(hash, leaf) === 0)]?.index;
  }
}
