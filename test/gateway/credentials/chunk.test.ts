/** What a record says of its holders: whose it is, that it was somebody else's by mistake, and who has died. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusAt } from '../../../sdk/verify/status-list.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { citizenNumber, identityCard } from '../../support/people.ts';

const TYPE = 'resident-identity-card';
let city: CityGround;
beforeAll(async () => {
  city = await openCityGround();
}, 120_000);
afterAll(() => city.close());

const numberOf = (serial: number): string => citizenNumber('1970-01-01', serial);
const card = (serial: number, cardSerial: string, more: object = {}) => ({
  ...identityCard('民', '1970-01-01', serial),
  cardSerial,
  ...more,
});

async function send(rows: readonly object[], department = 'PSB', credentialType = TYPE) {
  const { imports } = city.credentials;
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const id = await imports.accept({ department, credentialType, format: 'jsonl' }, Readable.from([text]));
  const { issued, replaced, unchanged, faulty } = await imports.run(id);
  return { counts: { issued, replaced, unchanged, faulty }, faults: await imports.faults(id) };
}

const held = (number: string, type = TYPE) =>
  city.credentials.candidates(city.credentials.subjectOf(number) ?? '', type);

describe('a record of a type that has one holder', () => {
  test('that comes back with another leaves the former holder nothing that is valid, here and on the ledger', async () => {
    await send([card(1, 'MOVED')]);
    const [wrong] = await held(numberOf(1));
    expect((await send([card(2, 'MOVED')])).counts).toMatchObject({ issued: 0, replaced: 1 });
    expect(await held(numberOf(1))).toEqual([]);
    expect((await held(numberOf(2))).map(({ status }) => status)).toEqual([0]);
    const kept = await city.db
      .selectFrom('credentials')
      .select(['status', 'status_reason'])
      .where('id', '=', wrong?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ status: 1, status_reason: 'superseded' });
    await city.anchor();
    const { anchored } = await city.db
      .selectFrom('status_lists')
      .select('anchored')
      .where('department', '=', 'PSB')
      .where('list', '=', wrong?.list ?? 0)
      .executeTakeFirstOrThrow();
    expect(statusAt(anchored, wrong?.index ?? 0)).toBe(1);
    expect((await send([card(2, 'MOVED')])).counts).toMatchObject({ replaced: 0, unchanged: 1 });
  });

  test('given to two in one file is the first one’s, and the second row is faulty, however far it is away', async () => {
    const others = Array.from({ length: 700 }, (_, at) => card(100 + at, `FAR-${at}`));
    const rows = [card(3, 'SHARED'), card(4, 'SHARED'), ...others, card(5, 'SHARED'), card(6, 'FAR-1')];
    const { counts, faults } = await send(rows);
    expect(counts).toMatchObject({ issued: 701, replaced: 0, faulty: 3 });
    expect(faults).toEqual(
      [2, 703, 704].map((line) => ({ line, column: null, reason: 'RECORD_STANDS_TWICE' })),
    );
    expect((await held(numberOf(3))).length).toBe(1);
    for (const serial of [4, 5, 6]) expect(await held(numberOf(serial))).toEqual([]);
    expect((await send(rows)).counts).toEqual({ issued: 0, replaced: 0, unchanged: 701, faulty: 3 });
  });

  test('keeps its state with its new holder: what was suspended stays so', async () => {
    await send([card(7, 'STATE')]);
    await city.db
      .updateTable('credentials')
      .set({ status: 2 })
      .where('subject', '=', city.credentials.subjectOf(numberOf(7)) ?? '')
      .execute();
    await send([card(8, 'STATE')]);
    expect((await held(numberOf(8))).map(({ status }) => status)).toEqual([2]);
  });
});

test('a record of a type that has co-holders is each one’s own', async () => {
  const title = (holderNumber: string) => ({ holderNumber, certificateNumber: 'T-1', location: '虚' });
  const [one, two] = [numberOf(20), numberOf(21)];
  const sent = await send([title(one), title(two)], 'NRB', 'real-estate-title');
  expect(sent.counts).toMatchObject({ issued: 2, faulty: 0 });
  for (const number of [one, two])
    expect((await held(number, 'real-estate-title')).map(({ status }) => status)).toEqual([0]);
});

describe('that somebody has died', () => {
  const isDeceased = (serial: number): Promise<boolean> =>
    city.credentials.isDeceased(city.credentials.subjectOf(numberOf(serial)) ?? '');

  test('is taken back by a later record that doesn’t say so, or says the contrary', async () => {
    for (const later of [{}, { deceased: false }]) {
      await send([card(30, 'DEAD', { deceased: true })]);
      expect(await isDeceased(30)).toBe(true);
      await send([card(30, 'DEAD', later)]);
      expect(await isDeceased(30)).toBe(false);
    }
  });

  test('is not touched by records that have no column for it, nor by others’', async () => {
    await send([card(31, 'DEAD-TOO', { deceased: true })]);
    const title = { holderNumber: numberOf(31), certificateNumber: 'T-2', location: '虚' };
    await send([title], 'NRB', 'real-estate-title');
    await send([card(32, 'ALIVE')]);
    expect(await isDeceased(31)).toBe(true);
  });
});
