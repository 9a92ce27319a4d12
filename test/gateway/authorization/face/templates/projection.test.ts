/** The projection keeps angles within a deployment and leaves none between two. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  openProjection,
  type ProjectionSource,
} from '../../../../../gateway/authorization/face/templates/projection.ts';
import { cosineBetween, near, randomUnit } from '../../../../support/vectors-of-faces.ts';

const source: ProjectionSource = { secret: randomBytes(32), cityId: 'https://a.example', dimension: 512 };
const projection = openProjection(source);
const faces = Array.from({ length: 40 }, () => randomUnit());

test('cosines stay as they were', () => {
  const projected = faces.map(projection.apply);
  for (const [index, face] of faces.entries()) {
    const other = near(face, 0.6);
    const before = cosineBetween(face, other);
    expect(cosineBetween(projected[index] ?? [], projection.apply(other))).toBeCloseTo(before, 7);
    expect(cosineBetween(projected[index] ?? [], projected[index] ?? [])).toBeCloseTo(1, 6);
  }
});

test('the same source gives the same projection', () => {
  const [face = randomUnit()] = faces;
  expect(openProjection(source).apply(face)).toEqual(projection.apply(face));
});

test.each([
  ['secret', { secret: randomBytes(32) }],
  ['city', { cityId: 'https://b.example' }],
])('under another %s the same face has nothing in common with itself', (_, change) => {
  const other = openProjection({ ...source, ...change });
  const cosines = faces.map((face) => cosineBetween(projection.apply(face), other.apply(face)));
  // Of random unit vectors in 512 dimensions the cosine's standard deviation is 0.044.
  expect(Math.max(...cosines.map(Math.abs))).toBeLessThan(0.3);
  expect(Math.abs(cosines.reduce((sum, value) => sum + value, 0) / cosines.length)).toBeLessThan(0.05);
});
