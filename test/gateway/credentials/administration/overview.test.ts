/** What a department's administrator sees: counts and dates of their own department, and what a change would touch before it is made. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdraw } from '../../../../gateway/authorization/endings.ts';
import {
  type AdministrationGround,
  administrator,
  openAdministration,
  staff,
  system,
} from '../../../support/administration-ground.ts';
import { identityCard } from '../../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround } from '../../../support/proofs-ground.ts';

const TYPE = 'resident-identity-card';
const MATTER = 'WCM-CAB-010';
const by = administrator('PSB-A1', 'PSB');
const people = Array.from({ length: 3 }, (_, index) => identityCard(`人${index}`, '1980-01-01', index));
let ground: ProofsGround;
let administration: AdministrationGround;

beforeAll(async () => {
  ground = await openProofsGround();
  administration = await openAdministration(ground.city);
  await ground.city.importRows('PSB', TYPE, people);
  await ground.city.credentials.departmentKeys.refresh();
  await ground.city.anchor();
}, 120_000);
afterAll(async () => {
  await administration.close();
  await ground.close();
});

const get = async (path: string, as = by) =>
  (await administration.call(`/departments/${path}`, { by: as })).told;
const send = (query: string, as = by) =>
  administration.call(`/departments/PSB/imports?${query}`, {
    by: as,
    body: `${JSON.stringify(people[0])}\n`,
    type: 'application/octet-stream',
  });

test('the overview counts the department’s credentials and tells how fresh they are, its keys and its log', async () => {
  const change = { type: TYPE, record: 'CARD-2', change: 'revoke', reason: 'cancelled' };
  await administration.call('/departments/PSB/status', { by: system('PSB'), body: change });
  const told = await get('PSB/overview');
  expect(told.types).toContainEqual({
    credentialType: TYPE,
    valid: 2,
    suspended: 0,
    revoked: 1,
    confirmedAt: '2026-11-23T08:00:00.000Z',
    confirmedDaysAgo: 0,
    lastImport: expect.objectContaining({ state: 'done', issued: 3, finishedAt: expect.any(String) }),
    columns: expect.arrayContaining([
      { name: 'idNumber', isNeeded: true },
      { name: 'name', isNeeded: false },
      { name: 'cardSerial', isNeeded: true },
      { name: 'deceased', isNeeded: false },
    ]),
  });
  const [card] = told.types.filter(
    ({ credentialType }: { credentialType: string }) => credentialType === TYPE,
  );
  expect(card.columns, 'what is computed is no column').not.toContainEqual(
    expect.objectContaining({ name: 'isAge80OrOver' }),
  );
  expect(told.types).toContainEqual(
    expect.objectContaining({
      credentialType: 'residence-permit',
      valid: 0,
      confirmedAt: null,
      lastImport: null,
    }),
  );
  expect(told.keys).toMatchObject([
    { state: 'in-force', since: '2026-11-23T08:00:00.000Z', rotationDue: '2027-11-23' },
  ]);
  const { size, root } = await ground.city.ledger.head('PSB');
  expect(told.log).toMatchObject({ size, root: Buffer.from(root).toString('base64url') });
});

test('imports are sent by an administrator as by a system, and listed newest first in pages', async () => {
  ground.city.clock.pass(60);
  const { status, told } = await send(`type=${TYPE}&format=jsonl`);
  expect([status, told.state]).toEqual([202, 'running']);
  const page = await get('PSB/imports?limit=1');
  expect(page).toMatchObject({ items: [{ id: told.id }], total: 2, next: 1 });
  expect(await get('PSB/imports?limit=1&next=1')).toMatchObject({ items: [{ state: 'done' }], next: null });
  expect(await get(`PSB/imports/${told.id}`)).toMatchObject({ id: told.id });
  expect(await get(`PSB/imports/${told.id}/faults`)).toMatchObject({ items: [] });
  expect((await get('PSB/journal')).items[0]).toMatchObject({
    action: 'import-sent',
    actor: { staff: 'PSB-A1' },
    about: { credentialType: TYPE, import: told.id },
  });
});

test('a file that isn’t taken leaves no entry in the journal', async () => {
  const before = (await get('PSB/journal')).total;
  expect((await send('type=marriage-certificate&format=jsonl')).told.code).toBe('NOT_OWN_TYPE');
  expect((await get('PSB/journal')).total).toBe(before);
});

test('matters are listed with their fields by client', async () => {
  const asCab = administrator('CAB-A1', 'CAB');
  const { items, total } = await get('CAB/matters?limit=100', asCab);
  expect(total).toBe(
    ground.city.catalog.matters.filter(({ departmentCode }) => departmentCode === 'CAB').length,
  );
  expect(items.find(({ matter }: { matter: string }) => matter === MATTER)).toMatchObject({
    client: 'cab-counter',
    fields: [{ subject: 'applicant', credentialType: TYPE, necessity: 'required', from: null, until: null }],
  });
});

describe('a look at what a change would touch', () => {
  const look = async (record: string, change = 'suspend') =>
    (
      await administration.call('/departments/PSB/status/preview', {
        by,
        body: { type: TYPE, record, change },
      })
    ).told;
  const applicant = people[0]?.idNumber ?? '';

  test('counts credentials, matters, requests under way and uses inside their retention, and changes nothing', async () => {
    const matters = ground.city.catalog.matters.filter(({ asks }) =>
      asks.some(({ credentialType }) => credentialType === TYPE),
    );
    const codes = matters.map(({ code }) => code);
    expect(await look('CARD-0')).toEqual({
      credentials: 1,
      matters: codes,
      openRequests: 0,
      usesInRetention: 0,
    });
    const id = await ground.approve({ matter: MATTER, people: { applicant } });
    expect(await look('CARD-0')).toMatchObject({ openRequests: 1, usesInRetention: 0 });
    await ground.proofs.prove({ id, client: 'cab-counter', nonce: NONCE });
    const open = await ground.ask({ matter: MATTER, people: { applicant } });
    expect(await look('CARD-0')).toMatchObject({ openRequests: 1, usesInRetention: 1 });
    expect(await look('CARD-1')).toMatchObject({ credentials: 1, openRequests: 0, usesInRetention: 0 });
    await withdraw({ client: 'cab-counter' }, open, ground.authorization);
    expect(await look('CARD-0')).toMatchObject({ credentials: 1, openRequests: 0, usesInRetention: 1 });
    const { addition } = ground.city.catalog.findMatter(MATTER) ?? {};
    const years = addition?.retention.years ?? 0;
    ground.city.clock.set(`${2026 + years}-11-23T07:00:00Z`);
    expect(await look('CARD-0')).toMatchObject({ usesInRetention: 1 });
    ground.city.clock.set(`${2026 + years}-11-23T09:00:00Z`);
    expect(await look('CARD-0')).toMatchObject({ usesInRetention: 0 });
  });

  test('is refused for a record that there isn’t or that can’t change, and each look is in the journal', async () => {
    const before = (await get('PSB/journal')).total;
    expect((await look('NONE')).code).toBe('RECORD_NOT_FOUND');
    expect((await look('CARD-2')).code).toBe('STATUS_FINAL');
    expect((await get('PSB/journal')).total).toBe(before);
    await look('CARD-1');
    const [newest] = (await get('PSB/journal')).items;
    expect(newest).toMatchObject({ action: 'status-previewed', actor: { staff: 'PSB-A1' } });
    expect(JSON.stringify(newest)).not.toContain('CARD-1');
  });
});

test('nothing of it is for another department’s administrator, a clerk or a system', async () => {
  const paths = ['overview', 'keys', 'matters', 'journal', 'keys/rotation', 'status-changes'];
  for (const path of [...paths, 'imports', 'papers-asked'])
    expect((await get(`PSB/${path}`, administrator('CAB-A1', 'CAB'))).code).toBe('NOT_OWN_DEPARTMENT');
  for (const path of paths)
    for (const other of [staff('PSB-C1', 'PSB', 'clerk'), system('PSB')])
      expect((await get(`PSB/${path}`, other)).code).toBe('FORBIDDEN');
  const body = { type: TYPE, record: 'CARD-1', change: 'suspend' };
  const path = '/departments/PSB/status/preview';
  expect((await administration.call(path, { by: administrator('CAB-A1', 'CAB'), body })).told.code).toBe(
    'NOT_OWN_DEPARTMENT',
  );
});
