/** Department keys: accredited before they sign, overlapping when they change, drained when they end. */
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isLicenceIdentifier } from '../../../gateway/catalog/licence-identifier.ts';
import { Credentials } from '../../../gateway/credentials/credentials.ts';
import { changeStatus } from '../../../gateway/credentials/status-changes.ts';
import { placesOf, queueEntries } from '../../../gateway/log/queue.ts';
import { type CityGround, openCityGround } from '../../support/city-ground.ts';
import { identityCard } from '../../support/people.ts';

const TYPE = 'resident-identity-card';
let city: CityGround;
beforeAll(async () => {
  city = await openCityGround();
}, 120_000);
afterAll(() => city.close());

async function issueOne(serial: number) {
  const person = identityCard('人', '1992-02-02', serial);
  await city.importRows('PSB', TYPE, [person]);
  return rowOf(serial);
}

async function rowOf(serial: number) {
  const { idNumber } = identityCard('人', '1992-02-02', serial);
  const [row] = await city.credentials.candidates(city.credentials.subjectOf(idNumber) ?? '', TYPE);
  if (row === undefined) throw new Error('not issued');
  return row;
}

/** Whether the credential's key was accredited where its leaf stands. */
async function holds(row: { readonly id: string; readonly kid: string }): Promise<boolean> {
  const leaf = (await placesOf(city.db, [row.id])).get(row.id) ?? -1;
  return city.copy.isAccreditedAt({ department: 'PSB', thumbprint: row.kid, credentialType: TYPE, leaf });
}

const current = (): string => city.credentials.departmentKeys.current('PSB', TYPE).kid;

/** A lock on the department's status lists, for which an import waits after it has chosen its key. */
async function holdLists() {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = (): void => {};
  const hasBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const holding = city.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('status/PSB'))`.execute(trx);
    begun();
    await released;
  });
  await hasBegun;
  return async (): Promise<void> => {
    release();
    await holding;
  };
}

/** Resolves once so many transactions wait for an advisory lock. @throws where they don't within seconds. */
async function someWait(count: number): Promise<void> {
  for (let look = 0; look < 300; look++) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*) as waiting from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())
    `.execute(city.db);
    if ((rows[0]?.waiting ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`fewer than ${count} wait`);
}

test('every department of the catalogue is accredited, each for the types that it issues', async () => {
  expect(city.copy.departments()).toEqual(city.catalog.departments.map(({ code }) => code).toSorted());
  const [key] = city.copy.keysOf('PSB');
  expect(key?.terms.map(({ credentialType }) => credentialType).toSorted()).toEqual([
    'household-register',
    'residence-permit',
    TYPE,
  ]);
  expect(() => city.credentials.departmentKeys.current('PSB', 'marriage-certificate')).toThrow(
    expect.objectContaining({ code: 'NO_ACCREDITED_KEY' }),
  );
});

test('a key that was made but not accredited signs nothing', () => {
  const before = city.credentials.departmentKeys.current('CAB', 'marriage-certificate').kid;
  city.keys.addDepartmentKey('CAB');
  expect(city.credentials.departmentKeys.current('CAB', 'marriage-certificate').kid).toBe(before);
});

test('a new key signs once accredited, the former one ends after what it signed has landed, and both hold at their places', async () => {
  const { departmentKeys } = city.credentials;
  const former = await issueOne(1);
  const added = await departmentKeys.rotate('PSB', 'CAB');
  const next = await issueOne(2);
  expect([next.kid, former.kid === next.kid]).toEqual([added.kid, false]);
  expect(departmentKeys.published('PSB').map(({ kid }) => kid)).toEqual([former.kid, added.kid]);

  await departmentKeys.end('PSB', former.kid, { logs: city.logs });
  expect([await holds(former), await holds(next)]).toEqual([true, true]);
  const leaf = city.copy.sizeOf('PSB');
  const place = { department: 'PSB', thumbprint: former.kid, credentialType: TYPE, leaf };
  expect(city.copy.isAccreditedAt(place)).toBe(false);
  expect(departmentKeys.published('PSB').map(({ kid }) => kid)).toEqual([added.kid]);
});

describe('ending a key', () => {
  test('waits for who is signing with it, and nothing of theirs is lost', async () => {
    const signing = current();
    const release = await holdLists();
    const importing = city.importRows('PSB', TYPE, [identityCard('人', '1992-02-02', 20)]);
    let ending: Promise<number> | undefined;
    try {
      await someWait(1);
      await city.credentials.departmentKeys.rotate('PSB');
      ending = city.credentials.departmentKeys.end('PSB', signing, { logs: city.logs });
      await someWait(2);
      expect(city.copy.keysOf('PSB').find(({ thumbprint }) => thumbprint === signing)?.ended).toBe(false);
    } finally {
      await release();
    }
    await importing;
    expect(await ending).toBe(0);
    const row = await rowOf(20);
    expect([row.kid, await holds(row)]).toEqual([signing, true]);
  });

  test('is heeded by every gateway at once, whatever it knew when it began', async () => {
    const { db, pool, keys, clock, ledger, copy, folder, names, catalog } = city;
    const elsewhere = new Credentials({
      ...{ db, pool, keys, clock, ledger, copy, names, catalog },
      dataDir: folder,
    });
    const former = current();
    const added = await city.credentials.departmentKeys.rotate('PSB');
    await city.credentials.departmentKeys.end('PSB', added.kid, {
      logs: {
        drain: async () => {
          // Stopped, and not ended yet: the other gateway doesn't know of it.
          expect(elsewhere.departmentKeys.current('PSB', TYPE).kid).toBe(added.kid);
          const { imports } = elsewhere;
          const text = JSON.stringify(identityCard('人', '1992-02-02', 21));
          const wish = { department: 'PSB', credentialType: TYPE, format: 'jsonl' as const };
          await imports.run(await imports.accept(wish, Readable.from([text])));
        },
      },
    });
    expect((await rowOf(21)).kid).toBe(former);
  });

  test('anchors nothing that waits for its hour', async () => {
    const { db, clock } = city;
    const derived = { log: 'PSB', kind: 'derived', commitment: new Uint8Array(32), release: 'hour' } as const;
    const id = '00000000-0000-7000-8000-000000000001';
    await queueEntries(db, [{ id, ...derived }], clock.now());
    const former = current();
    await city.credentials.departmentKeys.rotate('PSB');
    await city.credentials.departmentKeys.end('PSB', former, { logs: city.logs });
    expect(await placesOf(db, [id])).toEqual(new Map());
  });

  test('in an emergency ends it at once, and what was queued is signed again under the same record', async () => {
    const before = await issueOne(30);
    await city.anchor();
    const lost = [await issueOne(31), await issueOne(32)];
    await city.credentials.departmentKeys.rotate('PSB');
    const { departmentKeys } = city.credentials;
    const size = city.copy.sizeOf('PSB');
    expect(await departmentKeys.end('PSB', before.kid, { logs: city.logs, isEmergency: true })).toBe(2);
    const [term] = city.copy.keysOf('PSB').find(({ thumbprint }) => thumbprint === before.kid)?.terms ?? [];
    expect(term?.to).toBe(size);
    await city.anchor();
    expect(await rowOf(30)).toMatchObject({ id: before.id });
    for (const [at, serial] of [31, 32].entries()) {
      const row = await rowOf(serial);
      expect(row).toMatchObject({ kid: current(), record: lost[at]?.record, status: 0 });
      expect([await holds(row), await holds(lost[at] ?? row)]).toEqual([true, false]);
    }
    expect(await departmentKeys.end('PSB', before.kid, { logs: city.logs, isEmergency: true })).toBe(0);
  });

  test('in an emergency signs again what says the same, opens for its holder, and stays suspended', async () => {
    const person = identityCard('人', '1992-02-02', 33);
    await issueOne(33);
    const wish = { department: 'PSB', credentialType: TYPE, record: person.cardSerial } as const;
    await changeStatus(city, { ...wish, change: 'suspend', reason: 'other' });
    const former = current();
    await city.credentials.departmentKeys.rotate('PSB');
    await city.credentials.departmentKeys.end('PSB', former, { logs: city.logs, isEmergency: true });
    const row = await rowOf(33);
    const key = await city.credentials.subjectKey(row.subject);
    if (key === undefined) throw new Error('no key');
    const { values } = await city.credentials.open(row, key);
    const { cardSerial, ...shown } = person;
    expect(values).toMatchObject(shown);
    expect(isLicenceIdentifier(String(values.licenceIdentifier))).toBe(true);
    expect(row.status).toBe(2);
    const { version } = await city.db
      .selectFrom('credentials')
      .select('version')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    expect(version).toBe(2);
    // Sent again, the department's row is what stands already.
    await city.importRows('PSB', TYPE, [person]);
    expect((await rowOf(33)).id).toBe(row.id);
  });

  test('is refused where no other could sign in its place', async () => {
    const { departmentKeys } = city.credentials;
    const [only] = city.copy.keysOf('MSR');
    const end = (kid: string) => departmentKeys.end('MSR', kid, { logs: city.logs, isEmergency: true });
    await expect(end(only?.thumbprint ?? '')).rejects.toMatchObject({ code: 'KEY_WITHOUT_SUCCESSOR' });
    await expect(end(current())).rejects.toMatchObject({ code: 'UNKNOWN_KEY' });
    expect(departmentKeys.current('MSR', 'business-licence').kid).toBe(only?.thumbprint);
  });
});

test('a suspended department issues nothing', async () => {
  await city.ledger.confirm('CAB', await city.ledger.propose({ kind: 'suspend', department: 'HRSS' }));
  await city.copy.refresh();
  const wish = { department: 'HRSS', credentialType: 'social-security-card', format: 'jsonl' as const };
  await expect(city.credentials.imports.accept(wish, Readable.from(['']))).rejects.toEqual(
    expect.objectContaining({ code: 'NO_ACCREDITED_KEY' }),
  );
});
