import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../gateway/database/open.ts';
import { newEntryId, placesOf, queueEntries } from '../../../gateway/log/queue.ts';
import { openTestDatabase } from '../../support/database.ts';

const NOW = new Date('2026-03-02T09:30:15.250Z');
let database: OpenDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('the outbox of the logs', () => {
  it('keeps nothing of a transaction that fails', async () => {
    const entry = { id: randomUUID(), log: 'access', kind: 'access', release: 'minute' } as const;
    const failing = database.db.transaction().execute(async (trx) => {
      await queueEntries(trx, [{ ...entry, commitment: randomBytes(32) }], NOW);
      throw new Error('the business failed');
    });
    await expect(failing).rejects.toThrow('the business failed');
    expect(await database.db.selectFrom('log_queue').selectAll().execute()).toEqual([]);
  });

  it('holds the commitment and what the ledger shows anyway, due with all others of its minute or hour', async () => {
    const commitment = createHash('sha256').update('salt and content').digest();
    const entries = [
      { id: newEntryId(NOW), log: 'PSB', kind: 'issued', credentialType: 'id-card', release: 'batch' },
      { id: newEntryId(NOW), log: 'PSB', kind: 'derived', release: 'hour' },
      { id: newEntryId(NOW), log: 'access', kind: 'access', release: 'minute' },
    ] as const;
    await database.db.transaction().execute((trx) =>
      queueEntries(
        trx,
        entries.map((entry) => ({ ...entry, commitment })),
        NOW,
      ),
    );
    const rows = await database.db.selectFrom('log_queue').selectAll().orderBy('due_at').execute();
    const hex = commitment.toString('hex');
    expect(rows.map(({ entry, due_at }) => [entry.toString('hex'), due_at.toISOString()])).toEqual([
      [`010107${Buffer.from('id-card').toString('hex')}${hex}`, '2026-03-02T09:30:16.250Z'],
      [`010300${hex}`, '2026-03-02T09:31:00.000Z'],
      [`010200${hex}`, '2026-03-02T10:00:00.000Z'],
    ]);
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['due_at', 'entry', 'id', 'log', 'lot', 'release']);
  });

  it('gives no place to what is not on the ledger', async () => {
    const queued = await database.db.selectFrom('log_queue').select('id').execute();
    expect(
      await placesOf(
        database.db,
        queued.map(({ id }) => id),
      ),
    ).toEqual(new Map());
    expect(await placesOf(database.db, [])).toEqual(new Map());
  });

  it('refuses what is no salted commitment', async () => {
    const entry = { id: randomUUID(), log: 'access', kind: 'access', release: 'minute' } as const;
    const queue = (commitment: Uint8Array, credentialType?: string): Promise<void> =>
      queueEntries(
        database.db,
        [{ ...entry, commitment, ...(credentialType !== undefined && { credentialType }) }],
        NOW,
      );
    await expect(queue(Buffer.from('Li Ming'))).rejects.toThrow(RangeError);
    await expect(queue(randomBytes(32), 'Li Ming')).rejects.toThrow(RangeError);
  });

  it('makes ids of version 7 that grow with time', () => {
    const ids = [1, 2, 3].map((seconds) => newEntryId(new Date(NOW.getTime() + seconds * 1000)));
    expect(ids.toSorted()).toEqual(ids);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
