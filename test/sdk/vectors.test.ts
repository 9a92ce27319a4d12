/** The published vectors give the verdicts they promise, and are those that would be made today. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyProof } from '../../sdk/verify/index.ts';
import { formatVectors, type Vector, vectors } from '../support/vectors.ts';

const folder = join(import.meta.dirname, '..', '..', 'sdk', 'vectors');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

test.each(files)('%s gives its verdict', async (file) => {
  const { proof, trust, expect: expected, at, verdict } = JSON.parse(read(file)) as Vector;
  const given = await verifyProof(proof, { trust, expect: expected, at: new Date(at) });
  if (verdict.valid)
    expect(given).toMatchObject({ valid: true, items: verdict.claims.map((claims) => ({ claims })) });
  else expect(given).toMatchObject({ valid: false, reason: verdict.reason });
});

test('the vectors published are those made today, byte for byte', () => {
  const made = vectors();
  expect(files.toSorted()).toEqual(made.map(({ name }) => `${name}.json`).toSorted());
  for (const vector of made) expect(read(`${vector.name}.json`), vector.name).toBe(formatVectors(vector));
});
