/** Rows of the tables that migration log makes. */
import type { Generated } from 'kysely';

export type LogTables = {
  log_queue: LogQueueTable;
  log_batches: LogBatchTable;
  log_places: LogPlaceTable;
  log_tiles: LogTileTable;
  log_heads: LogHeadTable;
};

/** When an entry may go to the ledger: with the next full batch or after a second, or with all others of its minute or hour. */
export type Release = 'batch' | 'minute' | 'hour';

/** An entry that is not on the ledger yet; the random `lot` orders those that are due together. */
type LogQueueTable = {
  id: string;
  log: string;
  entry: Buffer;
  release: Release;
  due_at: Date;
  lot: Generated<string>;
};

/** The batch of a log that is being appended: entries are length-prefixed and in the order of `ids`. */
type LogBatchTable = { log: string; expected_size: number; ids: string[]; entries: Buffer };

/** Where an anchored entry stands; `leaf_prefix` is the first eight bytes of its leaf hash as a signed number. */
type LogPlaceTable = { id: string; log: string; index: number; leaf_prefix: string };

/** Up to 256 hashes of a tile, or at level -1 up to 256 length-prefixed entries (C2SP tlog-tiles). */
type LogTileTable = { log: string; level: number; index: number; bytes: Buffer };

/** The newest head that is on the ledger, and its signed checkpoint. */
type LogHeadTable = { log: string; size: number; root: Buffer; checkpoint: string };
