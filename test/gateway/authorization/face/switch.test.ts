/** The operator alone switches face on, outside the town with the number of an impact assessment, and off at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweepFaces } from '../../../../gateway/authorization/face/sweep.ts';
import { openFaceSwitch } from '../../../../gateway/authorization/face/switch.ts';
import { cardOf, clerk, type FaceGround, openFaceGround } from '../../../support/face-ground.ts';
import { headersOf, staff, type Who } from '../../../support/officers-ground.ts';

const people = Array.from({ length: 11 }, (_, at) => cardOf(`人${at}`, '1950-01-01', 100 + at, `face-${at}`));
const operator: Who = { caller: { kind: 'operator' } };
const administrator = staff('A-0', { roles: ['administrator'], windows: [] });

let ground: FaceGround;
let address: string;
beforeAll(async () => {
  ground = await openFaceGround(people);
  address = await ground.app.listen({ host: '127.0.0.1', port: 0 });
}, 120_000);
afterAll(() => ground.close());
beforeEach(async () => {
  const { db } = ground.city;
  for (const table of ['face_enrolments', 'face_consents', 'face_alerts', 'face_deletions'] as const)
    await db.deleteFrom(table).execute();
  await db.deleteFrom('city_facts').where('name', '=', 'face').execute();
  ground.played.templates.clear();
  ground.heard.length = 0;
});

/** Calls from the gateway's own machine, as the operator's command does. */
const operate = async (url: string, payload: object = {}) => {
  const headers = { ...headersOf(operator), 'content-type': 'application/json' };
  const answer = await fetch(address + url, { method: 'POST', headers, body: JSON.stringify(payload) });
  return (await answer.json()) as { readonly code?: string };
};
const state = async () => (await ground.call(administrator, '/departments/CAB/face')).body;
const enrolAll = async () => {
  for (const [at, one] of people.entries()) await ground.enrolled(one, `face-${at}`);
};

describe('on', () => {
  test('outside the town only with the number of an impact assessment', async () => {
    const { db } = ground.city;
    const face = openFaceSwitch({ db, engine: ground.played.engine, isTown: false });
    expect((await face.standing()).offered).toBe('off');
    await expect(face.engine()).rejects.toMatchObject({ code: 'FACE_OFF' });
    const switched = { isOn: true, since: '2026-11-23T08:00:00Z' };
    await expect(face.write({ ...switched, assessment: null })).rejects.toMatchObject({
      code: 'FACE_ASSESSMENT_NEEDED',
    });
    expect((await face.standing()).offered).toBe('off');
    await face.write({ ...switched, assessment: 'PIA-2026-7' });
    expect((await face.standing()).offered).toBe('on');
  });

  test('by the operator alone, and the department’s page shows it', async () => {
    for (const who of [clerk, administrator, ground.as(people[0] ?? { idNumber: '' })])
      for (const url of ['/operator/face/on', '/operator/face/off'])
        expect((await ground.call(who, url, {})).body.code).toBe('FORBIDDEN');
    const on = await operate('/operator/face/on', { assessment: 'PIA-2026-7' });
    expect(on).toEqual({ offered: 'on', assessment: 'PIA-2026-7', destroyed: 0 });
    expect(await state()).toMatchObject({
      ...{ offered: 'on', assessment: 'PIA-2026-7', enrolled: null, filingLimit: 100_000 },
      engine: { modelId: 'played-1', isPilot: true, isCalibrated: true },
      thresholds: { verify: 0.5, identify: 0.6, margin: 0.08 },
    });
    expect((await ground.call(administrator, '/departments/PSB/face')).body.code).toBe('NOT_OWN_DEPARTMENT');
  });

  test('not by a call that comes from elsewhere', async () => {
    const answer = await ground.app.inject({
      method: 'POST',
      url: '/operator/face/off',
      headers: {
        authorization: `Bearer ${Buffer.from(JSON.stringify(operator)).toString('base64url')}`,
        'x-forwarded-for': '192.0.2.1',
      },
      payload: {},
    });
    expect(answer.json().code).toBe('FORBIDDEN');
  });
});

describe('off', () => {
  test('leaves nothing that can be read, takes nobody’s face any more, and tells each', async () => {
    await enrolAll();
    expect((await state()).enrolled).toBe(11);
    ground.heard.length = 0;
    const off = await operate('/operator/face/off');
    expect(off).toEqual({ offered: 'off', assessment: null, destroyed: 11 });
    expect(ground.played.templates.size).toBe(0);
    expect(await ground.city.db.selectFrom('face_enrolments').selectAll().execute()).toEqual([]);
    expect(ground.heard).toHaveLength(11);
    expect(ground.heard[0]).toMatchObject({
      outcome: 'face-end',
      face: { because: 'switched-off', isDestroyed: true },
    });
    const [one = { idNumber: '' }] = people;
    expect(await ground.own.status(one)).toMatchObject({ offered: 'off', consent: null, enrolment: null });
    expect((await ground.own.consent(one)).code).toBe('FACE_OFF');
    expect((await ground.own.challenge(one, 'enrol')).code).toBe('FACE_OFF');
  });

  test('holds even where the service can’t be asked to destroy, and is finished by the next call', async () => {
    const [one = { idNumber: '' }] = people;
    await ground.enrolled(one, 'face-0');
    ground.played.rules.isAway = true;
    expect((await operate('/operator/face/off')).code).toBe('FACE_UNAVAILABLE');
    ground.played.rules.isAway = false;
    expect((await ground.own.challenge(one, 'verify')).code).toBe('FACE_OFF');
    expect(await operate('/operator/face/off')).toMatchObject({ destroyed: 1 });
    expect(ground.played.templates.size).toBe(0);
  });
});

test('what an interruption of switching off left over is ended by itself', async () => {
  const [one = { idNumber: '' }] = people;
  await ground.enrolled(one, 'face-0');
  await ground.parts.face.write({ isOn: false, assessment: null, since: '' });
  await sweepFaces(ground.parts);
  expect(await ground.own.status(one)).toMatchObject({ offered: 'off', consent: null, enrolment: null });
  expect(ground.played.templates.size).toBe(0);
  expect(ground.heard.at(-1)).toMatchObject({ outcome: 'face-end', face: { because: 'switched-off' } });
});

test('everybody is told before so many are enrolled that a filing is due', async () => {
  await enrolAll();
  const kinds = async () =>
    (await ground.city.db.selectFrom('face_alerts').select('kind').orderBy('kind').execute()).map(
      ({ kind }) => kind,
    );
  await sweepFaces(ground.parts, 14);
  expect(await kinds()).toEqual([]);
  await sweepFaces(ground.parts, 13);
  expect(await kinds()).toEqual(['near-filing']);
  await sweepFaces(ground.parts, 11);
  expect(await kinds()).toEqual(['at-filing', 'near-filing']);
  const { items } = (await ground.call(administrator, '/departments/CAB/face-alerts')).body;
  expect(items).toMatchObject([{ window: null }, { window: null }]);
});
