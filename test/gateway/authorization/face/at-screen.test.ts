/** A face before a window's screen: recognised only among those who said who they may be, named only then, and worth the same authorization as a code. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readAuthorization } from '../../../../gateway/authorization/authorization.ts';
import { expireRequests } from '../../../../gateway/authorization/endings.ts';
import { listFaceAlerts } from '../../../../gateway/authorization/face/department.ts';
import { beginEnd } from '../../../../gateway/authorization/face/ends.ts';
import { cardOf, clerk, type FaceGround, openFaceGround, SENSITIVE } from '../../../support/face-ground.ts';
import { headersOf, staff, type Who } from '../../../support/officers-ground.ts';

const WITHOUT_FACE = 'WCM-PSB-001';
const TWO = 'WCM-CAB-001';
const ada = cardOf('阿黛', '1940-01-01', 1, 'ada');
const bo = cardOf('柏安', '1941-02-01', 2, 'bo');
const child = cardOf('小润', '2018-05-05', 5, 'child');
const [first, second] = [clerk, staff('A-2')];

let ground: FaceGround;
let screen: Who & { readonly caller: { readonly screen: string } };
beforeAll(async () => {
  ground = await openFaceGround([ada, bo, child]);
  await ground.city.importRows('HCB', 'birth-medical-certificate', [
    {
      certificateNumber: 'B-1',
      newbornName: child.name,
      newbornIdNumber: child.idNumber,
      birthDateTime: '2018-05-05T08:00:00+08:00',
      motherIdNumber: ada.idNumber,
    },
  ]);
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  const { db, clock } = ground.city;
  clock.pass(1300);
  await expireRequests(ground.parts);
  for (const table of [
    'screens',
    'face_enrolments',
    'face_consents',
    'face_tries',
    'face_alerts',
    'deceased_subjects',
  ] as const)
    await db.deleteFrom(table).execute();
  ground.played.templates.clear();
  ground.played.rules.isAway = false;
  ground.played.rules.before = async () => {};
  await ground.parts.face.write({ isOn: true, assessment: null, since: '' });
  ground.played.rules.manifest = {
    ...ground.played.rules.manifest,
    presentationAttackReport: null,
    galleryLimit: 100,
  };
  screen = await ground.screenAt();
  await ground.enrolled(ada, 'ada');
  ground.heard.length = 0;
});

const look = async (who: Who = screen) => (await ground.call(who, '/screen/request')).body.request;
const partyOf = async (id: string) => (await readAuthorization(ground.city.db, id))?.parties[0];
/** Until a transaction waits for another's lock. */
const waiting = () =>
  vi.waitFor(async () => {
    const { rows } = await sql`select 1 from pg_locks where not granted`.execute(ground.city.db);
    expect(rows.length).toBeGreaterThan(0);
  });
const show = (id: string, face: string, who = ada, at: Who = screen) =>
  ground.show(at, id, { picture: { face }, ...ground.digitsOf(who) });

describe('asking for a face', () => {
  test('needs the window’s screen at work', async () => {
    await ground.city.db.deleteFrom('screens').execute();
    expect((await ground.askByFace()).body.code).toBe('FACE_NEEDS_SCREEN');
  });

  test('isn’t possible where the catalogue says so, where face is off, and where the engine can’t be asked', async () => {
    const officer = staff('P-1', { department: 'PSB' });
    const asked = await ground.ask(officer, WITHOUT_FACE, {
      applicant: { face: true },
    });
    expect(asked.body.code).toBe('FACE_NOT_FOR_MATTER');
    ground.played.rules.isAway = true;
    expect((await ground.askByFace()).body.code).toBe('FACE_UNAVAILABLE');
    ground.played.rules.isAway = false;
    await ground.parts.face.write({ isOn: false, assessment: null, since: '' });
    expect((await ground.askByFace()).body.code).toBe('FACE_OFF');
    await ground.parts.face.write({ isOn: true, assessment: null, since: '' });
  });

  test('shows on the screen that a face is awaited, what the engine is, and no name', async () => {
    const { id } = await ground.askByFace();
    expect((await ground.call(screen, '/screen/request')).body.face).toEqual({
      offered: 'on',
      isPilot: true,
      isCalibrated: true,
    });
    expect(await look()).toMatchObject({
      id,
      parties: [{ method: 'face', mayShowFace: true, mayDecide: false, maskedName: null }],
    });
  });
});

describe('whoever is recognised', () => {
  test('is named and decides on the screen; what comes of it is an authorization like any other', async () => {
    const { id } = await ground.askByFace();
    expect((await show(id, 'ada')).request).toMatchObject({
      state: 'waiting',
      parties: [{ mayShowFace: false, mayDecide: true, maskedName: '阿*', waitsForGuardian: false }],
    });
    expect((await ground.decide(screen, id)).request).toMatchObject({ state: 'approved' });
    expect(await partyOf(id)).toMatchObject({
      ...{ method: 'face', giver: ground.subject(ada.idNumber), holder: ground.subject(ada.idNumber) },
      ...{ agreedBy: 'self', confirmed: null },
      face: { engine: 'http', modelId: 'played-1', isCalibrated: true, decision: 'match' },
    });
    expect((await ground.own.status(ada)).enrolment.usedAt).not.toBeNull();
  });

  test('refuses like anybody, and the receipt says how they took part, in classes and no score', async () => {
    const { id } = await ground.askByFace();
    await show(id, 'ada');
    await ground.decide(screen, id, 'refuse');
    expect(ground.heard).toMatchObject([
      { outcome: 'refused', method: 'face', face: { decision: 'match', isCalibrated: true } },
    ]);
    const told = Object.keys(ground.heard[0]?.face ?? {});
    expect(new Set(told)).toEqual(new Set(['engine', 'modelId', 'decision', 'isCalibrated']));
  });

  test('is compared by the clerk as well where the matter is sensitive and no laboratory tested the engine', async () => {
    const confirmedOf = async () => {
      const { id } = await ground.askByFace(SENSITIVE);
      await show(id, 'ada');
      await ground.decide(screen, id);
      return (await partyOf(id))?.confirmed;
    };
    expect(await confirmedOf()).toBe(false);
    ground.played.rules.manifest = {
      ...ground.played.rules.manifest,
      presentationAttackReport: { standard: 's', level: 'l', laboratory: 'l', reportNumber: 'n' },
    };
    expect(await confirmedOf()).toBeNull();
  });

  test('stands for themselves and for nobody beside them', async () => {
    await ground.enrolled(bo, 'bo');
    const { id } = await ground.ask(first, TWO, { applicant: { face: true }, partner: { face: true } });
    await show(id, 'ada');
    expect((await look()).parties).toMatchObject([
      { subject: 'applicant', mayDecide: true },
      { subject: 'partner', mayDecide: false, mayShowFace: true },
    ]);
    await ground.show(screen, id, { picture: { face: 'bo' }, ...ground.digitsOf(bo), subject: 'partner' });
    await ground.decide(screen, id);
    expect((await look()).state).toBe('waiting');
    await ground.decide(screen, id, 'agree', 'partner');
    expect((await look()).state).toBe('approved');
  });

  test('is asked no more by a face once it was recognised, nor in a request that has ended', async () => {
    const { id } = await ground.askByFace();
    await show(id, 'ada');
    expect((await show(id, 'ada')).code).toBe('SCREEN_ONLY_SHOWS');
    await ground.call(first, `/requests/${id}/withdraw`, {});
    expect((await show(id, 'ada')).code).toBe('REQUEST_ENDED');
    expect((await look()).parties).toMatchObject([{ maskedName: null, mayDecide: false }]);
  });

  test('has a guardian asked in the guardian’s own session where it is a child', async () => {
    const holder = ground.subject(child.idNumber);
    await ground.own.consent(ada, { holder });
    await ground.own.finish(ada, 'enrol', { face: 'child' }, { holder });
    const { id } = await ground.askByFace();
    expect((await show(id, 'child', child)).request.parties).toMatchObject([
      { waitsForGuardian: true, mayDecide: false, maskedName: null },
    ]);
    expect((await ground.decide(screen, id)).code).toBe('SCREEN_ONLY_SHOWS');
    const decision = { decision: 'agree' };
    await ground.call(ground.as(ada), `/me/requests/${id}/decision`, decision);
    expect(await partyOf(id)).toMatchObject({
      holder,
      agreedBy: 'guardian',
      giver: ground.subject(ada.idNumber),
    });
  });
});

describe('whoever isn’t', () => {
  test('is told the same, whether nobody fits, another stands there, or what is kept may not be used', async () => {
    const { id } = await ground.askByFace();
    expect((await show(id, 'ada', bo)).code).toBe('FACE_NO_MATCH');
    expect((await show(id, 'bo', ada)).code).toBe('FACE_NO_MATCH');
    const { db } = ground.city;
    const changes = [
      () => db.updateTable('face_enrolments').set({ state: 'to-be-checked' }).execute(),
      () => db.updateTable('face_enrolments').set({ state: 'active', model_id: 'another' }).execute(),
      () => db.updateTable('face_enrolments').set({ model_id: 'played-1', ends_on: '2026-01-01' }).execute(),
    ];
    for (const change of changes) {
      await change();
      await db.deleteFrom('face_tries').execute();
      expect((await show(id, 'ada')).code).toBe('FACE_NO_MATCH');
    }
    await db.updateTable('face_enrolments').set({ ends_on: '2030-01-01' }).execute();
    await db
      .insertInto('deceased_subjects')
      .values({ subject: ground.subject(ada.idNumber) })
      .execute();
    expect((await show(id, 'ada')).code).toBe('FACE_NO_MATCH');
    expect(await partyOf(id)).toMatchObject({ giver: null, face: null });
  });

  test('among too many who fit is told so, and that is nobody’s failed try', async () => {
    ground.played.rules.manifest = { ...ground.played.rules.manifest, galleryLimit: 0 };
    const { id } = await ground.askByFace();
    for (let time = 0; time < 7; time++) expect((await show(id, 'ada')).code).toBe('FACE_GALLERY_TOO_LARGE');
  });

  test('never learns from the first step whether somebody fits', async () => {
    const { id } = await ground.askByFace();
    const begin = (lastFour: string) =>
      ground.call(screen, `/screen/requests/${id}/face/challenges`, {
        subject: 'applicant',
        lastFour,
        birthMonth: 1,
      });
    const [known, unknown] = [await begin(ada.idNumber.slice(-4)), await begin('0000')];
    expect([known.status, unknown.status]).toEqual([201, 201]);
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body));
  });

  test('rests after five failures for one person, ten at a window and forty in a department, and the department is told', async () => {
    const { id } = await ground.askByFace();
    const alerts = async () => (await listFaceAlerts('CAB', { limit: 20, next: 0 }, ground.parts)).items;
    for (let time = 0; time < 5; time++) {
      expect(await alerts()).toEqual([]);
      expect((await show(id, 'bo')).code).toBe('FACE_NO_MATCH');
    }
    expect(await alerts()).toMatchObject([{ kind: 'tries-at-window', window: 'CAB-W1' }]);
    await ground.city.db.deleteFrom('face_alerts').execute();
    expect((await show(id, 'ada')).code).toBe('FACE_RESTS');
    expect(await alerts()).toEqual([]);
    // Somebody else’s digits at the same window.
    const other = (serial: number) => ({ lastFour: String(1000 + serial), birthMonth: 3 });
    const fish = (serial: number, at: Who = screen, request = id) =>
      ground.show(at, request, { picture: { face: 'ada' }, ...other(serial) });
    for (let time = 0; time < 5; time++) expect((await fish(time)).code).toBe('FACE_NO_MATCH');
    expect((await fish(5)).code).toBe('FACE_RESTS');
    expect(await alerts()).toMatchObject([{ kind: 'tries-at-window', window: 'CAB-W1' }]);
    const { db, clock } = ground.city;
    const rows = Array.from({ length: 40 }, (_, at) => ({
      id: `018f0000-0000-7000-8000-${String(at).padStart(12, '0')}`,
      place: 'department/CAB',
      failed_at: clock.now(),
    }));
    await db.deleteFrom('face_tries').execute();
    await db.insertInto('face_tries').values(rows.slice(1)).execute();
    expect((await fish(6)).code).toBe('FACE_NO_MATCH');
    expect((await fish(7)).code).toBe('FACE_RESTS');
    expect((await alerts()).map(({ kind }) => kind)).toContain('tries-in-department');
    // The other ways go on meanwhile.
    const number = (await ground.parts.codes.showNumber(ground.subject(ada.idNumber))).number;
    expect((await ground.ask(second, 'WCM-CAB-002', { applicant: { number } })).status).toBe(201);
    clock.pass(600);
    screen = await ground.screenAt();
    const { id: later } = await ground.askByFace();
    expect((await show(later, 'ada')).request).toMatchObject({ parties: [{ mayDecide: true }] });
  });
});

describe('nobody agrees by a face', () => {
  test('once face was switched off, even before consents were ended', async () => {
    const { id } = await ground.askByFace();
    await show(id, 'ada');
    await ground.parts.face.write({ isOn: false, assessment: null, since: '' });
    expect((await ground.decide(screen, id)).code).toBe('FACE_OFF');
    expect((await partyOf(id))?.holder).toBeNull();
  });

  test('of the dead, even before the sweep ended what is kept of them', async () => {
    const { id } = await ground.askByFace();
    await show(id, 'ada');
    const subject = ground.subject(ada.idNumber);
    await ground.city.db.insertInto('deceased_subjects').values({ subject }).execute();
    expect((await ground.decide(screen, id)).code).toBe('FACE_CONSENT_NEEDED');
  });
});

describe('what a guardian consented to', () => {
  beforeEach(async () => {
    const holder = ground.subject(child.idNumber);
    await ground.own.consent(ada, { holder });
    await ground.own.finish(ada, 'enrol', { face: 'child' }, { holder });
  });

  test('asks nobody who is no guardian any more', async () => {
    const { db } = ground.city;
    const { id } = await ground.askByFace();
    const until = { valid_until: '2026-01-01' };
    await db.updateTable('authority_edges').set(until).where('kind', '=', 'guardian').execute();
    expect((await show(id, 'child', child)).code).toBe('FACE_NO_MATCH');
    expect(await partyOf(id)).toMatchObject({ giver: null });
    await db
      .updateTable('authority_edges')
      .set({ valid_until: null })
      .where('kind', '=', 'guardian')
      .execute();
  });

  test('recognises nobody from fourteen on, even before it was ended', async () => {
    const { db } = ground.city;
    const { id } = await ground.askByFace();
    const subject = ground.subject(child.idNumber);
    const days = await db
      .selectFrom('minors')
      .select('consents_from')
      .where('subject', '=', subject)
      .executeTakeFirstOrThrow();
    const born = (consents_from: string) =>
      db.updateTable('minors').set({ consents_from }).where('subject', '=', subject).execute();
    await born('2026-01-01');
    expect((await show(id, 'child', child)).code).toBe('FACE_NO_MATCH');
    await born(days.consents_from);
  });
});

describe('a challenge', () => {
  test('is finished at the screen, for the request and by the digits for which it was drawn', async () => {
    const { id } = await ground.askByFace();
    const elsewhere = await ground.screenAt();
    const at = { subject: 'applicant', ...ground.digitsOf(ada) };
    const picture = Buffer.from(JSON.stringify({ face: 'ada' })).toString('base64');
    const begin = async () =>
      (await ground.call(screen, `/screen/requests/${id}/face/challenges`, at)).body.nonce;
    const finish = async (who: Who, more: object = {}) =>
      (
        await ground.call(who, `/screen/requests/${id}/face`, {
          ...at,
          nonce: await begin(),
          frames: [picture],
          ...more,
        })
      ).body;
    expect((await finish(elsewhere)).code).toBe('FACE_CHALLENGE_ENDED');
    expect((await finish(screen, { birthMonth: 2 })).code).toBe('FACE_CHALLENGE_ENDED');
    expect((await finish(screen)).request.parties).toMatchObject([{ mayDecide: true }]);
  });

  test('is for screens alone, and for the window of the request', async () => {
    const { id } = await ground.askByFace();
    const at = { subject: 'applicant', ...ground.digitsOf(ada) };
    for (const who of [first, ground.as(ada)])
      expect((await ground.call(who, `/screen/requests/${id}/face/challenges`, at)).body.code).toBe(
        'FORBIDDEN',
      );
    expect((await show(id, 'ada', ada, await ground.screenAt('CAB-W2'))).code).toBe('REQUEST_NOT_FOUND');
    await ground.city.db.updateTable('screens').set({ ended_at: ground.city.clock.now() }).execute();
    expect((await show(id, 'ada')).code).toBe('UNAUTHENTICATED');
  });

  test('takes a body of pictures, and no larger one', async () => {
    const { id } = await ground.askByFace();
    const at = { subject: 'applicant', ...ground.digitsOf(ada), nonce: 'a'.repeat(43) };
    const frame = Buffer.alloc(700_000).toString('base64');
    const post = (count: number) =>
      ground.app.inject({
        method: 'POST',
        url: `/screen/requests/${id}/face`,
        headers: headersOf(screen),
        payload: { ...at, frames: Array.from({ length: count }, () => frame) },
      });
    expect((await post(6)).json().code).toBe('FACE_CHALLENGE_ENDED');
    expect((await post(12)).statusCode).toBe(413);
  });
});

describe('withdrawing in the middle', () => {
  test('before the pictures were looked at: nobody is recognised', async () => {
    const { id } = await ground.askByFace();
    ground.played.rules.before = async () => void (await ground.own.withdraw(ada));
    expect((await show(id, 'ada')).code).toBe('FACE_NO_MATCH');
    expect(await partyOf(id)).toMatchObject({ giver: null });
  });

  test('neither waits for the other for ever where both happen at once', async () => {
    const { id } = await ground.askByFace();
    const { db } = ground.city;
    const subject = ground.subject(ada.idNumber);
    // Whoever recognises waits for the consent, which is held; whoever ends it takes the enrolment next.
    const shown = await db.transaction().execute(async (trx) => {
      await trx.selectFrom('face_consents').select('id').where('subject', '=', subject).forUpdate().execute();
      const recognising = show(id, 'ada');
      await waiting();
      await trx
        .updateTable('face_consents')
        .set({ ended_at: ground.city.clock.now() })
        .where('subject', '=', subject)
        .execute();
      await trx.deleteFrom('face_enrolments').where('subject', '=', subject).execute();
      return { recognising };
    });
    expect((await shown.recognising).code).toBe('FACE_NO_MATCH');
  });

  test('while a guardian agrees: the one or the other, and never half of each', async () => {
    const holder = ground.subject(child.idNumber);
    await ground.own.consent(ada, { holder });
    await ground.own.finish(ada, 'enrol', { face: 'child' }, { holder });
    const { id } = await ground.askByFace();
    await show(id, 'child', child);
    const { db } = ground.city;
    const held = await db.transaction().execute(async (trx) => {
      const by = { because: 'withdrawn', agreedBy: 'guardian' } as const;
      await beginEnd(trx, holder, { by, parts: ground.parts });
      const agreeing = ground.call(ground.as(ada), `/me/requests/${id}/decision`, { decision: 'agree' });
      await waiting();
      return { agreeing };
    });
    expect((await held.agreeing).body.code).toBe('FACE_CONSENT_NEEDED');
    expect(await partyOf(id)).toMatchObject({ giver: null, holder: null, face: null });
  });

  test('leaves what had ended before in the history of who was recognised', async () => {
    const { id } = await ground.askByFace();
    await show(id, 'ada');
    await ground.decide(screen, id, 'refuse');
    await ground.own.withdraw(ada);
    expect(await partyOf(id)).toMatchObject({ giver: ground.subject(ada.idNumber) });
  });

  test('after being recognised: the screen knows nobody again', async () => {
    const { id } = await ground.askByFace();
    await show(id, 'ada');
    await ground.own.withdraw(ada);
    expect((await look()).parties).toMatchObject([{ maskedName: null, mayDecide: false, mayShowFace: true }]);
    expect((await ground.decide(screen, id)).code).toBe('SCREEN_ONLY_SHOWS');
  });
});
