/** News of requests: announced in the transaction that made it, heard in every gateway, told by id alone. */
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import type { Subject } from '../actor.ts';
import type { Tables } from '../database/tables.ts';
import { LogSession } from '../log/session.ts';

const CHANNEL = 'request_changed';

/** Announces that a request changed, to its asker and to the people in it. */
export async function announce(
  trx: Kysely<Tables>,
  request: string,
  people: readonly (Subject | null)[],
): Promise<void> {
  await announceAll(trx, [{ request, people }]);
}

/** Announces changes of several requests in one statement. */
export async function announceAll(
  trx: Kysely<Tables>,
  changes: readonly { readonly request: string; readonly people: readonly (Subject | null)[] }[],
): Promise<void> {
  const about = changes.map(({ request, people }) =>
    [request, ...people.filter((subject) => subject !== null)].join(' '),
  );
  await sql`select pg_notify(${CHANNEL}, about) from unnest(${about}::text[]) as about`.execute(trx);
}

/** Hears announcements for those who wait. */
export class Changes {
  readonly #session: LogSession;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(pool: pg.Pool) {
    this.#session = new LogSession(pool, {
      [CHANNEL]: (payload) => {
        for (const name of payload.split(' ')) for (const tell of this.#waiting.get(name) ?? []) tell();
      },
    });
  }

  /**
   * Yields once at the beginning and then whenever something about `name` (a request's id or a subject) changed, until
   * the signal ends it. Looks again every few seconds, should an announcement have been missed.
   */
  async *follow(name: string, signal: AbortSignal, everyMilliseconds = 5000): AsyncIterable<void> {
    let wake = (): void => {};
    let hasChanged = false;
    const tell = (): void => {
      hasChanged = true;
      wake();
    };
    this.#add(name, tell);
    signal.addEventListener('abort', tell, { once: true });
    try {
      while (!signal.aborted) {
        await this.#session.keep();
        hasChanged = false;
        yield;
        if (!hasChanged && !signal.aborted)
          await pause(everyMilliseconds, (end) => {
            wake = end;
          });
      }
    } finally {
      this.#remove(name, tell);
    }
  }

  close(): Promise<void> {
    return this.#session.close();
  }

  #add(name: string, tell: () => void): void {
    const waiting = this.#waiting.get(name) ?? new Set();
    waiting.add(tell);
    this.#waiting.set(name, waiting);
  }

  #remove(name: string, tell: () => void): void {
    const waiting = this.#waiting.get(name);
    waiting?.delete(tell);
    if (waiting?.size === 0) this.#waiting.delete(name);
  }
}

function pause(milliseconds: number, giveEnd: (end: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    giveEnd(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
