/** A person of the town consents, enrols, is recognised at a counter and takes it back: with the models themselves, and the gateway as it is served. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Voice } from '../../scripts/demo/stage.ts';
import {
  type CallAs,
  digitsOf,
  personAt,
  screenAt,
  showAtScreen,
  showOwn,
  type Take,
} from '../support/face-at-window.ts';
import { framesOf } from '../support/face-frames.ts';
import { inOtherLight, takeOf } from '../support/posted-face.ts';
import { openTown, type ServedTown } from '../support/town.ts';

const MATTER = 'WCM-CAB-002';
const WINDOW = 'CAB-W1';

let town: ServedTown;
let me: CallAs;
let counter: Voice;
let screen: CallAs;
let number: string;
beforeAll(async () => {
  town = await openTown({ environment: { FACE: 'embedded' } });
  number = town.stage.town.cast.filmed.number;
  me = await personAt(town.address, number);
  counter = await town.stage.system('cab-counter');
  screen = await screenAt(town.address, town.city(), WINDOW);
}, 240_000);
afterAll(() => town.close());

const askByFace = async () => {
  const nonce = randomUUID();
  const wish = { matter: MATTER, window: WINDOW, nonce, parties: { applicant: { face: true } } };
  return { nonce, id: String((await counter.post('/requests', wish)).body.id) };
};
const show = (id: string, take: Take = takeOf, more: object = {}) =>
  showAtScreen(screen, id, { ...digitsOf(number), take, ...more });

/** A photograph that is moved before the camera, whatever is asked for. */
const photograph: Take = async () => {
  const frames = framesOf('static-photo').filter((_, at) => at % 15 === 7);
  return Promise.all(frames.slice(0, 6).map((frame, at) => inOtherLight(frame, at)));
};

test('a person of the town uses their face at a counter; nobody else can, and withdrawing leaves nothing', {
  timeout: 240_000,
}, async () => {
  expect(await me('/me/face')).toMatchObject({
    offered: 'on',
    engine: { engine: 'embedded', isPilot: true, isCalibrated: false },
  });
  await me('/me/face/consent', { body: { textVersion: 1, language: 'zh' } });
  expect(await showOwn(me, 'enrol', photograph)).toMatchObject({ code: 'FACE_WRONG_MOVEMENT' });
  expect(await showOwn(me, 'enrol', takeOf)).toMatchObject({ enrolment: { state: 'active' } });
  expect(await showOwn(me, 'verify', takeOf)).toEqual({ decision: 'match' });

  const { id, nonce } = await askByFace();
  expect(await show(id, photograph)).toMatchObject({ code: 'FACE_WRONG_MOVEMENT' });
  expect(await show(id, takeOf, { birthMonth: (digitsOf(number).birthMonth % 12) + 1 })).toMatchObject({
    code: 'FACE_NO_MATCH',
  });
  const shown = (await show(id)) as { request: { parties: { maskedName: string }[] } };
  expect(shown.request.parties).toMatchObject([
    { mayDecide: true, maskedName: expect.stringContaining('*') },
  ]);
  const decision = { decision: 'agree', subject: 'applicant' };
  await screen(`/screen/requests/${id}/decision`, { body: decision });
  const proof = (await counter.post(`/requests/${id}/proof`, { nonce })).body as { items: object[] };
  expect(proof.items.length).toBeGreaterThan(0);
  expect(JSON.stringify(proof.items)).not.toContain('refusal');
  const { items } = (await me('/me/receipts')) as { items: { receipt: Record<string, unknown> }[] };
  const kinds = items.map(({ receipt }) => receipt.kind);
  expect(kinds.slice(0, 3)).toEqual(['answered', 'face-enrolment', 'face-consent']);
  expect(items[0]?.receipt).toMatchObject({
    method: 'face',
    face: { engine: 'embedded', isCalibrated: false, decision: 'match' },
  });

  expect(await me('/me/face', { method: 'DELETE' })).toMatchObject({ destroyed: true });
  const { rows } = await sql`select id from face.templates`.execute(town.city().db);
  expect(rows).toEqual([]);
  const again = await askByFace();
  expect(await show(again.id)).toMatchObject({ code: 'FACE_NO_MATCH' });
});
