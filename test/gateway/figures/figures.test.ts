/** Public figures: of months that are over, counted once, and never of fewer than ten. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../../../gateway/authorization/decisions.ts';
import { byDepartment, closeMonths } from '../../../gateway/figures/months.ts';
import { decide as decideShape } from '../../../sdk/schemas/requests.ts';
import {
  type AdministrationGround,
  administrator,
  openAdministration,
  system,
} from '../../support/administration-ground.ts';
import { identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const TYPE = 'resident-identity-card';
/** Matters of the civil affairs bureau: two that ask for the identity card alone, and one that asks for more. */
const [MANY, FEW, MORE] = ['WCM-CAB-010', 'WCM-CAB-004', 'WCM-CAB-009'];
const person = identityCard('张', '1940-01-01', 1);
const client = 'cab-counter';
let ground: ProofsGround;
let administration: AdministrationGround;

beforeAll(async () => {
  ground = await openProofsGround();
  administration = await openAdministration(ground.city);
  await ground.city.importRows('PSB', TYPE, [person]);
  await ground.city.anchor();
  for (const [matter, times] of [
    [MANY, 10],
    [FEW, 9],
    [MORE, 1],
  ] as const)
    for (let time = 0; time < times; time++) await prove(matter);
  for (let time = 0; time < 9; time++) await refuse(MANY);
}, 120_000);
afterAll(async () => {
  await administration.close();
  await ground.close();
});

async function prove(matter: string): Promise<void> {
  const id = await ground.approve({ matter, people: { applicant: person.idNumber } });
  await ground.proofs.prove({ id, client, nonce: NONCE });
}

async function refuse(matter: string): Promise<void> {
  const id = await ground.ask({ matter, people: { applicant: person.idNumber } });
  const decision = decideShape.parse({ decision: 'refuse' });
  await decide(ground.subjectOf(person.idNumber), id, { decision, parts: ground.authorization });
}

const get = async (path: string) => (await administration.call(path)).told;

/** So many reports by people who hadn't signed in, each from elsewhere. */
async function report(matter: string, times: number): Promise<void> {
  const body = { matter, credentialType: TYPE, atWindow: '2026-11-20', window: 'CAB-W1' };
  for (let time = 0; time < times; time++)
    await administration.call('/papers-asked', { body, from: `198.51.100.${time}` });
}

test('what is shown is counted by month, matter and type, and what couldn’t be shown isn’t', async () => {
  const rows = await ground.city.db
    .selectFrom('credentials_shown')
    .selectAll()
    .where('matter', '=', MORE)
    .execute();
  expect(rows).toEqual([
    {
      month: '2026-11',
      department: 'CAB',
      matter: MORE,
      credential_type: TYPE,
      requests: 1,
      credentials: 1,
    },
  ]);
});

describe('a month', () => {
  test('has no figures before it has been over for an hour', async () => {
    await report(MANY, 10);
    await report(FEW, 9);
    for (const now of ['2026-11-23T08:00:00Z', '2026-11-30T15:59:59Z', '2026-11-30T16:59:59Z']) {
      ground.city.clock.set(now);
      await closeMonths(ground.city.db, ground.city.clock.now());
      for (const path of ['/figures/accesses?month=2026-11', '/papers/figures?month=2026-11'])
        expect(await get(path)).toMatchObject({ code: 'MONTH_NOT_COMPLETE', details: { last: '2026-10' } });
    }
    expect(await ground.city.db.selectFrom('monthly_figures').selectAll().execute()).toEqual([]);
  });

  test('tells accesses per department, and nothing of fewer than ten', async () => {
    ground.city.clock.set('2026-11-30T17:00:00Z');
    const told = await get('/figures/accesses');
    expect(told).toMatchObject({ month: '2026-11', total: 9, next: null });
    expect(told.items).toContainEqual({ department: 'CAB', agreed: 20, refused: null });
    expect(told.items).toContainEqual({ department: 'PSB', agreed: null, refused: null });
  });

  test('tells papers not needed and still asked for per matter, and leaves the small ones out of the sums', async () => {
    const figures = {
      items: [
        {
          matter: MANY,
          department: 'CAB',
          notNeeded: [{ credentialType: TYPE, count: 10 }],
          stillAsked: [{ credentialType: TYPE, count: 10 }],
        },
      ],
      total: 1,
      next: null,
      atLeast: { notNeeded: 10, stillAsked: 10 },
    };
    expect(await get('/papers/figures')).toEqual({ month: '2026-11', ...figures });
    expect(await get('/papers/figures?month=2026-11&department=CAB')).toMatchObject(figures);
    expect(await get('/papers/figures?month=2026-11&department=PSB')).toMatchObject({ items: [], total: 0 });
    expect(await get('/papers/figures?month=2026-10')).toMatchObject({ items: [] });
    expect((await get('/papers/figures?month=2026-13')).code).toBe('BAD_REQUEST');
  });

  test('keeps nowhere what was too few to be told, once it is counted', async () => {
    const { db } = ground.city;
    const counts = (await db.selectFrom('monthly_figures').select('count').execute()).map(
      ({ count }) => count,
    );
    expect(counts.toSorted()).toEqual([10, 10, 20]);
    expect(await db.selectFrom('credentials_shown').selectAll().execute()).toEqual([]);
  });

  test('never changes once it is told, whatever is found later, and is counted by one of several gateways', async () => {
    const { db, clock } = ground.city;
    const [before, papers] = [await get('/figures/accesses'), await get('/papers/figures')];
    await db.updateTable('papers_asked').set({ matter: FEW }).execute();
    await db.updateTable('requests').set({ ended_because: 'expired' }).execute();
    clock.set('2027-02-03T00:00:00Z');
    await Promise.all([1, 2, 3].map(() => closeMonths(db, clock.now())));
    const months = await db.selectFrom('figure_months').select('month').orderBy('month').execute();
    expect(months.map(({ month }) => month)).toEqual(['2026-10', '2026-11', '2026-12', '2027-01']);
    expect(await get('/figures/accesses?month=2026-11')).toEqual(before);
    expect(await get('/papers/figures?month=2026-11')).toEqual(papers);
    expect((await get('/papers/figures')).month).toBe('2027-01');
  });
});

test('a matter with fewer than ten can’t be found as what a department has beyond its other matters', () => {
  const cell = (matter: string, count: number) => ({ department: 'CAB', matter, credentialType: '', count });
  const sumOf = (...counts: number[]) =>
    byDepartment(counts.map((count, place) => cell(`M-${place}`, count)))[0]?.count;
  expect(sumOf(96, 4)).toBe(96);
  expect(sumOf(96, 4, 5)).toBe(96);
  expect(sumOf(96, 4, 6)).toBe(106);
  expect(sumOf(9)).toBe(0);
});

test('many credentials shown in few requests are few', async () => {
  const { db, clock } = ground.city;
  const row = { department: 'CAB', matter: MORE, credential_type: TYPE };
  await db
    .insertInto('credentials_shown')
    .values([
      { ...row, month: '2027-02', requests: 9, credentials: 18 },
      { ...row, month: '2027-02', matter: FEW, requests: 10, credentials: 20 },
    ])
    .execute();
  clock.set('2027-03-03T00:00:00Z');
  expect((await get('/papers/figures')).items).toEqual([
    { matter: FEW, department: 'CAB', notNeeded: [{ credentialType: TYPE, count: 20 }], stillAsked: [] },
  ]);
});

test('what was issued and changed is what log and ledger hold, and statuses aren’t told by type', async () => {
  const { city } = ground;
  const wish = { type: TYPE, record: 'CARD-1', change: 'suspend', reason: 'suspended' };
  await administration.call('/departments/PSB/status', { by: system('PSB'), body: wish });
  await city.anchor();
  const { items } = await get('/figures/issuance');
  const psb = items.find(({ department }: { department: string }) => department === 'PSB');
  expect(psb.types).toContainEqual({ credentialType: TYPE, issued: 1 });
  expect(psb).toMatchObject({
    logSize: (await city.ledger.head('PSB')).size,
    statusChanges: { valid: 0, invalid: 0, suspended: 1 },
  });
  expect(Object.keys(psb.types[0])).toEqual(['credentialType', 'issued']);
});

describe('a department’s own statistics', () => {
  const by = administrator('CAB-A1', 'CAB');
  const path = '/departments/CAB/statistics';

  test('count what it asked for by matter, window, day, outcome and method, small numbers too', async () => {
    const { told } = await administration.call(`${path}?from=2026-11-23&to=2026-11-23`, { by });
    expect(told).toMatchObject({
      requests: 29,
      matters: [
        { matter: FEW, count: 9 },
        { matter: MORE, count: 1 },
        { matter: MANY, count: 19 },
      ],
      windows: [{ window: 'CAB-W1', count: 29 }],
      days: [{ day: '2026-11-23', count: 29 }],
      methods: [{ method: 'code', count: 29 }],
    });
    for (const span of ['from=2026-11-22&to=2026-11-22', 'from=2026-11-24&to=2026-11-24'])
      expect((await administration.call(`${path}?${span}`, { by })).told).toMatchObject({ requests: 0 });
  });

  test('are its administrators’ alone, for a year at most', async () => {
    const span = '?from=2026-11-23&to=2026-11-23';
    const stranger = administrator('PSB-A1', 'PSB');
    expect((await administration.call(path + span, { by: stranger })).told.code).toBe('NOT_OWN_DEPARTMENT');
    expect((await administration.call(path + span, { by: system('CAB') })).status).toBe(403);
    for (const wrong of ['?from=2026-11-23&to=2026-11-22', '?from=2025-11-22&to=2026-11-23'])
      expect((await administration.call(path + wrong, { by })).told.code).toBe('BAD_REQUEST');
  });
});
