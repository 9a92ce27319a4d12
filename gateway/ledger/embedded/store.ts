/** The embedded chain on disk: every block with its state, receipts and events is one durable transaction. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** JSON-RPC shapes as they are answered, stored ready to send. */
export type StoredBlock = {
  readonly number: number;
  readonly hash: string;
  readonly stateRoot: string;
  readonly timestamp: number;
  readonly header: Readonly<Record<string, unknown>>;
  readonly transactions: readonly StoredTransaction[];
};
export type StoredTransaction = {
  readonly hash: string;
  readonly raw: Uint8Array;
  readonly receipt: Readonly<Record<string, unknown>>;
  readonly logs: readonly StoredLog[];
};
export type StoredLog = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly logIndex: number;
  readonly log: Readonly<Record<string, unknown>>;
};

/** A block as it is read again: its header, and the hashes of its transactions. */
export type WrittenBlock = { readonly header: Row; readonly transactions: readonly string[] };

/** The newest block: what the chain goes on from. */
export type Head = Pick<StoredBlock, 'number' | 'hash' | 'stateRoot' | 'timestamp'>;

/** Which events are asked for: blocks `from` to `to` inclusive, of any of `addresses` (all where empty). */
export type LogFilter = {
  readonly from: number;
  readonly to: number;
  readonly addresses: readonly string[];
  readonly topics: readonly (readonly string[] | null)[];
};

const SCHEMA = `
  create table if not exists nodes (key text primary key, value blob not null) without rowid;
  create table if not exists blocks (number integer primary key, hash text unique not null, state_root text not null,
    timestamp integer not null, header text not null, transactions text not null);
  create table if not exists transactions (hash text primary key, block integer not null, raw blob not null, receipt text not null) without rowid;
  create table if not exists logs (block integer, log_index integer, address text not null, topic text, log text not null,
    primary key (block, log_index)) without rowid;
  drop index if exists logs_by_address;
`;

type Row = Record<string, unknown>;

/** The chain's file; one process opens it at a time. */
export class ChainStore {
  readonly #database: DatabaseSync;
  readonly #nodes = new Map<string, Uint8Array>();

  /** @throws where another process has the file open. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#database = new DatabaseSync(join(folder, 'ledger.db'));
    // FULL with WAL: a commit that returned survives the machine losing power.
    this.#database.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;',
    );
    this.#database.exec(SCHEMA);
  }

  /** A node of the state trie, also one that waits for its block. */
  node(key: string): Uint8Array | undefined {
    const waiting = this.#nodes.get(key);
    if (waiting !== undefined) return waiting;
    const row = this.#first('select value from nodes where key = ?', key);
    return row === undefined ? undefined : (row.value as Uint8Array);
  }

  /** Keeps a node until its block is committed. */
  putNode(key: string, value: Uint8Array): void {
    this.#nodes.set(key, value);
  }

  head(): Head | undefined {
    const row = this.#first(
      'select number, hash, state_root, timestamp from blocks order by number desc limit 1',
    );
    if (row === undefined) return undefined;
    return {
      number: Number(row.number),
      hash: String(row.hash),
      stateRoot: String(row.state_root),
      timestamp: Number(row.timestamp),
    };
  }

  /** Writes a block with all that it changed; once this returns it is durable. */
  commit(block: StoredBlock): void {
    this.#database.exec('begin immediate');
    try {
      this.#write(block);
      this.#database.exec('commit');
    } catch (error) {
      this.#database.exec('rollback');
      throw error;
    }
    this.#nodes.clear();
  }

  block(number: number): WrittenBlock | undefined {
    return toBlock(this.#first('select header, transactions from blocks where number = ?', number));
  }

  blockByHash(hash: string): WrittenBlock | undefined {
    return toBlock(this.#first('select header, transactions from blocks where hash = ?', hash));
  }

  receipt(hash: string): Row | undefined {
    const row = this.#first('select receipt from transactions where hash = ?', hash);
    return row === undefined ? undefined : JSON.parse(String(row.receipt));
  }

  transaction(hash: string): Uint8Array | undefined {
    return this.#first('select raw from transactions where hash = ?', hash)?.raw as Uint8Array | undefined;
  }

  /** Events in ledger order; undefined where they are more than `most` characters of JSON. */
  logs({ from, to, addresses, topics }: LogFilter, most: number): Row[] | undefined {
    const marks = addresses.map(() => '?').join(',');
    const where = addresses.length === 0 ? '' : `and address in (${marks})`;
    // Found by their blocks, of which few are asked for: an index by address would lead through the whole chain.
    const rows = this.#database
      .prepare(`select log from logs where block between ? and ? ${where} order by block, log_index`)
      .iterate(from, to, ...addresses);
    const found: Row[] = [];
    let read = 0;
    for (const { log: text } of rows) {
      read += String(text).length;
      if (read > most) return undefined;
      const log = JSON.parse(String(text)) as Row;
      if (matches(log.topics as string[], topics)) found.push(log);
    }
    return found;
  }

  close(): void {
    this.#database.close();
  }

  #write(block: StoredBlock): void {
    const insertNode = this.#database.prepare('insert or ignore into nodes values (?, ?)');
    for (const [key, value] of this.#nodes) insertNode.run(key, value);
    const hashes = JSON.stringify(block.transactions.map((transaction) => transaction.hash));
    this.#database
      .prepare('insert into blocks values (?, ?, ?, ?, ?, ?)')
      .run(block.number, block.hash, block.stateRoot, block.timestamp, JSON.stringify(block.header), hashes);
    const insertTransaction = this.#database.prepare('insert into transactions values (?, ?, ?, ?)');
    const insertLog = this.#database.prepare('insert into logs values (?, ?, ?, ?, ?)');
    for (const { hash, raw, receipt, logs } of block.transactions) {
      insertTransaction.run(hash, block.number, raw, JSON.stringify(receipt));
      for (const { address, topics, logIndex, log } of logs)
        insertLog.run(block.number, logIndex, address, topics[0] ?? null, JSON.stringify(log));
    }
  }

  #first(statement: string, ...values: (string | number)[]): Row | undefined {
    return this.#database.prepare(statement).get(...values) as Row | undefined;
  }
}

function toBlock(row: Row | undefined): WrittenBlock | undefined {
  if (row === undefined) return undefined;
  return { header: JSON.parse(String(row.header)), transactions: JSON.parse(String(row.transactions)) };
}

/** Topic filters of eth_getLogs: at each place null for any topic, or the values of which one must stand there. */
function matches(topics: readonly string[], wanted: LogFilter['topics']): boolean {
  if (wanted.length > topics.length) return false;
  return wanted.every((values, place) => values === null || values.includes(topics[place] ?? ''));
}
