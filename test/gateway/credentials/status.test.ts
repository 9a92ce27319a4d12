/** Status: changed at once, on the ledger soon and exactly once, published only as the ledger has it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { inflateSync } from 'node:zlib';
import { decodeJwt, importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StatusBatcher } from '../../../gateway/credentials/status-batcher.ts';
import { changeStatus, type StatusChange } from '../../../gateway/credentials/status-changes.ts';
import { allocatePlaces, queueChanges } from '../../../gateway/credentials/status-lists.ts';
import { CityError } from '../../../gateway/errors.ts';
import type { Ledger } from '../../../gateway/ledger/ledger.ts';
import { STATUS_LIST_SIZE, setStatusAt, statusAt } from '../../../sdk/verify/status-list.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const TYPE = 'resident-identity-card';
const people = Array.from({ length: 12 }, (_, index) => identityCard(`人${index}`, '1991-01-01', index));
let city: CityGround;

beforeAll(async () => {
  city = await openCityGround();
  await importRows(people);
}, 120_000);
afterAll(() => city.close());

async function importRows(rows: readonly object[]): Promise<void> {
  const { imports } = city.credentials;
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  await imports.run(
    await imports.accept({ department: 'PSB', credentialType: TYPE, format: 'jsonl' }, Readable.from([text])),
  );
}

const change = (
  serial: number,
  kind: StatusChange['change'],
  reason: StatusChange['reason'] = 'other',
): Promise<number> => changeFor(serial, kind, reason);

const changeFor = (
  serial: number,
  kind: StatusChange['change'],
  reason: StatusChange['reason'],
): Promise<number> =>
  changeStatus(city, {
    department: 'PSB',
    credentialType: TYPE,
    record: `CARD-${serial}`,
    change: kind,
    reason,
  });

async function rowOf(serial: number) {
  const [row] = await city.credentials.candidates(
    city.credentials.subjectOf(people[serial]?.idNumber ?? '') ?? '',
    TYPE,
  );
  if (row === undefined) throw new Error('no such credential');
  return row;
}

/** The list as its published token shows it. */
async function published(list: number): Promise<Uint8Array> {
  const token = (await city.credentials.statusTokens.token('PSB', list)) ?? '';
  const { status_list } = decodeJwt<{ status_list: { lst: string } }>(token);
  return inflateSync(Buffer.from(status_list.lst, 'base64url'));
}

/** Every list of the department rebuilt from the ledger's events alone, with the hash that stands beside the last change. */
async function rebuiltFromLedger() {
  const lists = new Map<number, { bits: Uint8Array; hash: string }>();
  for await (const event of city.ledger.events()) {
    if (event.kind !== 'status-changed' || event.department !== 'PSB') continue;
    const list = lists.get(event.list) ?? { bits: new Uint8Array(STATUS_LIST_SIZE / 4), hash: '' };
    for (const { index, value } of event.changes) setStatusAt(list.bits, index, value);
    lists.set(event.list, { bits: list.bits, hash: Buffer.from(event.listHash).toString('hex') });
  }
  return lists;
}

describe('a status', () => {
  test('is suspended and reinstated, revoked for good, and counts at once', async () => {
    expect(await change(0, 'suspend', 'suspended')).toBe(1);
    expect((await rowOf(0)).status).toBe(2);
    expect(await change(0, 'suspend', 'suspended')).toBe(0);
    await change(0, 'reinstate');
    expect((await rowOf(0)).status).toBe(0);
    await change(1, 'revoke', 'cancelled');
    expect((await rowOf(1)).status).toBe(1);
    await expect(change(1, 'reinstate')).rejects.toEqual(expect.objectContaining({ code: 'STATUS_FINAL' }));
    await expect(change(1, 'suspend')).rejects.toEqual(expect.objectContaining({ code: 'STATUS_FINAL' }));
    await expect(change(999, 'revoke', 'cancelled')).rejects.toEqual(
      expect.objectContaining({ code: 'RECORD_NOT_FOUND' }),
    );
  });

  test('of a record goes on with those of its holders whose credential wasn’t revoked', async () => {
    const [former, owner] = [people[0], people[1]].map((person) => person?.idNumber ?? '');
    const own = (holderNumber: string) =>
      city.importRows('NRB', 'real-estate-title', [
        { holderNumber, certificateNumber: 'T-1', location: '虚' },
      ]);
    const wish = { department: 'NRB', credentialType: 'real-estate-title', record: 'T-1' } as const;
    await own(former ?? '');
    await changeStatus(city, { ...wish, change: 'revoke', reason: 'cancelled' });
    await own(owner ?? '');
    const statuses = async () => {
      const held = [former, owner].map((number) =>
        city.credentials.candidates(city.credentials.subjectOf(number ?? '') ?? '', 'real-estate-title'),
      );
      return (await Promise.all(held)).map(([row]) => row?.status);
    };
    expect(await changeStatus(city, { ...wish, change: 'suspend', reason: 'suspended' })).toBe(1);
    expect(await statuses()).toEqual([1, 2]);
    expect(await changeStatus(city, { ...wish, change: 'reinstate' })).toBe(1);
    expect(await changeStatus(city, { ...wish, change: 'revoke', reason: 'cancelled' })).toBe(1);
    expect(await statuses()).toEqual([1, 1]);
    await expect(changeStatus(city, { ...wish, change: 'reinstate' })).rejects.toMatchObject({
      code: 'STATUS_FINAL',
    });
  });

  test('changes for a reason that fits only, and a reinstatement needs none', async () => {
    for (const [kind, reason] of [
      ['suspend', 'revoked'],
      ['suspend', undefined],
      ['revoke', 'suspended'],
      ['revoke', 'superseded'],
      ['revoke', undefined],
    ] as const)
      await expect(changeFor(4, kind, reason)).rejects.toMatchObject({ code: 'REASON_NOT_FITTING' });
    expect((await rowOf(4)).status).toBe(0);
    expect(await changeFor(4, 'suspend', 'suspended')).toBe(1);
    expect(await changeFor(4, 'reinstate', undefined)).toBe(1);
  });

  test('that is suspended stays so when the record is replaced, and a revoked one isn’t revived by the same row', async () => {
    await change(2, 'suspend', 'suspended');
    await importRows([{ ...people[2], registeredAddress: '新址' }, people[1] ?? {}]);
    expect((await rowOf(2)).status).toBe(2);
    expect((await rowOf(1)).status).toBe(1);
  });

  test('is published once the ledger has it, and not before', async () => {
    await city.anchor();
    const row = await rowOf(3);
    await change(3, 'revoke', 'lapsed');
    expect(statusAt(await published(row.list), row.index)).toBe(0);
    await city.anchor();
    expect(statusAt(await published(row.list), row.index)).toBe(1);
  });

  test('lists equal what the ledger’s events rebuild, and the hash that stands beside them', async () => {
    await city.anchor();
    for (const [list, { bits, hash }] of await rebuiltFromLedger()) {
      expect(Buffer.from(await published(list)).equals(bits)).toBe(true);
      expect(createHash('sha256').update(bits).digest('hex')).toBe(hash);
    }
  });

  test('written by a slower transaction waits its turn and isn’t lost', async () => {
    const [slow, quick] = [await rowOf(8), await rowOf(9)];
    let finish = (): void => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = (): void => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slowly = city.db.transaction().execute(async (trx) => {
      await queueChanges(trx, 'PSB', [{ list: slow.list, index: slow.index, value: 2 }]);
      begun();
      await held;
    });
    await hasBegun;
    const quickly = change(9, 'suspend');
    await Promise.race([quickly, new Promise((resolve) => setTimeout(resolve, 200))]);
    // The slower one becomes visible while the ledger writes, between what the batch took and what it strikes off.
    const ledger: Ledger = Object.assign(Object.create(city.ledger), {
      changeStatus: async (batch: Parameters<Ledger['changeStatus']>[0]) => {
        finish();
        await slowly;
        return city.ledger.changeStatus(batch);
      },
    });
    const batcher = new StatusBatcher({ db: city.db, pool: city.pool, ledger });
    await batcher.flush();
    finish();
    await Promise.all([slowly, quickly]);
    await batcher.flush();
    const bits = await published(slow.list);
    expect([statusAt(bits, slow.index), statusAt(bits, quick.index)]).toEqual([2, 2]);
  });

  test('that is suspended while its record is being replaced stays suspended', async () => {
    const renewed = { ...people[10], name: '改' };
    const { imports } = city.credentials;
    const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' as const };
    const id = await imports.accept(wish, Readable.from([`${JSON.stringify(renewed)}\n`]));
    const { id: former } = await rowOf(10);
    let running: Promise<unknown> = Promise.resolve();
    await city.db.transaction().execute(async (trx) => {
      await trx.updateTable('credentials').set({ status: 2 }).where('id', '=', former).execute();
      running = imports.run(id);
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await running;
    expect(await rowOf(10)).toMatchObject({ status: 2 });
    expect((await rowOf(10)).id).not.toBe(former);
  });

  test('token is signed by the department and names its list and its end', async () => {
    const { list } = await rowOf(4);
    const token = (await city.credentials.statusTokens.token('PSB', list)) ?? '';
    const [key] = city.keys.departmentKeys('PSB');
    const { payload, protectedHeader } = await jwtVerify(
      token,
      await importJWK(key?.jwk as object, 'ES256'),
      { currentDate: city.clock.now() },
    );
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'statuslist+jwt', kid: key?.kid });
    expect(payload).toMatchObject({
      sub: `https://wangcheng.invalid/status/PSB/${list}`,
      ttl: 300,
      status_list: { bits: 2 },
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(86_400);
    expect(await city.credentials.statusTokens.token('PSB', list)).toBe(token);
    city.clock.pass(200);
    expect(await city.credentials.statusTokens.token('PSB', list)).not.toBe(token);
    expect(await city.credentials.statusTokens.token('PSB', 99)).toBeUndefined();
  });
});

describe('changes on their way', () => {
  test('land once, though the ledger took them and the answer was lost', async () => {
    await change(5, 'revoke');
    let lost = 0;
    const forgetful = new Proxy(city.ledger, {
      get: (target: Ledger, name) =>
        name === 'changeStatus'
          ? async (batch: Parameters<Ledger['changeStatus']>[0]) => {
              await target.changeStatus(batch);
              lost++;
              throw new CityError('LEDGER_UNREACHABLE');
            }
          : Reflect.get(target, name),
    });
    const batcher = new StatusBatcher({ db: city.db, pool: city.pool, ledger: forgetful });
    await expect(batcher.flush()).rejects.toEqual(expect.objectContaining({ code: 'LEDGER_UNREACHABLE' }));
    expect(lost).toBe(1);
    await batcher.stop();
    await change(6, 'revoke');
    await city.credentials.statusBatcher.flush();
    const [five, six] = [await rowOf(5), await rowOf(6)];
    const rebuilt = (await rebuiltFromLedger()).get(five.list);
    expect([
      statusAt(rebuilt?.bits ?? new Uint8Array(), five.index),
      statusAt(rebuilt?.bits ?? new Uint8Array(), six.index),
    ]).toEqual([1, 1]);
    expect((await city.credentials.statusBatcher.state()).waiting).toBe(0);
  });

  test('stop where somebody else wrote the department’s list', async () => {
    const { list } = await rowOf(7);
    const expectedHead = await city.ledger.statusHead('PSB', list);
    await city.ledger.changeStatus({
      department: 'PSB',
      list,
      expectedHead,
      listHash: new Uint8Array(32),
      changes: [{ index: 1, value: 1 }],
    });
    await change(7, 'revoke');
    await expect(city.credentials.statusBatcher.flush()).rejects.toEqual(
      expect.objectContaining({ code: 'LEDGER_FORKED' }),
    );
  });
});

test('places are given out once each, at random, and the next list follows a full one', async () => {
  const given = await city.db.transaction().execute(async (trx) => {
    const first = await allocatePlaces(trx, 'EDU', 5);
    await trx
      .updateTable('status_lists')
      .set({ used: STATUS_LIST_SIZE - 3 })
      .where('department', '=', 'EDU')
      .execute();
    return [...first, ...(await allocatePlaces(trx, 'EDU', 10))];
  });
  expect(new Set(given.map(({ list, index }) => `${list}/${index}`)).size).toBe(15);
  expect(given.filter(({ list }) => list === 2)).toHaveLength(7);
  expect(given.map(({ index }) => index)).not.toEqual(
    given.map(({ index }) => index).toSorted((a, b) => a - b),
  );
});
