/** The moves that every scene of the demonstration repeats: show a code, ask, agree, fetch the proof. */
import { randomBytes } from 'node:crypto';
import type { Proof } from '../../sdk/verify/types.ts';
import { type Answer, expectThat, type Voice } from './stage.ts';

/** A request with the nonce that its asker chose. */
export type Asked = { readonly id: string; readonly nonce: string; readonly answer: Answer };

export type Question = {
  readonly matter: string;
  readonly window: string;
  readonly parties: Record<string, object>;
  readonly conditions?: readonly string[];
  readonly fields?: object;
};

/** The address in a person's one-time QR code. */
export async function showCode(person: Voice): Promise<string> {
  const { status, body } = await person.post('/me/codes', { kind: 'qr' });
  expectThat(status === 201, `showing a code answered ${status}`);
  return String(body.url);
}

/** Asks; the answer is the scene's to judge. */
export async function ask(system: Voice, question: Question): Promise<Asked> {
  const nonce = randomBytes(16).toString('base64url');
  const answer = await system.post('/requests', { nonce, ...question });
  return { id: String(answer.body.id), nonce, answer };
}

export async function decide(person: Voice, id: string, decision: object): Promise<Answer> {
  return person.post(`/me/requests/${id}/decision`, decision);
}

export async function agree(person: Voice, id: string, more: object = {}): Promise<void> {
  const { status, body } = await decide(person, id, { decision: 'agree', ...more });
  expectThat(status === 200, `agreeing answered ${status} ${String(body.code)}`);
}

/** Uses the authorization up. */
export async function fetchProof(system: Voice, { id, nonce }: Asked): Promise<Proof> {
  const { status, body } = await system.post(`/requests/${id}/proof`, { nonce });
  expectThat(status === 200, `the proof answered ${status} ${String(body.code)}`);
  return body as unknown as Proof;
}

export function expectCode({ status, body }: Answer, code: string): void {
  expectThat(body.code === code, `${code} was expected and not ${status} ${String(body.code)}`);
}
