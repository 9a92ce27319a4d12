/** A slip that is brought twice is redeemed once; both windows look into it by hand, and who it is about is told. */
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../gateway/actor.ts';
import { manualCheckRoutes } from '../../../gateway/authorization/manual-check-routes.ts';
import { listManualChecks, settleManualCheck } from '../../../gateway/authorization/manual-checks.ts';
import { answerProblem } from '../../../gateway/problem.ts';
import { ada, openSlipsGround, type SlipsGround } from '../../support/slips-ground.ts';

const MATTER = 'WCM-CAB-002';
const NOW = '2026-11-23T08:00:00Z';
let ground: SlipsGround;
beforeAll(async () => {
  ground = await openSlipsGround();
}, 120_000);
afterAll(async () => {
  await ground.parts.changes.close();
  await ground.city.close();
});
beforeEach(async () => {
  ground.parts.accesses.length = 0;
  ground.city.clock.set(NOW);
  await ground.city.db.deleteFrom('manual_check_notes').execute();
  await ground.city.db.deleteFrom('manual_checks').execute();
});

const refusal = (code: string) => expect.objectContaining({ code });
const bringTo = (window: string, slip: string, officer?: string) =>
  ground.bring(MATTER, { applicant: { slip } }, { window, caller: officer === undefined ? {} : { officer } });
const checksAt = async (window: string) =>
  (await listManualChecks(window, { limit: 20, next: 0 }, ground.parts)).items;
const clerkAt = (...windows: string[]) => ({ staff: `clerk-${windows.join('-')}`, windows });
const settle = (id: string, clerk = clerkAt('CAB-W1'), note = '已与二号窗口核对') =>
  settleManualCheck(clerk, id, { note, parts: ground.parts });

async function broughtTwice(): Promise<string> {
  const { text } = await ground.make(ada.idNumber, { matter: MATTER });
  await bringTo('CAB-W1', text);
  ground.city.clock.pass(300);
  await expect(bringTo('CAB-W2', text, 'S-7')).rejects.toEqual(refusal('SLIP_ALREADY_REDEEMED'));
  return text;
}

describe('a slip brought by many at once', () => {
  test('is redeemed by exactly one of twenty', async () => {
    const { id, text } = await ground.make(ada.idNumber, { matter: MATTER });
    const windows = ['CAB-W1', 'CAB-W2', 'CAB-W3'];
    const came = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => bringTo(windows[at % 3] ?? '', text)),
    );
    const good = came.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(good).toHaveLength(1);
    for (const one of came)
      if (one.status === 'rejected') expect(one.reason).toEqual(refusal('SLIP_ALREADY_REDEEMED'));
    const { rows } = await ground.city.pool.query('select request_id from slips where id = $1', [id]);
    expect(rows).toEqual([{ request_id: good[0] }]);
    const requests = await ground.city.pool.query(
      "select count(*)::int as count from request_parties where method = 'slip'",
    );
    expect(requests.rows[0]).toEqual({ count: 1 });
    const tries = await ground.city.db.selectFrom('manual_checks').select('tries').execute();
    expect(tries.reduce((sum, one) => sum + one.tries, 0)).toBe(19);
  });
});

describe('the second time', () => {
  test('opens a check that both windows see and no other', async () => {
    await broughtTwice();
    const about = {
      matter: MATTER,
      first: { window: 'CAB-W1', at: '2026-11-23T08:00:00.000Z' },
      second: { window: 'CAB-W2', at: '2026-11-23T08:05:00.000Z' },
      ...{ tries: 1, open: true, notes: [] },
    };
    expect(await checksAt('CAB-W1')).toMatchObject([about]);
    expect(await checksAt('CAB-W2')).toMatchObject([about]);
    expect(await checksAt('CAB-W3')).toEqual([]);
  });

  test('leaves a receipt that says where, by whom and that it had been used', async () => {
    await broughtTwice();
    expect(ground.parts.accesses).toMatchObject([
      {
        holder: ground.subject(ada.idNumber),
        ...{ outcome: 'used', method: 'slip', window: 'CAB-W2', matter: MATTER, officers: ['S-7'] },
        items: [{ outcome: 'SLIP_ALREADY_REDEEMED' }],
      },
    ]);
  });

  test('and a third at the same window are one check, and one receipt a minute', async () => {
    const text = await broughtTwice();
    await expect(bringTo('CAB-W2', text)).rejects.toEqual(refusal('SLIP_ALREADY_REDEEMED'));
    expect(await checksAt('CAB-W2')).toMatchObject([{ tries: 2 }]);
    expect(ground.parts.accesses).toHaveLength(1);
    ground.city.clock.pass(60);
    await expect(bringTo('CAB-W2', text)).rejects.toEqual(refusal('SLIP_ALREADY_REDEEMED'));
    expect(ground.parts.accesses).toHaveLength(2);
  });

  test('opens a check also where more is asked than the slip stands for', async () => {
    const fields = { applicant: { 'resident-identity-card': ['name'] } };
    const { text } = await ground.make(ada.idNumber, { matter: MATTER, fields });
    await ground.bring(MATTER, { applicant: { slip: text } }, { fields });
    await expect(bringTo('CAB-W2', text)).rejects.toEqual(refusal('SLIP_ALREADY_REDEEMED'));
    expect(await checksAt('CAB-W2')).toHaveLength(1);
  });

  test('uses up nothing else that was brought with it', async () => {
    const { text } = await ground.make(ada.idNumber, { matter: 'WCM-CAB-001', role: 'applicant' });
    const partner = async () => (await ground.parts.codes.showQr(ground.subject(ada.idNumber))).url;
    await ground.bring('WCM-CAB-001', { applicant: { slip: text }, partner: { code: await partner() } });
    const code = await partner();
    await expect(
      ground.bring('WCM-CAB-001', { applicant: { slip: text }, partner: { code } }),
    ).rejects.toEqual(refusal('SLIP_ALREADY_REDEEMED'));
    await ground.bring(MATTER, { applicant: { code } });
  });
});

describe('settling', () => {
  test('is each window’s own, with a note that both read and the database doesn’t', async () => {
    await broughtTwice();
    const [{ id } = { id: '' }] = await checksAt('CAB-W1');
    await settle(id);
    expect(await checksAt('CAB-W1')).toMatchObject([
      { open: false, notes: [{ window: 'CAB-W1', officer: 'clerk-CAB-W1', note: '已与二号窗口核对' }] },
    ]);
    expect(await checksAt('CAB-W2')).toMatchObject([{ open: true, notes: [{ window: 'CAB-W1' }] }]);
    const { rows } = await ground.city.pool.query('select sealed from manual_check_notes');
    expect(Buffer.from(rows[0].sealed).toString()).not.toContain('窗口');
    await settle(id, clerkAt('CAB-W2'), '本人在场');
    expect((await checksAt('CAB-W2'))[0]?.notes).toHaveLength(2);
  });

  test('is done once, and by nobody whose window it doesn’t concern', async () => {
    await broughtTwice();
    const [{ id } = { id: '' }] = await checksAt('CAB-W1');
    const stranger = clerkAt('CAB-W3');
    await expect(settle(id, stranger)).rejects.toEqual(refusal('MANUAL_CHECK_NOT_FOUND'));
    await settle(id);
    await expect(settle(id)).rejects.toEqual(refusal('MANUAL_CHECK_NOT_FOUND'));
    const unknown = '00000000-0000-4000-8000-000000000000';
    await expect(settle(unknown)).rejects.toEqual(refusal('MANUAL_CHECK_NOT_FOUND'));
  });

  test('puts what is open first', async () => {
    await broughtTwice();
    const [{ id: older } = { id: '' }] = await checksAt('CAB-W1');
    await broughtTwice();
    const [{ id: newer } = { id: '' }] = await checksAt('CAB-W1');
    expect(newer).not.toBe(older);
    await settle(newer);
    expect((await checksAt('CAB-W1')).map(({ id }) => id)).toEqual([older, newer]);
  });
});

test('over HTTP a clerk sees the checks of their own windows only', async () => {
  await broughtTwice();
  const app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' }) as Caller });
  const caller: Caller = {
    ...{ kind: 'staff', staff: 'S-1', department: 'CAB', roles: ['clerk'] },
    windows: ['CAB-W1'],
  };
  app.addHook('onRequest', async (request) => {
    Object.defineProperty(request, 'caller', { value: caller });
  });
  await app.register(manualCheckRoutes(ground.parts));
  const own = await app.inject('/windows/CAB-W1/manual-checks');
  expect(own.json()).toMatchObject({ total: 1, next: null, items: [{ open: true }] });
  const other = await app.inject('/windows/CAB-W2/manual-checks');
  expect(other.json()).toMatchObject({ code: 'WRONG_WINDOW' });
  const url = `/manual-checks/${own.json().items[0].id}/settle`;
  expect((await app.inject({ method: 'POST', url, payload: { note: ' ' } })).statusCode).toBe(400);
  expect((await app.inject({ method: 'POST', url, payload: { note: '已核' } })).json()).toEqual({
    settled: true,
  });
  await app.close();
});
