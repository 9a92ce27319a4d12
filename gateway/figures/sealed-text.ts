/** Words that somebody wrote freely: they may hold anything, and are kept sealed. */
import { SubjectKey } from '../credentials/subject-keys.ts';
import type { Keys } from '../keys/keys.ts';
import { drawRandom } from '../random.ts';

/** Seals a text under a key of its own, which is wrapped beside it; `context` is bound to both. */
export function sealText(keys: Pick<Keys, 'wrap'>, text: string, context: string): Buffer {
  const secret = drawRandom(32);
  const wrapped = keys.wrap(secret, Buffer.from(context));
  const sealed = new SubjectKey(secret).seal(Buffer.from(text), context);
  return Buffer.concat([Buffer.of(wrapped.length), wrapped, sealed]);
}

/** @throws where the bytes were changed or belong to another context. */
export function openText(keys: Pick<Keys, 'unwrap'>, bytes: Buffer, context: string): string {
  const end = 1 + (bytes[0] ?? 0);
  const secret = keys.unwrap(bytes.subarray(1, end), Buffer.from(context));
  return new SubjectKey(secret).open(bytes.subarray(end), context).toString();
}
