/** Signatures over questions and answers of a face service: compact JWS (RFC 7515) with ES256, each in a header. */
import { hash } from 'node:crypto';
import { compactVerify, createLocalJWKSet } from 'jose';
import { z } from 'zod';
import { secondsOf } from '../../../clock.ts';
import type { FaceService } from '../../../config/face-service.ts';
import type { SigningKey } from '../../../keys/keys.ts';
import { signJws } from '../../../keys/signing-key.ts';

/** The header that holds the signature, of questions and answers alike. */
export const SIGNATURE_HEADER = 'face-signature';

const SKEW_SECONDS = 60;
const QUESTION = 'face-question+jws';
const ANSWER = 'face-answer+jws';

const digestOf = (body: Uint8Array): string => hash('sha256', body, 'base64url');

/** What a question's signature is over: to whom, what, when, and a nonce that its answer repeats. */
export type SignedQuestion = {
  readonly url: URL;
  readonly body: Uint8Array;
  readonly nonce: string;
  readonly now: Date;
};

export async function signQuestion(
  { url, body, nonce, now }: SignedQuestion,
  key: SigningKey,
): Promise<string> {
  const payload = {
    aud: url.origin,
    method: 'POST',
    path: url.pathname,
    body: digestOf(body),
    iat: secondsOf(now),
    nonce,
  };
  return await signJws({ alg: 'ES256', kid: key.kid, typ: QUESTION }, payload, key);
}

const answerPayload = z.strictObject({
  nonce: z.string(),
  status: z.int(),
  body: z.string(),
  iat: z.int(),
});

export type ReceivedAnswer = {
  readonly signature: string | null;
  readonly status: number;
  readonly body: Uint8Array;
};

/** @throws where the answer isn't the service's, isn't to this question, was changed, or wasn't made just now */
export async function checkAnswer(
  { signature, status, body }: ReceivedAnswer,
  { keys, nonce, now }: Pick<FaceService, 'keys'> & Pick<SignedQuestion, 'nonce' | 'now'>,
): Promise<void> {
  const set = createLocalJWKSet({ keys: keys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })) });
  const { payload, protectedHeader } = await compactVerify(signature ?? '', set, { algorithms: ['ES256'] });
  if (protectedHeader.typ !== ANSWER) throw new Error('the signature is for something else');
  const signed = answerPayload.parse(JSON.parse(Buffer.from(payload).toString()));
  if (signed.nonce !== nonce) throw new Error('the answer is to another question');
  if (signed.status !== status) throw new Error('the status was changed');
  if (signed.body !== digestOf(body)) throw new Error('the answer was changed');
  if (Math.abs(signed.iat - secondsOf(now)) > SKEW_SECONDS) throw new Error('the answer is too old');
}
