/** Who stands for many is seen: a cap a day, word to the administrator, and a lot that nobody can foresee. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expireRequests } from '../../../../gateway/authorization/endings.ts';
import { drawReview } from '../../../../gateway/authorization/officers/reviews.ts';
import {
  byOfficers,
  type OfficersGround,
  openOfficersGround,
  staff,
  type Who,
} from '../../../support/officers-ground.ts';
import { identityCard } from '../../../support/people.ts';

const ada = identityCard('阿黛', '1940-01-01', 1);
const head = staff('A-0', { roles: ['administrator'], windows: [] });

let ground: OfficersGround;
beforeAll(async () => {
  ground = await openOfficersGround();
  await ground.city.importRows('PSB', 'resident-identity-card', [ada]);
}, 120_000);
afterAll(() => ground.close());

let day = 0;
beforeEach(async () => {
  ground.city.clock.set(`2026-12-${String(++day).padStart(2, '0')}T02:00:00Z`);
  await expireRequests(ground.parts);
  ground.rules.dailyCap = 1000;
  ground.rules.isDrawn = false;
});

const open = (by: Who) => ground.ask(by, 'WCM-CAB-002', { applicant: byOfficers(ada.idNumber) });
const confirm = (by: Who, check: string) =>
  ground.call(by, `/officer-checks/${check}/confirm`, { document: ada.idNumber });
async function complete(first: Who, second: Who): Promise<string> {
  const { check } = await open(first);
  await confirm(second, check);
  await ground.call(second, `/officer-checks/${check}/compare`, { same: true });
  return check;
}
const alerts = async () => {
  const { body } = await ground.call(head, '/departments/CAB/officer-alerts?limit=100');
  const today = `2026-12-${String(day).padStart(2, '0')}`;
  return body.items
    .filter((row: { day: string }) => row.day === today)
    .map(({ officer, level }: { officer: string; level: string }) => `${officer} ${level}`);
};

describe('the daily cap', () => {
  test('counts an officer as first and as second, and begins anew at midnight in Shanghai', async () => {
    ground.rules.dailyCap = 3;
    const [one, two] = [staff('B-1'), staff('B-2')];
    await complete(one, two);
    await complete(two, one);
    const { check } = await open(one);
    expect((await open(one)).body).toMatchObject({ code: 'OFFICER_CAP_REACHED', details: { cap: 3 } });
    const other = await open(staff('B-3'));
    expect((await confirm(one, other.check)).body.code).toBe('OFFICER_CAP_REACHED');
    expect((await confirm(two, check)).status).toBe(200);
    ground.city.clock.set(`2026-12-${String(day).padStart(2, '0')}T15:59:59Z`);
    expect((await open(one)).body.code).toBe('OFFICER_CAP_REACHED');
    ground.city.clock.set(`2026-12-${String(day).padStart(2, '0')}T16:00:00Z`);
    expect((await open(one)).status).toBe(201);
  });

  test('holds however many are asked for at once', async () => {
    ground.rules.dailyCap = 5;
    const asked = await Promise.all(Array.from({ length: 20 }, () => open(staff('B-9'))));
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(asked.filter(({ body }) => body.code === 'OFFICER_CAP_REACHED')).toHaveLength(15);
  });

  test('is told of at four fifths and when it is reached, once each, to the department’s administrator', async () => {
    ground.rules.dailyCap = 5;
    for (let at = 1; at <= 5; at++) {
      await open(staff('B-7'));
      expect(await alerts()).toHaveLength(Math.max(0, at - 3));
    }
    expect(await alerts()).toEqual(expect.arrayContaining(['B-7 near', 'B-7 reached']));
    await open(staff('B-7'));
    expect(await alerts()).toHaveLength(2);
    const elsewhere = staff('E-0', { department: 'EDU', roles: ['administrator'], windows: [] });
    const { body } = await ground.call(elsewhere, '/departments/EDU/officer-alerts?limit=100');
    expect(body.items).toEqual([]);
  });
});

describe('the lot', () => {
  const reviews = async (by: Who = head) =>
    (await ground.call(by, '/departments/CAB/officer-reviews?limit=100')).body;
  const settle = (id: string, by: Who = head) =>
    ground.call(by, `/departments/CAB/officer-reviews/${id}/settle`, {
      outcome: 'in-order',
      note: '已回访本人',
    });

  test('falls on one in twenty, and on confirmed checks alone', async () => {
    const drawn = Array.from({ length: 20_000 }, drawReview).filter(Boolean).length;
    expect(drawn).toBeGreaterThan(800);
    expect(drawn).toBeLessThan(1200);
    await complete(staff('R-1'), staff('R-2'));
    ground.rules.isDrawn = true;
    const { check: declined } = await open(staff('R-1'));
    await ground.call(staff('R-2'), `/officer-checks/${declined}/decline`, {});
    expect((await reviews()).total).toBe(0);
    const check = await complete(staff('R-1'), staff('R-2'));
    expect((await reviews()).items).toMatchObject([
      { id: check, officers: ['R-1', 'R-2'], reason: 'no-phone', outcome: null, note: null },
    ]);
  });

  test('is settled once, with a note that only the gateway’s keys open', async () => {
    ground.rules.isDrawn = true;
    const check = await complete(staff('R-3'), staff('R-4'));
    const settled = await Promise.all([settle(check), settle(check)]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    expect((await settle(check)).body.code).toBe('OFFICER_REVIEW_NOT_FOUND');
    const { items } = await reviews();
    expect(items.find(({ id }: { id: string }) => id === check)).toMatchObject({
      outcome: 'in-order',
      note: '已回访本人',
      reviewedBy: 'A-0',
    });
    const { review_note } = await ground.city.db
      .selectFrom('officer_checks')
      .select('review_note')
      .where('id', '=', check)
      .executeTakeFirstOrThrow();
    expect(review_note?.toString('utf8')).not.toContain('回访');
  });

  test('is nothing that an officer settles about themselves', async () => {
    ground.rules.isDrawn = true;
    const check = await complete(staff('R-5'), staff('R-6'));
    for (const number of ['R-5', 'R-6'])
      expect((await settle(check, staff(number, { roles: ['administrator'] }))).body.code).toBe(
        'SECOND_OFFICER_NEEDED',
      );
  });

  test.each<[string, Who, string]>([
    ['a clerk', staff('A-1'), 'FORBIDDEN'],
    [
      'another department’s administrator',
      staff('E-0', { department: 'EDU', roles: ['administrator'] }),
      'NOT_OWN_DEPARTMENT',
    ],
  ])('and alerts are nothing for %s', async (_, by, code) => {
    ground.rules.isDrawn = true;
    const check = await complete(staff('R-7'), staff('R-8'));
    expect((await reviews(by)).code).toBe(code);
    expect((await settle(check, by)).body.code).toBe(code);
    expect((await ground.call(by, '/departments/CAB/officer-alerts')).body.code).toBe(code);
  });

  test('stays with its department', async () => {
    ground.rules.isDrawn = true;
    const check = await complete(staff('R-9'), staff('R-10'));
    const by = staff('E-0', { department: 'EDU', roles: ['administrator'] });
    const { body } = await ground.call(by, `/departments/EDU/officer-reviews/${check}/settle`, {
      outcome: 'in-order',
      note: '无',
    });
    expect(body.code).toBe('OFFICER_REVIEW_NOT_FOUND');
  });
});
