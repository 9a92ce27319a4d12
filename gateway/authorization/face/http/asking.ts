/** Asks a face service: nothing that it answers is believed before its signature, and what can't be believed is no answer. */
import type { Clock } from '../../../clock.ts';
import type { FaceService } from '../../../config/face-service.ts';
import { CityError } from '../../../errors.ts';
import { newToken } from '../../../ids.ts';
import type { SigningKey } from '../../../keys/keys.ts';
import { type Answer, answers, type Question, refusal, refusals } from './shapes.ts';
import { checkAnswer, type ReceivedAnswer, SIGNATURE_HEADER, signQuestion } from './signatures.ts';

export type AskingParts = {
  readonly service: FaceService;
  /** Signs questions. */
  readonly key: SigningKey;
  readonly clock: Clock;
};

const MOST_ANSWER_BYTES = 65_536;

/**
 * Puts a question once. @throws CityError with a code that the question may be refused with; FACE_UNAVAILABLE for all
 * else: no answer in time, a redirect, an answer that is too large, not signed as it must be, or of another shape
 */
export async function ask<Name extends Question>(
  question: Name,
  content: object,
  parts: AskingParts,
): Promise<Answer<Name>> {
  const received = await exchange(question, content, parts).catch((error: unknown) => {
    throw unavailable(error);
  });
  const known = readJson(received.body);
  if (received.status === 200) {
    const { data, error } = answers[question].safeParse(known);
    if (error !== undefined) throw unavailable(error);
    return data as Answer<Name>;
  }
  const code = refusal.safeParse(known).data?.code;
  const passes = refusals[question]?.find((one) => one === code);
  throw passes === undefined ? unavailable(new Error('the service refuses')) : new CityError(passes);
}

/** Answers whose status stands for an answer or a coded refusal. */
const isAnswer = (status: number): boolean => status === 200 || (status >= 400 && status < 500);

async function exchange(
  question: Question,
  content: object,
  { service, key, clock }: AskingParts,
): Promise<ReceivedAnswer> {
  const url = new URL(`${service.url}/${question}`);
  const body = Buffer.from(JSON.stringify(content));
  const nonce = newToken(32);
  const signature = await signQuestion({ url, body, nonce, now: clock.now() }, key);
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(service.timeoutMilliseconds),
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
  }).finally(() => body.fill(0));
  if (!isAnswer(response.status)) throw new Error('the service has failed');
  const received = {
    signature: response.headers.get(SIGNATURE_HEADER),
    status: response.status,
    body: await readAtMost(response, MOST_ANSWER_BYTES),
  };
  await checkAnswer(received, { keys: service.keys, nonce, now: clock.now() });
  return received;
}

async function readAtMost({ body }: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

const unavailable = (cause: unknown): CityError => new CityError('FACE_UNAVAILABLE', {}, cause);
