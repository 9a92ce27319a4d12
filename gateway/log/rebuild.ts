/** Rebuilds logs from the ledger's events alone and compares them with what a gateway serves. */
import type { LedgerEvent } from '../ledger/ledger.ts';
import { decodeBundle } from './bundles.ts';
import { hashLeaf } from './hashing.ts';
import { ENTRIES_LEVEL, type TileAddress } from './tile-paths.ts';
import { type TileGrowth, TileWriter } from './tile-writer.ts';

/** What is served: a head, and tiles and bundles as C2SP tlog-tiles has them; undefined where one is missing. */
export type ServedLog = {
  readonly size: number;
  readonly root: Uint8Array;
  readonly tile: (address: TileAddress) => Promise<Uint8Array | undefined>;
};

/** Where what is served is not what the ledger has; `index` is a tile's, or a leaf's where leaves are missing. */
export type LogFinding = {
  readonly log: string;
  readonly code: 'LEAVES_MISSING' | 'HEAD_DIFFERS' | 'TILE_DIFFERS' | 'ENTRIES_DIFFER';
  readonly level: number;
  readonly index: number;
};

export type Comparison = {
  readonly events: AsyncIterable<LedgerEvent>;
  /** The logs to compare; read before the events, so that each head is one that the events lead through. */
  readonly served: ReadonlyMap<string, ServedLog>;
  /** Told of every event with the leaves seen so far. */
  readonly onProgress?: (leaves: number) => void;
};

/**
 * Yields every difference between the ledger and the logs served; nothing where they agree. A gateway may serve less
 * than the ledger has, since it learns of a batch after it landed, and never more. Memory doesn't grow with the logs.
 */
export async function* compareLogs({ events, served, onProgress }: Comparison): AsyncGenerator<LogFinding> {
  const logs = new Map([...served].map(([log, what]) => [log, new RebuiltLog(log, what)]));
  let leaves = 0;
  for await (const event of events) {
    if (event.kind !== 'appended') continue;
    yield* logs.get(event.log)?.append(event.first, event.leaves) ?? [];
    leaves += event.leaves.length;
    onProgress?.(leaves);
  }
  for (const log of logs.values()) yield* log.finish();
}

class RebuiltLog {
  readonly #log: string;
  readonly #served: ServedLog;
  readonly #writer = new TileWriter();
  #next = 0;

  constructor(log: string, served: ServedLog) {
    this.#log = log;
    this.#served = served;
  }

  async *append(first: number, leaves: readonly Uint8Array[]): AsyncGenerator<LogFinding> {
    if (first !== this.#next) yield this.#finding('LEAVES_MISSING', { level: 0, index: this.#next });
    this.#next = first + leaves.length;
    // What the ledger has beyond the head that is served is not there to be compared yet.
    for (const leaf of leaves) if (this.#writer.size < this.#served.size) this.#writer.append(leaf);
    for (const tile of this.#writer.takeFull()) yield* this.#compare(tile);
  }

  async *finish(): AsyncGenerator<LogFinding> {
    const isSame = this.#writer.size === this.#served.size && isEqual(this.#writer.root(), this.#served.root);
    if (!isSame) yield this.#finding('HEAD_DIFFERS', { level: 0, index: this.#served.size });
    for (const tile of this.#writer.takeGrowth()) yield* this.#compare(tile);
  }

  async *#compare(tile: TileGrowth): AsyncGenerator<LogFinding> {
    if (!isEqual(await this.#served.tile(tile), tile.bytes)) yield this.#finding('TILE_DIFFERS', tile);
    if (tile.level !== 0) return;
    const bundle = await this.#served.tile({ ...tile, level: ENTRIES_LEVEL });
    if (!isEqual(hashesOf(bundle), tile.bytes)) yield this.#finding('ENTRIES_DIFFER', tile);
  }

  #finding(code: LogFinding['code'], { level, index }: { level: number; index: number }): LogFinding {
    return { log: this.#log, code, level, index };
  }
}

function hashesOf(bundle: Uint8Array | undefined): Uint8Array | undefined {
  try {
    return bundle && Buffer.concat(decodeBundle(Buffer.from(bundle)).map(hashLeaf));
  } catch {
    // What can't be read as a bundle isn't the one that the ledger has.
    return undefined;
  }
}

const isEqual = (served: Uint8Array | undefined, rebuilt: Uint8Array): boolean =>
  served !== undefined && Buffer.compare(served, rebuilt) === 0;
