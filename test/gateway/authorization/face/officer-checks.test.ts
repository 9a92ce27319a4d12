/** Two officers compare by eye who enrolled: so an old photograph locks nobody out, and no clerk enrols anybody alone. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { beginEnd } from '../../../../gateway/authorization/face/ends.ts';
import { cardOf, clerk, type FaceGround, openFaceGround, secondClerk } from '../../../support/face-ground.ts';
import { staff, type Who } from '../../../support/officers-ground.ts';
import { pictureOf } from '../../../support/played-engine.ts';

const ada = cardOf('阿黛', '1940-01-01', 1);
let ground: FaceGround;
let screen: Who;
beforeAll(async () => {
  ground = await openFaceGround([ada]);
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  ground.city.clock.pass(700);
  await ground.city.db.deleteFrom('face_enrolments').execute();
  await ground.city.db.deleteFrom('face_consents').execute();
  await ground.city.db.deleteFrom('number_failures').execute();
  await ground.city.db.deleteFrom('face_tries').execute();
  await ground.city.db.deleteFrom('screens').execute();
  screen = await ground.screenAt();
  ground.played.templates.clear();
  await ground.enrolled(ada, 'ada');
  ground.heard.length = 0;
});

const numberOf = async () => (await ground.parts.codes.showNumber(ground.subject(ada.idNumber))).number;
const open = async (who: Who = clerk, window = 'CAB-W1') =>
  (await ground.call(who, `/windows/${window}/face-checks`, { number: await numberOf() })).body;
/** Shows a face before a window's screen, for a check. */
const show = async (id: string, face = 'ada', at: Who = screen) => {
  const begun = await ground.call(at, `/screen/face-checks/${id}/face/challenges`, {});
  if (begun.status !== 201) return begun.body;
  const evidence = { nonce: begun.body.nonce, frames: [pictureOf({ face })] };
  return (await ground.call(at, `/screen/face-checks/${id}/face`, evidence)).body;
};
/** Opened, and the enrolled face was shown. */
const shown = async () => {
  const { items } = await open();
  await show(items[0].id);
  return { items };
};
const decide = async (id: string, same = true, who: Who = secondClerk) =>
  (await ground.call(who, `/face-checks/${id}/decision`, { same })).body;
const stateOf = async () => (await ground.own.status(ada)).enrolment?.state;

test('the first brings the person by eight digits, the second says that it is they, and it counts', async () => {
  expect(await stateOf()).toBe('to-be-checked');
  const { items } = await open();
  expect(items).toMatchObject([{ maskedName: '阿*', openedBy: 'A-1', isOwn: true, window: 'CAB-W1' }]);
  const seen = (await ground.call(secondClerk, '/windows/CAB-W1/face-checks')).body;
  expect(seen.items).toMatchObject([{ id: items[0].id, isOwn: false }]);
  await show(items[0].id);
  expect(await decide(items[0].id)).toEqual({ decided: true });
  expect(await stateOf()).toBe('active');
  expect(ground.heard).toMatchObject([
    { outcome: 'face-enrolment', agreedBy: 'officers', officers: ['A-1', 'A-2'] },
  ]);
  expect((await decide(items[0].id)).code).toBe('FACE_CHECK_NOT_FOUND');
});

test('somebody else’s face is destroyed, and whose account it was is told', async () => {
  const { items } = await open();
  await decide(items[0].id, false);
  expect(await stateOf()).toBeUndefined();
  expect(ground.played.templates.size).toBe(0);
  expect(ground.heard).toMatchObject([
    {
      outcome: 'face-end',
      officers: ['A-1', 'A-2'],
      face: { because: 'not-this-person', isDestroyed: true },
    },
  ]);
});

describe('the face itself', () => {
  test('is shown before the window’s screen first: officers see who stands there, not whose face was enrolled', async () => {
    const { items } = await open();
    expect((await decide(items[0].id)).code).toBe('FACE_CHECK_NOT_SHOWN');
    expect((await show(items[0].id, 'a relative')).code).toBe('FACE_NO_MATCH');
    expect((await decide(items[0].id)).code).toBe('FACE_CHECK_NOT_SHOWN');
    expect(await stateOf()).toBe('to-be-checked');
    const view = async () => (await ground.call(screen, '/screen/request')).body;
    expect(await view()).toMatchObject({ faceCheck: { id: items[0].id }, request: null });
    expect(JSON.stringify(await view())).not.toContain('阿');
    expect(await show(items[0].id)).toMatchObject({ faceCheck: null });
    const seen = (await ground.call(secondClerk, '/windows/CAB-W1/face-checks')).body;
    expect(seen.items).toMatchObject([{ isShown: true }]);
    expect(await decide(items[0].id)).toEqual({ decided: true });
  });

  test('is taken at the window of the check alone, and there by its screen alone', async () => {
    const { items } = await open();
    expect((await show(items[0].id, 'ada', await ground.screenAt('CAB-W2'))).code).toBe(
      'FACE_CHECK_NOT_FOUND',
    );
    for (const who of [clerk, ground.as(ada)])
      expect((await show(items[0].id, 'ada', who)).code).toBe('FORBIDDEN');
    const begun = await ground.call(screen, `/screen/face-checks/${items[0].id}/face/challenges`, {});
    const evidence = { nonce: begun.body.nonce, frames: [pictureOf({ face: 'ada' })] };
    const beside = await ground.screenAt();
    const taken = await ground.call(beside, `/screen/face-checks/${items[0].id}/face`, evidence);
    expect(taken.body.code).toBe('FACE_CHALLENGE_ENDED');
    ground.city.clock.pass(600);
    screen = await ground.screenAt();
    expect((await show(items[0].id)).code).toBe('FACE_CHECK_NOT_FOUND');
  });

  test('rests after five other faces, and a check needs a screen at work', async () => {
    const { items } = await open();
    for (let time = 0; time < 5; time++)
      expect((await show(items[0].id, 'other')).code).toBe('FACE_NO_MATCH');
    expect((await show(items[0].id)).code).toBe('FACE_RESTS');
    await ground.city.db.deleteFrom('screens').execute();
    expect((await open()).code).toBe('FACE_NEEDS_SCREEN');
  });
});

describe('nobody decides', () => {
  test('alone: not the first officer, not in the same session', async () => {
    const { items } = await shown();
    expect((await decide(items[0].id, true, clerk)).code).toBe('SECOND_OFFICER_NEEDED');
    const sameSession = staff('A-3', { session: clerk.session });
    expect((await decide(items[0].id, true, sameSession)).code).toBe('SECOND_OFFICER_NEEDED');
    const without: Who = { caller: secondClerk.caller };
    expect((await decide(items[0].id, true, without)).code).toBe('SECOND_OFFICER_NEEDED');
    expect(await stateOf()).toBe('to-be-checked');
  });

  test('from another window or department, or once ten minutes are over', async () => {
    const { items } = await shown();
    for (const who of [staff('A-4', { windows: ['CAB-W2'] }), staff('P-1', { department: 'PSB' })])
      expect((await decide(items[0].id, true, who)).code).toBe('FACE_CHECK_NOT_FOUND');
    ground.city.clock.pass(600);
    expect((await decide(items[0].id)).code).toBe('FACE_CHECK_ENDED');
    expect((await ground.call(secondClerk, '/windows/CAB-W1/face-checks')).body.items).toEqual([]);
  });

  test('about what the person took back meanwhile', async () => {
    const { items } = await shown();
    await ground.own.withdraw(ada);
    expect((await decide(items[0].id)).code).toBe('FACE_CHECK_NOT_FOUND');
  });
});

test('deciding and taking back at once end one after the other', async () => {
  const { items } = await shown();
  const { db } = ground.city;
  const subject = ground.subject(ada.idNumber);
  const { deciding } = await db.transaction().execute(async (trx) => {
    await trx.selectFrom('face_consents').select('id').where('subject', '=', subject).forUpdate().execute();
    const deciding = decide(items[0].id);
    await vi.waitFor(async () => {
      const { rows } = await sql`select 1 from pg_locks where not granted`.execute(db);
      expect(rows.length).toBeGreaterThan(0);
    });
    const by = { because: 'withdrawn' } as const;
    await beginEnd(trx, subject, { by, parts: ground.parts });
    return { deciding };
  });
  expect((await deciding).code).toBe('FACE_CHECK_NOT_FOUND');
  expect(ground.heard.filter(({ outcome }) => outcome === 'face-enrolment')).toEqual([]);
});

test('a check isn’t begun without the person’s own digits, at another’s window, or for what counts already', async () => {
  const wrong = await ground.call(clerk, '/windows/CAB-W1/face-checks', { number: '00000000' });
  expect(wrong.body.code).toBe('CODE_NOT_ACCEPTED');
  expect((await open(clerk, 'CAB-W2')).code).toBe('WRONG_WINDOW');
  const { items } = await shown();
  await decide(items[0].id);
  expect((await open()).code).toBe('FACE_NOT_ENROLLED');
});

test('officers’ daily cap counts these checks as well', async () => {
  ground.rules.dailyCap = 0;
  expect((await open()).code).toBe('OFFICER_CAP_REACHED');
  ground.rules.dailyCap = 1000;
});
