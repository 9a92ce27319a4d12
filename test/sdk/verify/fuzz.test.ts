/** Random damage never makes a proof valid, and never an error. */
import { expect, test } from 'vitest';
import { verifyProof } from '../../../sdk/verify/verify.ts';
import { makeProof } from '../../support/proof-fixture.ts';

const ROUNDS = 2000;

/** xorshift32: the same damage every time the test runs. */
function* numbersFrom(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

test(`of ${ROUNDS} damaged proofs none is valid with other content and none throws`, async () => {
  const { proof, ...options } = makeProof();
  const whole = JSON.stringify(proof);
  const sound = await verifyProof(proof, options);
  const numbers = numbersFrom(20_261_123);
  for (let round = 0; round < ROUNDS; round++) {
    const damaged = damage(whole, () => numbers.next().value);
    const value = parsed(damaged);
    if (value === undefined) continue;
    const verdict = await verifyProof(value, options);
    // What nobody signs is for display: a verdict may only stay valid where it says the same.
    if (verdict.valid) expect(verdict, damaged).toEqual(sound);
  }
});

/** One to three bytes changed, removed, doubled or moved. */
function damage(text: string, next: () => number): string {
  const bytes = Buffer.from(text);
  const at = (): number => next() % bytes.length;
  const kinds = [
    () => {
      const place = at();
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (next() % 7));
      return bytes;
    },
    () => {
      const place = at();
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + (next() % 3))]);
    },
    () => {
      const [from, to] = [at(), at()].toSorted((a, b) => a - b);
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    },
    () => {
      const [a, b] = [at(), at()];
      [bytes[a], bytes[b]] = [bytes[b] ?? 0, bytes[a] ?? 0];
      return bytes;
    },
  ];
  return (kinds[next() % kinds.length] ?? (() => bytes))().toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
