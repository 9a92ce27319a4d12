/** The published vectors give the verdicts they promise, and are those that would be made today. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allReasons, verifyProof } from '../../sdk/verify/index.ts';
import { formatVectors, type Vector, vectors } from '../support/vectors.ts';

const folder = join(import.meta.dirname, '..', '..', 'sdk', 'vectors');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

test.each(files)('%s gives its verdict', async (file) => {
  const { proof, at, verdict, ...options } = JSON.parse(read(file)) as Vector;
  const given = await verifyProof(proof, { ...options, at: new Date(at) });
  if (!verdict.valid) return expect(given).toMatchObject({ valid: false, reason: verdict.reason });
  const { items, ...whole } = given;
  expect(whole).toMatchObject({ valid: true, warnings: verdict.warnings });
  expect(items.map(({ claims }) => claims)).toEqual(verdict.claims);
  expect(items.map(({ comparedWith }) => comparedWith ?? null)).toEqual(verdict.comparedWith);
});

test('every reason has a vector, apart from that for a wrong call', () => {
  const verdicts = files.map((file) => (JSON.parse(read(file)) as Vector).verdict);
  const told = new Set(verdicts.flatMap((verdict) => (verdict.valid ? verdict.warnings : [verdict.reason])));
  expect(allReasons.filter((reason) => !told.has(reason))).toEqual(['OPTIONS_MALFORMED']);
});

test('the vectors published are those made today, byte for byte', () => {
  const made = vectors();
  expect(files.toSorted()).toEqual(made.map(({ name }) => `${name}.json`).toSorted());
  for (const vector of made) expect(read(`${vector.name}.json`), vector.name).toBe(formatVectors(vector));
});
