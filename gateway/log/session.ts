/** One connection to PostgreSQL that hears what other gateways announce and holds the locks by which one of them batches a log. */
import type pg from 'pg';

/** First key of the advisory locks, so that they meet no others. */
const LOCKS = 0x6c6f67;

/** What to listen to; `payload` is what the announcement says. */
export type Listeners = Readonly<Record<string, (payload: string) => void>>;

/**
 * Work that only one gateway does at a time. The lock ends with the connection, so a killed gateway blocks nobody; a
 * connection that is lost during the work lets another begin, so the work itself must bear that.
 */
export class LogSession {
  readonly #pool: pg.Pool;
  readonly #listeners: Listeners;
  readonly #busy = new Set<string>();
  #client: Promise<pg.PoolClient> | undefined;
  #asked: Promise<unknown> = Promise.resolve();

  constructor(pool: pg.Pool, listeners: Listeners) {
    this.#pool = pool;
    this.#listeners = listeners;
  }

  /** Connects where the connection was lost; until then nothing is heard. */
  async keep(): Promise<void> {
    await this.#connected();
  }

  /** Does the work alone among all gateways; returns undefined without doing it where another is at it. */
  async alone<T>(log: string, work: () => Promise<T>): Promise<T | undefined> {
    // The lock belongs to the connection, and this process shares one: it must not meet itself.
    if (this.#busy.has(log)) return undefined;
    this.#busy.add(log);
    try {
      const client = await this.#connected();
      if (!(await this.#ask(client, 'pg_try_advisory_lock', log))) return undefined;
      try {
        return await work();
      } finally {
        await this.#ask(client, 'pg_advisory_unlock', log).catch(() => {});
      }
    } finally {
      this.#busy.delete(log);
    }
  }

  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    client?.removeAllListeners('notification');
    // The server may end it first, which is no news any more: given back twice it would throw.
    client?.removeAllListeners('error').on('error', () => {});
    // Closed and not given back: its locks and what it listens to end with it.
    client?.release(true);
  }

  #connected(): Promise<pg.PoolClient> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #connect(): Promise<pg.PoolClient> {
    const client = await this.#pool.connect();
    client.once('error', (error) => {
      this.#client = undefined;
      client.release(error);
    });
    client.on('notification', ({ channel, payload = '' }) => this.#listeners[channel]?.(payload));
    for (const channel of Object.keys(this.#listeners)) await client.query(`listen ${channel}`);
    return client;
  }

  // One question after the other: a connection answers no two at once.
  #ask(
    client: pg.PoolClient,
    name: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
    log: string,
  ): Promise<boolean> {
    const answer = this.#asked.then(async () => {
      const text = `select ${name}($1, hashtext($2)) as done`;
      const { rows } = await client.query<{ done: boolean }>(text, [LOCKS, log]);
      return rows[0]?.done === true;
    });
    this.#asked = answer.catch(() => {});
    return answer;
  }
}
