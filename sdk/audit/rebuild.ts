/** Rebuilds logs from the ledger's events alone and compares them with what a gateway serves. */
import type { LedgerEvent } from '../ledger/ledger.ts';
import { readBundle } from '../log/bundles.ts';
import { ENTRIES_LEVEL, TILE_WIDTH, type TileAddress } from '../log/tile-paths.ts';
import { type TileGrowth, TileWriter } from '../log/tile-writer.ts';
import { concatBytes, isEqualBytes } from '../verify/bytes.ts';
import { leafHash } from '../verify/merkle.ts';

/** A head that somebody says a log has or had; `by` says who. */
export type ClaimedHead<By> = { readonly by: By; readonly size: number; readonly root: Uint8Array };

/** What is served: tiles and bundles up to a size, as C2SP tlog-tiles has them; undefined where one is missing. */
export type ServedTiles = {
  readonly size: number;
  readonly tile: (address: TileAddress) => Promise<Uint8Array | undefined>;
};

/** A log to compare: heads that it must have passed through, and tiles where some are served. */
export type ClaimedLog<By> = { readonly heads: readonly ClaimedHead<By>[]; readonly tiles?: ServedTiles };

/** Where what is claimed is not what the ledger has; `index` is a tile's, a head's size, or a leaf's where leaves are missing. */
export type LogFinding<By> = { readonly log: string; readonly level: number; readonly index: number } & (
  | { readonly code: 'LEAVES_MISSING' | 'TILE_DIFFERS' | 'ENTRIES_DIFFER' }
  /** The log never had this head. */
  | { readonly code: 'HEAD_DIFFERS'; readonly by: By }
  /** The log had this head and went on in that block of the ledger. */
  | { readonly code: 'HEAD_PASSED'; readonly by: By; readonly block: number }
);

type OnEntries = (log: string, first: number, entries: readonly Uint8Array[]) => void;

export type Comparison<By> = {
  readonly events: AsyncIterable<LedgerEvent>;
  /** The logs to compare; claims read before the events, so that each head is one that the events lead through. */
  readonly logs: ReadonlyMap<string, ClaimedLog<By>>;
  /** Told of every event with the leaves seen so far. */
  readonly onProgress?: (leaves: number) => void;
  /** Told of entries that are the ledger's, `first` being the place of the first of them. */
  readonly onEntries?: OnEntries;
};

/**
 * Yields every difference between the ledger and the logs claimed; nothing where they agree. A head that is behind the
 * ledger is told as passed: a gateway learns of a batch after it landed, and the caller knows how long that may take.
 * Memory doesn't grow with the logs.
 */
export async function* compareLogs<By>({
  events,
  logs,
  onProgress,
  onEntries,
}: Comparison<By>): AsyncGenerator<LogFinding<By>> {
  const rebuilt = new Map([...logs].map(([log, claimed]) => [log, new RebuiltLog(log, claimed, onEntries)]));
  let leaves = 0;
  for await (const event of events) {
    if (event.kind !== 'appended') continue;
    yield* rebuilt.get(event.log)?.append(event) ?? [];
    leaves += event.leaves.length;
    onProgress?.(leaves);
  }
  for (const log of rebuilt.values()) yield* log.finish();
}

type Appended = Extract<LedgerEvent, { readonly kind: 'appended' }>;

class RebuiltLog<By> {
  readonly #log: string;
  readonly #tiles: ServedTiles | undefined;
  readonly #onEntries: OnEntries | undefined;
  readonly #writer = new TileWriter();
  /** Heads that the log has still to pass through, the smallest last. */
  readonly #ahead: ClaimedHead<By>[];
  #next = 0;

  constructor(log: string, { heads, tiles }: ClaimedLog<By>, onEntries: OnEntries | undefined) {
    this.#log = log;
    this.#tiles = tiles;
    this.#onEntries = onEntries;
    this.#ahead = heads.toSorted((one, other) => other.size - one.size);
  }

  async *append({ first, leaves, position }: Appended): AsyncGenerator<LogFinding<By>> {
    if (first !== this.#next) yield { ...this.#at(0, this.#next), code: 'LEAVES_MISSING' };
    this.#next = first + leaves.length;
    for (const leaf of leaves) {
      const size = this.#writer.size;
      if (this.#ahead.at(-1)?.size === size) yield* this.#pass(position.block);
      if (this.#tiles?.size === size) yield* this.#compareAll(this.#writer.takeGrowth());
      this.#writer.append(leaf);
    }
    // What the ledger has beyond the tiles that are served is not there to be compared.
    const full = this.#writer.takeFull();
    if (this.#writer.size <= (this.#tiles?.size ?? 0)) yield* this.#compareAll(full);
  }

  async *finish(): AsyncGenerator<LogFinding<By>> {
    yield* this.#pass();
    for (const { by, size } of this.#ahead) yield { ...this.#at(0, size), code: 'HEAD_DIFFERS', by };
    if (this.#writer.size <= (this.#tiles?.size ?? 0)) yield* this.#compareAll(this.#writer.takeGrowth());
  }

  /** Holds the heads of the present size against the root; `block` is where the log goes on. */
  *#pass(block?: number): Generator<LogFinding<By>> {
    for (let head = this.#ahead.at(-1); head?.size === this.#writer.size; head = this.#ahead.at(-1)) {
      const { by, size, root } = head;
      this.#ahead.pop();
      if (!isEqualBytes(root, this.#writer.root())) yield { ...this.#at(0, size), code: 'HEAD_DIFFERS', by };
      else if (block !== undefined) yield { ...this.#at(0, size), code: 'HEAD_PASSED', by, block };
    }
  }

  async *#compareAll(tiles: readonly TileGrowth[]): AsyncGenerator<LogFinding<By>> {
    for (const { level, index, width, bytes } of tiles) {
      const at = this.#at(level, index);
      const tile = await this.#tiles?.tile({ level, index, width });
      if (tile === undefined || !isEqualBytes(tile, bytes)) yield { ...at, code: 'TILE_DIFFERS' };
      if (level !== 0) continue;
      const bundle = await this.#tiles?.tile({ level: ENTRIES_LEVEL, index, width });
      const entries = bundle && readBundle(bundle);
      if (entries !== undefined && isEqualBytes(concatBytes(...entries.map(leafHash)), bytes))
        this.#onEntries?.(this.#log, index * TILE_WIDTH, entries);
      else yield { ...at, code: 'ENTRIES_DIFFER' };
    }
  }

  #at(level: number, index: number) {
    return { log: this.#log, level, index };
  }
}
