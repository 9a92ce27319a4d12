/** A face service elsewhere: its answers count only as signed, fresh and of the right shape, and it is never told who anybody is. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type {
  Capture,
  ChallengeContext,
  FaceEngine,
} from '../../../../../gateway/authorization/face/engine.ts';
import { openHttpEngine } from '../../../../../gateway/authorization/face/http/engine.ts';
import { signingKeyOf } from '../../../../../gateway/keys/signing-key.ts';
import { newReference } from '../../../../support/embedded-ground.ts';
import {
  goodManifest,
  type Misdeeds,
  type PlayedService,
  playFaceService,
} from '../../../../support/face-service.ts';

const key = signingKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const clock = { now: () => new Date('2026-11-30T08:00:00Z') };
let played: PlayedService;
let engine: FaceEngine;
beforeAll(async () => {
  played = await playFaceService(key.jwk, clock.now);
  engine = openHttpEngine({ service: played.service, key, clock });
});
afterAll(() => played.close());
beforeEach(() => {
  played.behave();
  played.asked.length = 0;
});

const context: ChallengeContext = { purpose: 'identify', bound: 'own/subject-of-somebody' };
const refusal = (code: string) => expect.objectContaining({ code });
const unavailable = refusal('FACE_UNAVAILABLE');

async function capture(): Promise<Capture> {
  const { nonce } = await engine.startChallenge(context);
  return await engine.finishChallenge({ nonce, frames: [Buffer.from('picture')] }, context);
}

test('a good service’s answers come through', async () => {
  expect(await engine.manifest()).toEqual({ engine: 'http', digests: {}, ...goodManifest });
  expect(await engine.startChallenge(context)).toEqual({
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    movements: ['open-mouth', 'turn-left', 'close-eyes'],
    expiresAt: new Date('2026-11-30T08:02:00Z'),
  });
  const made = await capture();
  const reference = newReference();
  await engine.enrol(reference, made);
  expect(await engine.compare(Buffer.from('portrait'), made)).toBe('match');
  expect(await engine.verify(reference, made)).toBe('match');
  expect(await engine.identify([reference], made)).toBeUndefined();
  played.behave({ replies: { identify: { content: { reference: reference.id } } } });
  expect(await engine.identify([newReference(), reference], made)).toBe(reference);
  await engine.delete(reference);
  await engine.deleteAll();
  expect(new Set(played.asked.map(({ question }) => question)).size).toBe(9);
});

test('the service is never told a subject, nor what a challenge is bound to', async () => {
  const made = await capture();
  const references = [newReference(), newReference()];
  for (const reference of references) {
    await engine.enrol(reference, made);
    await engine.verify(reference, made);
    await engine.delete(reference);
  }
  await engine.identify(references, made);
  const said = played.asked.map(({ body }) => body).join();
  for (const { id, subject } of references) {
    expect(said).toContain(id);
    expect(said).not.toContain(subject);
  }
  expect(said).not.toContain(context.bound);
  expect(said).not.toContain('subject');
});

test('pictures are wiped here once they were sent', async () => {
  const frames = [Buffer.from('one picture'), Buffer.from('another')];
  await engine.finishChallenge({ nonce: 'x'.repeat(43), frames }, context);
  expect(frames.every((frame) => frame.every((byte) => byte === 0))).toBe(true);
  expect(played.asked.at(-1)?.content.frames).toEqual(
    ['one picture', 'another'].map((text) => Buffer.from(text).toString('base64')),
  );
});

const payload =
  (change: object): Misdeeds['signed'] =>
  ({ header, payload: signed }) => ({ header, payload: { ...signed, ...change } });
const header =
  (change: object): Misdeeds['signed'] =>
  ({ header: given, payload: signed }) => ({ header: { ...given, ...change }, payload: signed });
const seconds = clock.now().getTime() / 1000;

describe('no answer is', () => {
  test.each<[string, Partial<Misdeeds>]>([
    ['one that nobody signed', { signs: 'nobody' }],
    ['one that another key signed', { signs: 'other' }],
    ['one signed with an algorithm that isn’t ES256', { signed: header({ alg: 'none' }) }],
    ['one signed by a key that isn’t known', { signed: header({ kid: 'somebody' }) }],
    ['a signature that was made for something else', { signed: header({ typ: 'face-question+jws' }) }],
    ['one to another question', { signed: payload({ nonce: 'another' }) }],
    ['one made more than a minute ago', { signed: payload({ iat: seconds - 61 }) }],
    ['one made more than a minute later', { signed: payload({ iat: seconds + 61 }) }],
    ['a signature that says more than it should', { signed: payload({ more: 1 }) }],
    [
      'one that was changed after it was signed',
      { sent: ({ status, body }) => ({ status, body: body.replace('"match"', '"no-match"') }) },
    ],
    [
      'one whose status was changed',
      {
        replies: { verify: { status: 404, content: { decision: 'match' } } },
        sent: ({ body }) => ({ status: 200, body }),
      },
    ],
    [
      'one with more in it than it should have',
      { replies: { verify: { content: { decision: 'match', score: 1 } } } },
    ],
    ['a decision that there isn’t', { replies: { verify: { content: { decision: 'yes' } } } }],
    ['no JSON', { replies: { verify: { content: 'match' } } }],
    [
      'one that is too large',
      { replies: { verify: { content: `{"decision":"match"}${' '.repeat(65_536)}` } } },
    ],
    ['a failure of the service', { replies: { verify: { status: 500, content: { decision: 'match' } } } }],
    [
      'a failure of the service that names a code',
      { replies: { verify: { status: 500, content: { code: 'FACE_NOT_ENROLLED' } } } },
    ],
    ['another success', { replies: { verify: { status: 201, content: { decision: 'match' } } } }],
    [
      'a redirect',
      {
        takesOver: (response) => {
          const isFirst = played.asked.length === 1;
          if (isFirst) response.writeHead(307, { location: 'verify' }).end();
          return isFirst;
        },
      },
    ],
    [
      'a connection that ends',
      {
        takesOver: (response) => {
          response.destroy();
          return true;
        },
      },
    ],
  ])('%s', async (_, change) => {
    const [made, reference] = [await capture(), newReference()];
    expect(await engine.verify(reference, made)).toBe('match');
    played.asked.length = 0;
    played.behave(change);
    await expect(engine.verify(reference, made)).rejects.toThrow(unavailable);
  });

  test('one that doesn’t come in time', async () => {
    const hasty = openHttpEngine({ service: { ...played.service, timeoutMilliseconds: 100 }, key, clock });
    played.behave({ takesOver: () => true });
    await expect(hasty.manifest()).rejects.toThrow(unavailable);
    // The beginning of an answer is none either.
    played.behave({
      takesOver: (response) => {
        response.writeHead(200).write('{');
        return true;
      },
    });
    await expect(hasty.manifest()).rejects.toThrow(unavailable);
  });

  test('one from nobody', async () => {
    const lost = openHttpEngine({ service: { ...played.service, url: 'http://127.0.0.1:1/' }, key, clock });
    await expect(lost.manifest()).rejects.toThrow(unavailable);
  });
});

describe('refusals', () => {
  const refuse = (question: string, code: string): void =>
    played.behave({ replies: { [question]: { status: 422, content: { code } } } });

  test('come through where the question may be refused so', async () => {
    const made = await capture();
    for (const code of ['FACE_WRONG_MOVEMENT', 'FACE_CHALLENGE_ENDED', 'FACE_TWO_PEOPLE']) {
      refuse('finish-challenge', code);
      await expect(capture()).rejects.toThrow(refusal(code));
    }
    refuse('verify', 'FACE_NOT_ENROLLED');
    await expect(engine.verify(newReference(), made)).rejects.toThrow(refusal('FACE_NOT_ENROLLED'));
    refuse('identify', 'FACE_GALLERY_TOO_LARGE');
    await expect(engine.identify([], made)).rejects.toThrow(refusal('FACE_GALLERY_TOO_LARGE'));
  });

  test.each(['FORBIDDEN', 'FACE_OFF', 'NO_SUCH_CODE', 'FACE_WRONG_MOVEMENT'])(
    'with %s, which isn’t the question’s, count as none',
    async (code) => {
      const made = await capture();
      refuse('verify', code);
      await expect(engine.verify(newReference(), made)).rejects.toThrow(unavailable);
    },
  );

  test('count as none where they say more than a code', async () => {
    played.behave({
      replies: { 'finish-challenge': { status: 422, content: { code: 'FACE_TOO_DARK', score: 0.3 } } },
    });
    await expect(capture()).rejects.toThrow(unavailable);
  });
});

describe('what a service may not answer', () => {
  test('somebody who wasn’t asked about', async () => {
    const made = await capture();
    played.behave({ replies: { identify: { content: { reference: newReference().id } } } });
    await expect(engine.identify([newReference()], made)).rejects.toThrow(unavailable);
  });

  test.each([
    ['is over already', { expiresAt: '2026-11-30T08:00:00Z' }],
    ['goes on for longer than ten minutes', { expiresAt: '2026-11-30T08:10:01Z' }],
    ['asks for a movement twice', { movements: ['close-eyes', 'close-eyes', 'turn-left'] }],
    ['asks for less', { movements: ['close-eyes', 'turn-left'] }],
    ['has a nonce of another length', { nonce: 'short' }],
  ])('a challenge that %s', async (_, change) => {
    const challenge = {
      nonce: 'x'.repeat(43),
      movements: ['open-mouth', 'turn-left', 'close-eyes'],
      expiresAt: '2026-11-30T08:02:00Z',
    };
    played.behave({ replies: { 'start-challenge': { content: { ...challenge, ...change } } } });
    await expect(engine.startChallenge(context)).rejects.toThrow(unavailable);
  });

  test('a gallery above what was measured for any engine here', async () => {
    played.behave({ replies: { manifest: { content: { ...goodManifest, galleryLimit: 101 } } } });
    await expect(engine.manifest()).rejects.toThrow(unavailable);
  });

  test('anything for a capture that isn’t its own', async () => {
    const made = await capture();
    played.asked.length = 0;
    await expect(engine.verify(newReference(), { ...made })).rejects.toThrow(unavailable);
    expect(played.asked).toEqual([]);
  });
});
