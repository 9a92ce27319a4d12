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

/** The name under which everything about a window's requests is heard. */
export const windowName = (window: string): string => `window/${window}`;

/** Announces changes of several requests in one statement, to those at their windows as well. */
export async function announceAll(
  trx: Kysely<Tables>,
  changes: readonly { readonly request: string; readonly people: readonly (Subject | null)[] }[],
): Promise<void> {
  const requests = changes.map(({ request }) => request);
  const people = changes.map((change) => change.people.filter((subject) => subject !== null).join(' '));
  await sql`
    select pg_notify(${CHANNEL}, concat_ws(' ', id, people, ${windowName('')} || "window"))
    from unnest(${requests}::uuid[], ${people}::text[]) as change (id, people) left join requests using (id)
  `.execute(trx);
}

/** Announces to those at a window what is about none of its requests. */
export async function announceWindow(trx: Kysely<Tables>, window: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${windowName(window)})`.execute(trx);
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
   * Yields once at the beginning and then whenever something about `name` (a request's id, a subject, or a window by its
   * `windowName`) changed, until
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
