/** What a department's administrators change: never alone, within a day, for their own department, and all of it in the journal. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalize } from '../../../../sdk/verify/canonical.ts';
import {
  type AdministrationGround,
  administrator,
  openAdministration,
  staff,
  system,
} from '../../../support/administration-ground.ts';
import { type CityGround, openCityGround } from '../../../support/city-ground.ts';
import { identityCard } from '../../../support/people.ts';

const TYPE = 'resident-identity-card';
const [one, other] = [administrator('PSB-A1', 'PSB'), administrator('PSB-A2', 'PSB')];
const stranger = administrator('CAB-A1', 'CAB');
const people = Array.from({ length: 8 }, (_, index) => identityCard(`人${index}`, '1990-01-01', index));
let city: CityGround;
let administration: AdministrationGround;

beforeAll(async () => {
  city = await openCityGround();
  administration = await openAdministration(city);
  await city.importRows('PSB', TYPE, people);
}, 120_000);
afterAll(async () => {
  await administration.close();
  await city.close();
});

const call = (...asked: Parameters<AdministrationGround['call']>) => administration.call(...asked);
const path = '/departments/PSB/status-changes';
const wish = (serial: number) => ({
  type: TYPE,
  record: `CARD-${serial}`,
  change: 'suspend',
  reason: 'suspended',
});
const propose = async (serial: number, by = one): Promise<string> =>
  (await call(path, { by, body: wish(serial) })).told.id;
const statusOf = async (serial: number) =>
  (await city.credentials.all(city.credentials.subjectOf(people[serial]?.idNumber ?? '') ?? ''))[0]?.status;
const journal = async () => (await call('/departments/PSB/journal?limit=100', { by: one })).told.items;

describe('a change of status', () => {
  test('changes nothing until a second administrator confirms it, and then at once', async () => {
    const { status, told } = await call(path, { by: one, body: wish(0) });
    expect([status, told]).toMatchObject([
      201,
      {
        kind: 'status-change',
        state: 'waiting',
        proposedBy: 'PSB-A1',
        statusChange: { type: TYPE, recordEnding: 'D-0', change: 'suspend', reason: 'suspended' },
      },
    ]);
    expect(await statusOf(0)).toBe(0);
    expect((await call(`${path}/${told.id}/confirm`, { by: one, body: {} })).told.code).toBe(
      'SECOND_ADMINISTRATOR_NEEDED',
    );
    expect(await statusOf(0)).toBe(0);
    const confirmed = await call(`${path}/${told.id}/confirm`, { by: other, body: {} });
    expect(confirmed.told).toMatchObject({ state: 'confirmed', decidedBy: 'PSB-A2', changed: 1 });
    expect(await statusOf(0)).toBe(2);
  });

  test('is confirmed once, whoever confirms at the same time', async () => {
    const id = await propose(1);
    const third = administrator('PSB-A3', 'PSB');
    const answers = await Promise.all(
      [other, third, other, third].map((by) => call(`${path}/${id}/confirm`, { by, body: {} })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const about = (await journal()).filter(
      (entry: { about: { proposal?: string } }) => entry.about.proposal === id,
    );
    expect(about.map(({ action }: { action: string }) => action)).toEqual([
      'status-change-confirmed',
      'status-change-proposed',
    ]);
  });

  test('can’t be confirmed a day after it was proposed, nor after it was withdrawn', async () => {
    const [late, withdrawn] = [await propose(2), await propose(2)];
    expect((await call(`${path}/${withdrawn}/withdraw`, { by: other, body: {} })).told.state).toBe(
      'withdrawn',
    );
    expect((await call(`${path}/${withdrawn}/confirm`, { by: other, body: {} })).told).toMatchObject({
      code: 'PROPOSAL_CLOSED',
      details: { state: 'withdrawn' },
    });
    city.clock.pass(86_399);
    const inTime = await propose(3);
    city.clock.pass(1);
    expect((await call(`${path}/${late}/confirm`, { by: other, body: {} })).told).toMatchObject({
      code: 'PROPOSAL_CLOSED',
      details: { state: 'expired' },
    });
    expect((await call(`${path}/${inTime}/confirm`, { by: other, body: {} })).status).toBe(200);
    expect(await statusOf(2)).toBe(0);
    const { items, total } = (await call(`${path}?limit=3`, { by: one })).told;
    expect([items[0], items.length, total]).toMatchObject([{ id: inTime, state: 'confirmed' }, 3, 5]);
  });

  test('is refused when proposed where it couldn’t be made', async () => {
    const codeOf = async (body: object) => (await call(path, { by: one, body })).told.code;
    expect(await codeOf({ ...wish(0), record: 'NONE' })).toBe('RECORD_NOT_FOUND');
    expect(await codeOf({ ...wish(0), reason: 'revoked' })).toBe('REASON_NOT_FITTING');
    expect(await codeOf({ ...wish(0), type: 'marriage-certificate' })).toBe('NOT_OWN_TYPE');
  });

  test('is another department’s to nobody: neither proposed, seen, confirmed nor withdrawn', async () => {
    const id = await propose(4);
    expect((await call(path, { by: stranger, body: wish(4) })).told.code).toBe('NOT_OWN_DEPARTMENT');
    expect((await call(path, { by: stranger })).told.code).toBe('NOT_OWN_DEPARTMENT');
    for (const step of ['confirm', 'withdraw']) {
      const own = `/departments/CAB/status-changes/${id}/${step}`;
      expect((await call(own, { by: stranger, body: {} })).told.code).toBe('UNKNOWN_PROPOSAL');
      const asRotation = `/departments/PSB/keys/rotation/${id}/${step}`;
      expect((await call(asRotation, { by: other, body: {} })).told.code).toBe('UNKNOWN_PROPOSAL');
    }
    expect(await statusOf(4)).toBe(0);
  });

  test('is proposed by administrators only, while a system that may change a status acts alone', async () => {
    for (const by of [staff('PSB-C1', 'PSB', 'clerk'), system('PSB')])
      expect((await call(path, { by, body: wish(5) })).status).toBe(403);
    expect((await call('/departments/PSB/status', { by: one, body: wish(5) })).status).toBe(403);
    expect((await call('/departments/PSB/status', { by: system('PSB'), body: wish(5) })).told).toEqual({
      changed: 1,
    });
    expect((await journal())[0]).toMatchObject({
      action: 'status-changed',
      actor: { client: 'psb-counter' },
    });
  });

  test('leaves the record’s number nowhere in the tables', async () => {
    await city.importRows('PSB', TYPE, [
      identityCard('人', '1990-01-01', 900, { cardSerial: 'PLANTED-RECORD-4711' }),
    ]);
    const { told } = await call(path, { by: one, body: { ...wish(0), record: 'PLANTED-RECORD-4711' } });
    await call(`${path}/${told.id}/confirm`, { by: other, body: {} });
    expect(told.statusChange.recordEnding).toBe('4711');
    for (const table of ['administration_proposals', 'administration_journal']) {
      const { rows } = await sql<{ found: number }>`
        select count(*) as found from ${sql.table(table)} as row where row::text like '%RECORD-4711%'
      `.execute(city.db);
      expect(rows).toEqual([{ found: 0 }]);
    }
  });
});

describe('a further key', () => {
  const rotation = '/departments/PSB/keys/rotation';

  test('signs once a second administrator has confirmed it, and both keys are listed with their dates', async () => {
    await city.credentials.departmentKeys.refresh();
    const before = city.credentials.departmentKeys.current('PSB', TYPE).kid;
    const { told } = await call(rotation, { by: one, body: {} });
    expect(told).toMatchObject({ kind: 'key-rotation', state: 'waiting', kid: null, statusChange: null });
    expect((await call(`${rotation}/${told.id}/confirm`, { by: one, body: {} })).status).toBe(403);
    expect(city.credentials.departmentKeys.current('PSB', TYPE).kid).toBe(before);
    const { kid } = (await call(`${rotation}/${told.id}/confirm`, { by: other, body: {} })).told;
    expect(city.credentials.departmentKeys.current('PSB', TYPE).kid).toBe(kid);
    await city.credentials.departmentKeys.refresh();
    const since = city.clock.now().toISOString();
    expect((await call('/departments/PSB/keys', { by: one })).told.items).toMatchObject([
      { kid: before, state: 'in-force' },
      { kid, state: 'in-force', since, rotationDue: '2027-11-24' },
    ]);
    expect((await call(rotation, { by: one })).told).toMatchObject({ total: 1, items: [{ kid }] });
  });

  test('is nothing for a department that issues nothing', async () => {
    const by = administrator('EDU-A1', 'EDU');
    expect((await call('/departments/EDU/keys/rotation', { by, body: {} })).told.code).toBe('NOT_OWN_TYPE');
  });
});

describe('the journal', () => {
  test('holds each deed once, numbered without a gap and chained, so that a changed entry is found', async () => {
    const entries = (await journal()).toReversed();
    expect(entries.length).toBeGreaterThan(10);
    let previous: string | null = null;
    for (const [place, { hash, ...entry }] of entries.entries()) {
      expect(entry).toMatchObject({ number: place + 1, previous });
      const text = canonicalize({ version: 1, ...entry });
      expect(createHash('sha256').update(text).digest('base64url')).toBe(hash);
      previous = hash;
    }
  });

  test('has one order, however many write at once', async () => {
    const before = (await journal()).length;
    // Looks at different records wait for nothing but the journal.
    const looks = people.map(({ cardSerial: record }) =>
      call('/departments/PSB/status/preview', { by: one, body: { type: TYPE, record, change: 'suspend' } }),
    );
    expect((await Promise.all(looks)).map(({ status }) => status)).toEqual(people.map(() => 200));
    const { items, total } = (await call('/departments/PSB/journal?limit=8', { by: one })).told;
    expect(total).toBe(before + 8);
    expect(items.map(({ number }: { number: number }) => number)).toEqual(
      people.map((_, place) => before + 8 - place),
    );
  });

  test('only grows: the database itself refuses to change, remove or empty it', async () => {
    for (const statement of [
      sql`update administration_journal set action = 'data-confirmed'`,
      sql`delete from administration_journal`,
      sql`truncate administration_journal`,
    ])
      await expect(statement.execute(city.db)).rejects.toThrow('the journal only grows');
  });

  test('is for the department’s own administrators', async () => {
    expect((await call('/departments/PSB/journal', { by: stranger })).told.code).toBe('NOT_OWN_DEPARTMENT');
    for (const by of [system('PSB'), staff('PSB-C1', 'PSB', 'clerk')])
      expect((await call('/departments/PSB/journal', { by })).status).toBe(403);
  });
});
