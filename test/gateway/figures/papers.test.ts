/** "A window asked me for paper": anybody may say so, nobody is found by it, and the department answers for it. */
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../gateway/actor.ts';
import {
  type AdministrationGround,
  administrator,
  openAdministration,
} from '../../support/administration-ground.ts';
import { identityCard } from '../../support/people.ts';
import { openProofsGround, type ProofsGround } from '../../support/proofs-ground.ts';

const TYPE = 'resident-identity-card';
const MATTER = 'WCM-CAB-010';
const [one, other] = [identityCard('张', '1980-01-01', 1), identityCard('李', '1981-01-01', 2)];
const by = administrator('CAB-A1', 'CAB');
const report = { matter: MATTER, credentialType: TYPE, atWindow: '2026-11-23', window: 'CAB-W2' };
let ground: ProofsGround;
let administration: AdministrationGround;

beforeAll(async () => {
  ground = await openProofsGround();
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  // Calls are counted by address within one application.
  administration = await openAdministration(ground.city);
  await ground.city.db.deleteFrom('papers_asked').execute();
});
afterEach(() => administration.close());

const personOf = (person: { readonly idNumber: string }): Caller => ({
  kind: 'person',
  subject: ground.subjectOf(person.idNumber),
});
const send = (person: { readonly idNumber: string }, body: object) =>
  administration.call('/me/papers-asked', { by: personOf(person), body });
const list = async (query = '') =>
  (await administration.call(`/departments/CAB/papers-asked${query}`, { by })).told;

describe('a report', () => {
  test('is made without signing in, and keeps no address, no person and no time of day', async () => {
    const { status, told } = await administration.call('/papers-asked', { body: report });
    expect([status, told]).toEqual([201, { received: true }]);
    const [row] = await ground.city.db.selectFrom('papers_asked').selectAll().execute();
    expect(row).toMatchObject({
      reporter: null,
      department: 'CAB',
      window: 'CAB-W2',
      matter: MATTER,
      credential_type: TYPE,
      at_window: '2026-11-23',
      received_on: '2026-11-23',
    });
    expect(JSON.stringify(row)).not.toContain('192.0.2.1');
  });

  test('counts once a person, paper, matter and day, and the person isn’t told whether it did', async () => {
    for (const wish of [report, { ...report, window: 'CAB-W1' }, report])
      expect(await send(one, wish)).toEqual({ status: 201, told: { received: true } });
    expect((await list()).total).toBe(1);
    await send(other, report);
    await send(one, { ...report, atWindow: '2026-11-22' });
    expect((await list()).total).toBe(3);
  });

  test('doesn’t tell who made it, nor that two were made by one person', async () => {
    await send(one, report);
    await send(one, { ...report, atWindow: '2026-11-22' });
    const rows = await ground.city.db.selectFrom('papers_asked').select('reporter').execute();
    expect(new Set(rows.map(({ reporter }) => reporter)).size).toBe(2);
    expect(JSON.stringify(rows)).not.toContain(ground.subjectOf(one.idNumber));
    expect((await list()).items[0]).toMatchObject({ signedIn: true });
    expect(JSON.stringify(await list())).not.toContain(rows[0]?.reporter);
  });

  test('may come from a request of one’s own, which says where and when, and from nobody else’s', async () => {
    const id = await ground.ask({ matter: MATTER, people: { applicant: one.idNumber } });
    const body = { request: id, credentialType: TYPE };
    expect((await send(other, body)).told.code).toBe('REQUEST_NOT_FOUND');
    expect((await send(one, body)).status).toBe(201);
    expect((await list()).items).toMatchObject([
      { matter: MATTER, window: 'CAB-W1', atWindow: '2026-11-23' },
    ]);
    const { rows } = await sql<{ found: number }>`
      select count(*) as found from papers_asked as row where row::text like ${`%${id}%`}
    `.execute(ground.city.db);
    expect(rows).toEqual([{ found: 0 }]);
    const anonymous = await administration.call('/papers-asked', { body });
    expect(anonymous.told.code).toBe('BAD_REQUEST');
  });

  test('names what there is, and a day within the last sixty', async () => {
    const codeOf = async (change: object) =>
      (await administration.call('/papers-asked', { body: { ...report, ...change }, from: '198.51.100.9' }))
        .told.code;
    expect(await codeOf({ window: 'CAB-W99' })).toBe('CATALOG_NOT_FOUND');
    expect(await codeOf({ matter: 'WCM-CAB-999' })).toBe('CATALOG_NOT_FOUND');
    expect(await codeOf({ credentialType: 'library-card' })).toBe('CATALOG_NOT_FOUND');
    expect(await codeOf({ atWindow: '2026-11-24' })).toBe('BAD_REQUEST');
    expect(await codeOf({ atWindow: '2026-09-23' })).toBe('BAD_REQUEST');
  });

  test('is one of five an hour from an address, or from a person wherever they are', async () => {
    const statuses = async (send: (time: number) => Promise<{ status: number }>) => {
      const told: number[] = [];
      for (let time = 0; time < 6; time++) told.push((await send(time)).status);
      return told;
    };
    const limited = [201, 201, 201, 201, 201, 429];
    expect(await statuses(() => administration.call('/papers-asked', { body: report }))).toEqual(limited);
    expect((await administration.call('/papers-asked', { body: report, from: '198.51.100.1' })).status).toBe(
      201,
    );
    const wander = (time: number) =>
      administration.call('/me/papers-asked', {
        by: personOf(one),
        body: report,
        from: `198.51.100.${time + 10}`,
      });
    expect(await statuses(wander)).toEqual(limited);
    expect((await send(other, report)).status).toBe(201);
  });
});

describe('the department’s administrator', () => {
  test('reads what was written, which lies sealed, and settles each report once', async () => {
    await send(one, { ...report, text: '窗口要我交复印件' });
    const [{ id, text } = { id: '', text: '' }] = (await list()).items;
    expect(text).toBe('窗口要我交复印件');
    const [{ sealed_text } = { sealed_text: null }] = await ground.city.db
      .selectFrom('papers_asked')
      .select('sealed_text')
      .execute();
    expect(sealed_text?.includes('复印件')).toBe(false);
    const settle = (as = by) =>
      administration.call(`/papers-asked/${id}/settle`, { by: as, body: { note: '已提醒窗口' } });
    expect((await settle(administrator('PSB-A1', 'PSB'))).told.code).toBe('PAPER_REPORT_NOT_FOUND');
    expect((await settle()).told.settled).toMatchObject({ by: 'CAB-A1', note: '已提醒窗口' });
    expect((await settle()).told.code).toBe('PAPER_REPORT_SETTLED');
    expect([(await list('?state=open')).total, (await list('?state=settled')).total]).toEqual([0, 1]);
    const { items } = (await administration.call('/departments/CAB/journal', { by })).told;
    expect(items).toMatchObject([
      { action: 'paper-report-settled', actor: { staff: 'CAB-A1' }, about: { report: id } },
    ]);
  });

  test('sees their own department’s reports only', async () => {
    await send(one, report);
    const stranger = administrator('PSB-A1', 'PSB');
    const path = '/departments/CAB/papers-asked';
    expect((await administration.call(path, { by: stranger })).told.code).toBe('NOT_OWN_DEPARTMENT');
    expect((await administration.call('/departments/PSB/papers-asked', { by: stranger })).told.total).toBe(0);
    expect((await administration.call(path)).status).toBe(401);
  });
});
