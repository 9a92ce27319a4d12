/** One's own face: nothing without a consent of its own, nothing without oneself before the camera, and all of it taken back at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endFace } from '../../../../gateway/authorization/face/ends.ts';
import { sweepFaces } from '../../../../gateway/authorization/face/sweep.ts';
import { cardOf, type FaceGround, openFaceGround, secondClerk } from '../../../support/face-ground.ts';
import { staff } from '../../../support/officers-ground.ts';
import { pictureOf } from '../../../support/played-engine.ts';

const ada = cardOf('阿黛', '1940-01-01', 1, 'ada');
const bo = cardOf('柏安', '1941-02-01', 2, 'bo');
/** Has no photograph on the card. */
const cai = cardOf('蔡文', '1942-03-01', 3);
const child = cardOf('小润', '2018-05-05', 5, 'child');
/** Fourteen on the 25th. */
const youth = cardOf('小年', '2012-11-25', 6, 'youth');
const everybody = [ada, bo, cai, child, youth];

let ground: FaceGround;
beforeAll(async () => {
  ground = await openFaceGround(everybody);
  await ground.city.importRows(
    'HCB',
    'birth-medical-certificate',
    [child, youth].map(({ name, idNumber, dateOfBirth }) => ({
      certificateNumber: `B-${idNumber}`,
      newbornName: name,
      newbornIdNumber: idNumber,
      birthDateTime: `${dateOfBirth}T08:00:00+08:00`,
      motherIdNumber: ada.idNumber,
    })),
  );
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  const { db, clock } = ground.city;
  clock.set('2026-11-23T08:00:00Z');
  await db.deleteFrom('face_enrolments').execute();
  await db.deleteFrom('face_consents').execute();
  await db.deleteFrom('face_tries').execute();
  await db.deleteFrom('face_deletions').execute();
  await db.deleteFrom('deceased_subjects').execute();
  ground.played.templates.clear();
  ground.played.rules.before = async () => {};
  ground.heard.length = 0;
});

const enrolments = () => ground.city.db.selectFrom('face_enrolments').selectAll().execute();
const kindsHeard = () => ground.heard.map(({ outcome }) => outcome);

describe('consent', () => {
  test('is given apart, by the text of today, and leaves a receipt', async () => {
    const before = await ground.own.status(ada);
    expect(before).toMatchObject({ offered: 'on', decidedBy: 'self', consent: null, enrolment: null });
    expect((await ground.own.consent(ada, { textVersion: 0 })).code).toBe('FACE_CONSENT_TEXT_OLD');
    const given = await ground.own.consent(ada);
    expect(given.consent).toEqual({ givenAt: '2026-11-23T08:00:00.000Z', by: 'self' });
    const [kept] = await ground.city.db.selectFrom('face_consents').selectAll().execute();
    expect(kept).toMatchObject({ text_version: 1, text_hash: before.consentText.hash, language: 'zh' });
    expect(kept?.text_hash).toMatch(/^[0-9a-f]{64}$/);
    await ground.own.consent(ada);
    expect(ground.heard).toMatchObject([
      {
        holder: ground.subject(ada.idNumber),
        outcome: 'face-consent',
        agreedBy: 'self',
        matter: null,
        items: [],
      },
    ]);
  });

  test('comes before any camera', async () => {
    expect((await ground.own.challenge(ada, 'enrol')).code).toBe('FACE_CONSENT_NEEDED');
    expect((await ground.own.challenge(ada, 'verify')).code).toBe('FACE_CONSENT_NEEDED');
  });

  test('is nobody else’s to give: no relative’s, no clerk’s, no system’s', async () => {
    expect((await ground.own.consent(bo, { holder: ground.subject(ada.idNumber) })).code).toBe('FORBIDDEN');
    expect((await ground.own.status(bo, ground.subject(ada.idNumber))).code).toBe('FORBIDDEN');
    const wish = { textVersion: 1, language: 'zh' };
    for (const who of [secondClerk, staff('A-0', { roles: ['administrator'] })])
      for (const url of [
        '/me/face/consent',
        '/me/face/challenges',
        '/me/face/enrolment',
        '/me/face/verification',
      ])
        expect((await ground.call(who, url, wish)).body.code).toBe('FORBIDDEN');
  });

  test('is a guardian’s for a child under fourteen, and ends when the child decides itself', async () => {
    expect(await ground.own.status(child)).toMatchObject({ decidedBy: 'nobody' });
    expect((await ground.own.consent(child)).code).toBe('GUARDIAN_NEEDED');
    const holder = ground.subject(youth.idNumber);
    expect((await ground.own.consent(bo, { holder })).code).toBe('FORBIDDEN');
    expect(await ground.own.consent(ada, { holder })).toMatchObject({ consent: { by: 'guardian' } });
    expect(ground.heard).toMatchObject([{ holder, agreedBy: 'guardian' }]);
    await ground.own.finish(ada, 'enrol', { face: 'youth' }, { holder });
    expect(await enrolments()).toMatchObject([{ subject: holder, state: 'active' }]);
    await sweepFaces(ground.parts);
    expect(await enrolments()).toHaveLength(1);
    ground.city.clock.set('2026-11-25T08:00:00Z');
    expect((await ground.own.status(ada, holder)).code).toBe('FORBIDDEN');
    await sweepFaces(ground.parts);
    expect(await enrolments()).toEqual([]);
    expect(ground.played.templates.size).toBe(0);
    expect(ground.heard.at(-1)).toMatchObject({ holder, outcome: 'face-end', face: { because: 'of-age' } });
  });

  test('of a guardian is nobody’s own from fourteen on, before it was ended', async () => {
    const holder = ground.subject(youth.idNumber);
    await ground.own.consent(ada, { holder });
    ground.city.clock.set('2026-11-25T08:00:00Z');
    expect((await ground.own.challenge(youth, 'enrol')).code).toBe('FACE_CONSENT_NEEDED');
  });

  test('given anew outlives the sweep that was about to end the one before', async () => {
    const subject = ground.subject(ada.idNumber);
    await ground.own.consent(ada);
    const [before] = await ground.city.db.selectFrom('face_consents').select('id').execute();
    await ground.own.withdraw(ada);
    await ground.own.consent(ada);
    const by = { because: 'of-age', consent: String(before?.id) } as const;
    expect(await endFace(subject, by, ground.parts)).toBeUndefined();
    expect((await ground.own.status(ada)).consent).not.toBeNull();
  });

  test('isn’t taken from the account of the dead', async () => {
    const subject = ground.subject(ada.idNumber);
    await ground.own.consent(ada);
    await ground.city.db.insertInto('deceased_subjects').values({ subject }).execute();
    expect((await ground.own.challenge(ada, 'enrol')).code).toBe('GUARDIAN_NEEDED');
    await sweepFaces(ground.parts);
    expect(ground.heard.at(-1)).toMatchObject({ outcome: 'face-end', face: { because: 'deceased' } });
  });
});

describe('enrolment', () => {
  test('counts at once where the card’s portrait is theirs, and says what was looked at', async () => {
    expect(await ground.enrolled(ada, 'ada')).toMatchObject({
      enrolment: { state: 'active', usedAt: null, endsOn: '2027-11-23' },
    });
    expect(kindsHeard()).toEqual(['face-consent', 'face-enrolment']);
    expect(ground.heard[1]).toMatchObject({
      agreedBy: 'self',
      face: { engine: 'http', modelId: 'played-1', isCalibrated: true },
      items: [
        { credentialType: 'resident-identity-card', fields: ['idNumber', 'portrait'], outcome: 'shown' },
      ],
    });
    expect((await ground.own.challenge(ada, 'enrol')).code).toBe('FACE_ALREADY_ENROLLED');
  });

  test('of somebody who isn’t on the portrait, or has none, waits for officers’ eyes', async () => {
    expect(await ground.enrolled(ada, 'somebody')).toMatchObject({ enrolment: { state: 'to-be-checked' } });
    expect(await ground.enrolled(cai, 'cai')).toMatchObject({ enrolment: { state: 'to-be-checked' } });
  });

  test('isn’t made of bad pictures, and those are nobody’s failed try', async () => {
    await ground.own.consent(ada);
    for (let time = 0; time < 7; time++)
      expect((await ground.own.finish(ada, 'enrol', { fault: 'FACE_TOO_DARK' })).code).toBe('FACE_TOO_DARK');
    expect(await enrolments()).toEqual([]);
    expect((await ground.own.finish(ada, 'enrol', { face: 'ada' })).enrolment.state).toBe('active');
  });

  test('takes no challenge twice, none of another person and none for something else', async () => {
    await ground.own.consent(ada);
    await ground.own.consent(bo);
    const post = (who: typeof ada, url: string, nonce: string, face = 'ada') =>
      ground.call(ground.as(who), url, { nonce, frames: [pictureOf({ face })] });
    const { nonce } = await ground.own.challenge(ada, 'enrol');
    expect((await post(bo, '/me/face/enrolment', nonce)).body.code).toBe('FACE_CHALLENGE_ENDED');
    const { nonce: own } = await ground.own.challenge(ada, 'enrol');
    expect((await post(ada, '/me/face/enrolment', own)).status).toBe(201);
    expect((await post(ada, '/me/face/verification', own)).body.code).toBe('FACE_CHALLENGE_ENDED');
    const { nonce: other } = await ground.own.challenge(bo, 'enrol');
    expect((await post(ada, '/me/face/verification', other)).body.code).toBe('FACE_CHALLENGE_ENDED');
  });

  test('keeps one template, however many are posted at the same time', async () => {
    await ground.own.consent(ada);
    const nonces = await Promise.all([1, 2, 3].map(() => ground.own.challenge(ada, 'enrol')));
    const answers = await Promise.all(
      nonces.map(({ nonce }) =>
        ground.call(ground.as(ada), '/me/face/enrolment', { nonce, frames: [pictureOf({ face: 'ada' })] }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    ground.city.clock.pass(601);
    await sweepFaces(ground.parts);
    expect([...ground.played.templates.keys()]).toEqual((await enrolments()).map(({ id }) => id));
  });

  test('leaves nothing where consent is withdrawn while the pictures are looked at', async () => {
    await ground.own.consent(ada);
    ground.played.rules.before = async () => {
      await ground.own.withdraw(ada);
    };
    const answer = await ground.own.finish(ada, 'enrol', { face: 'ada' });
    ground.played.rules.before = async () => {};
    expect(answer.code).toBe('FACE_CONSENT_NEEDED');
    expect(await enrolments()).toEqual([]);
    expect(ground.played.templates.size).toBe(0);
  });

  test('that was interrupted is destroyed later', async () => {
    await ground.own.consent(ada);
    await ground.city.db
      .insertInto('face_deletions')
      .values({
        ...{ id: '018f0000-0000-7000-8000-000000000001', subject: ground.subject(ada.idNumber) },
        ...{ because: null, agreed_by: null, due_at: ground.city.clock.now(), told_at: null },
      })
      .execute();
    ground.played.templates.set('018f0000-0000-7000-8000-000000000001', 'ada');
    await sweepFaces(ground.parts);
    expect(ground.played.templates.size).toBe(0);
    expect(kindsHeard()).toEqual(['face-consent']);
  });

  test('needs a credential with the person’s own number', async () => {
    await ground.own.consent(ada);
    const hidden = await ground.city.db
      .updateTable('credentials')
      .set({ current: false })
      .where('subject', '=', ground.subject(ada.idNumber))
      .where('current', '=', true)
      .returning('id')
      .execute();
    expect((await ground.own.finish(ada, 'enrol', { face: 'ada' })).code).toBe('FACE_NUMBER_UNKNOWN');
    for (const { id } of hidden)
      await ground.city.db.updateTable('credentials').set({ current: true }).where('id', '=', id).execute();
  });
});

describe('showing oneself', () => {
  test('is a match for who enrolled, and for nobody else', async () => {
    await ground.enrolled(ada, 'ada');
    expect(await ground.own.finish(ada, 'verify', { face: 'ada' })).toEqual({ decision: 'match' });
    expect((await ground.own.status(ada)).enrolment.usedAt).toBe('2026-11-23T08:00:00.000Z');
    expect((await ground.own.finish(ada, 'verify', { face: 'bo' })).code).toBe('FACE_NO_MATCH');
    await ground.own.consent(bo);
    expect((await ground.own.challenge(bo, 'verify')).code).toBe('FACE_NOT_ENROLLED');
  });

  test('rests for ten minutes after five failed tries, also side by side', async () => {
    await ground.enrolled(ada, 'ada');
    const nonces = await Promise.all(Array.from({ length: 8 }, () => ground.own.challenge(ada, 'verify')));
    const answers = await Promise.all(
      nonces.map(({ nonce }) =>
        ground.call(ground.as(ada), '/me/face/verification', { nonce, frames: [pictureOf({ face: 'bo' })] }),
      ),
    );
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'FACE_NO_MATCH')).toHaveLength(5);
    expect(codes.filter((code) => code === 'FACE_RESTS')).toHaveLength(3);
    expect((await ground.own.status(ada)).restsUntil).toBe('2026-11-23T08:10:00.000Z');
    ground.city.clock.pass(599);
    expect((await ground.own.challenge(ada, 'verify')).code).toBe('FACE_RESTS');
    ground.city.clock.pass(1);
    expect(await ground.own.finish(ada, 'verify', { face: 'ada' })).toEqual({ decision: 'match' });
  });

  test('is refused at once where eight are looked at already, and that is nobody’s failed try', async () => {
    await ground.enrolled(ada, 'ada');
    await ground.enrolled(bo, 'bo');
    await ground.enrolled(cai, 'cai');
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    const { promise: full, resolve: filled } = Promise.withResolvers<void>();
    let inside = 0;
    ground.played.rules.before = async () => {
      if (++inside === 8) filled();
      await until;
    };
    const looking = [ada, bo].flatMap((who) =>
      Array.from({ length: 4 }, () => ground.own.finish(who, 'verify', { face: who === ada ? 'ada' : 'bo' })),
    );
    await full;
    const refused = await Promise.all(
      Array.from({ length: 6 }, () =>
        Promise.race([ground.own.finish(cai, 'verify', { face: 'cai' }), until]),
      ),
    );
    expect(refused).toMatchObject(refused.map(() => ({ code: 'FACE_UNAVAILABLE' })));
    release();
    expect(await Promise.all(looking)).toEqual(looking.map(() => ({ decision: 'match' })));
    expect(await ground.own.finish(cai, 'verify', { face: 'cai' })).toEqual({ decision: 'match' });
  });

  test('fails closed where the service is away', async () => {
    await ground.enrolled(ada, 'ada');
    ground.played.rules.isAway = true;
    expect(await ground.own.status(ada)).toMatchObject({ offered: 'unavailable', engine: null });
    expect((await ground.own.challenge(ada, 'verify')).code).toBe('FACE_UNAVAILABLE');
    ground.played.rules.isAway = false;
  });
});

describe('withdrawing', () => {
  test('destroys what was kept and leaves a receipt that says so', async () => {
    await ground.enrolled(ada, 'ada');
    const withdrawn = await ground.own.withdraw(ada);
    expect(withdrawn).toEqual({
      destroyed: true,
      receipt: { leaf: 'leaf-2', at: '2026-11-23T08:00:00.000Z' },
    });
    expect(ground.heard.at(-1)).toMatchObject({
      outcome: 'face-end',
      agreedBy: 'self',
      face: { because: 'withdrawn', isDestroyed: true },
    });
    expect(ground.played.templates.size).toBe(0);
    expect(await ground.own.status(ada)).toMatchObject({ consent: null, enrolment: null });
    expect((await ground.own.withdraw(ada)).code).toBe('FACE_CONSENT_NEEDED');
    expect(await ground.enrolled(ada, 'ada')).toMatchObject({ enrolment: { state: 'active' } });
  });

  test('tells of its receipt, also where the sweep comes by at that moment', async () => {
    await ground.enrolled(ada, 'ada');
    const destroys = ground.played.engine.delete;
    ground.played.engine.delete = async (reference) => {
      ground.played.engine.delete = destroys;
      await sweepFaces(ground.parts);
      await destroys(reference);
    };
    expect((await ground.own.withdraw(ada)).receipt.leaf).toBe('leaf-2');
  });

  test('works before anything was enrolled, and while the service is away, which destroys as soon as it can', async () => {
    await ground.own.consent(bo);
    expect(await ground.own.withdraw(bo)).toMatchObject({ destroyed: false });
    await ground.enrolled(ada, 'ada');
    ground.played.rules.isDeaf = true;
    expect(await ground.own.withdraw(ada)).toMatchObject({ destroyed: false });
    expect(await enrolments()).toEqual([]);
    await sweepFaces(ground.parts);
    const ends = () => ground.heard.filter(({ face }) => face?.isDestroyed !== undefined);
    expect(ends()).toMatchObject([{ face: { isDestroyed: false } }]);
    ground.played.rules.isDeaf = false;
    await sweepFaces(ground.parts);
    await sweepFaces(ground.parts);
    expect(ground.played.templates.size).toBe(0);
    expect(ends()).toMatchObject([{ face: { isDestroyed: false } }, { face: { isDestroyed: true } }]);
  });

  test('happens by itself after twelve months without use', async () => {
    await ground.enrolled(ada, 'ada');
    ground.city.clock.set('2027-05-01T00:00:00Z');
    await ground.own.finish(ada, 'verify', { face: 'ada' });
    ground.city.clock.set('2028-04-30T15:59:00Z');
    await sweepFaces(ground.parts);
    expect(await enrolments()).toHaveLength(1);
    ground.city.clock.set('2028-04-30T16:01:00Z');
    await sweepFaces(ground.parts);
    expect(await enrolments()).toEqual([]);
    expect(ground.heard.at(-1)).toMatchObject({ outcome: 'face-end', face: { because: 'unused' } });
  });
});
