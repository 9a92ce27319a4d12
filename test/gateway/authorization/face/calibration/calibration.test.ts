/** Calibration: intervals are those of published tables, and no threshold is chosen that the pairs don't bear out. */
import { describe, expect, test } from 'vitest';
import {
  chooseThresholds,
  grid,
  type Target,
} from '../../../../../gateway/authorization/face/calibration/choose.ts';
import {
  intervalOf,
  trialsNeededFor,
  upperBoundOf,
} from '../../../../../gateway/authorization/face/calibration/intervals.ts';
import { scorePairs } from '../../../../../gateway/authorization/face/calibration/pairs.ts';
import {
  equalErrorRate,
  ratesAt,
  type Scores,
  sortScores,
} from '../../../../../gateway/authorization/face/calibration/rates.ts';
import { near, randomUnit } from '../../../../support/vectors-of-faces.ts';

describe('intervals', () => {
  // Exact binomial limits at 95 %, as tables have them.
  test.each([
    [0, 10, 0, 0.3085],
    [1, 10, 0.0025, 0.445],
    [5, 10, 0.1871, 0.8129],
    [10, 10, 0.6915, 1],
    [1, 100, 0.0003, 0.0545],
    [10, 100, 0.049, 0.1762],
  ])('of %i in %i reach from %f to %f', (count, trials, lower, upper) => {
    const interval = intervalOf(count, trials);
    expect(interval.lower).toBeCloseTo(lower, 4);
    expect(interval.upper).toBeCloseTo(upper, 4);
  });

  test('go by the rule of three where nothing happened', () => {
    for (const trials of [100, 10_000, 3_171_819]) expect(upperBoundOf(0, trials) * trials).toBeCloseTo(3, 1);
    expect(trialsNeededFor(1e-4)).toBe(29_956);
    expect(upperBoundOf(0, 29_956)).toBeLessThanOrEqual(1e-4);
    expect(upperBoundOf(0, 29_955)).toBeGreaterThan(1e-4);
  });

  test('hold the true rate as often as they say', () => {
    // Exact, not drawn: the probability of all counts whose interval holds the rate.
    const [trials, rate] = [40, 0.07];
    let held = 0;
    let probability = (1 - rate) ** trials;
    for (let count = 0; count <= trials; count++) {
      const { lower, upper } = intervalOf(count, trials);
      if (lower <= rate && rate <= upper) held += probability;
      probability *= ((trials - count) / (count + 1)) * (rate / (1 - rate));
    }
    expect(held).toBeGreaterThanOrEqual(0.95);
    expect(held).toBeLessThan(1);
  });

  test('are found for many events among millions', () => {
    const { lower, upper } = intervalOf(30_000, 3_000_000);
    const error = 1.96 * Math.sqrt((0.01 * 0.99) / 3_000_000);
    expect(lower).toBeCloseTo(0.01 - error, 5);
    expect(upper).toBeCloseTo(0.01 + error, 5);
  });
});

describe('rates', () => {
  const scores = sortScores({ genuine: [0.9, 0.5, 0.7, 0.3], impostor: [0.1, 0.5, 0.2, 0.4, 0] });

  test('count what reaches a threshold, the threshold itself included', () => {
    expect(ratesAt(scores, 0.5)).toMatchObject({
      falseMatch: { count: 1, trials: 5, rate: 0.2 },
      falseNonMatch: { count: 1, trials: 4, rate: 0.25 },
    });
    expect(ratesAt(scores, 0.51)).toMatchObject({ falseMatch: { count: 0 }, falseNonMatch: { count: 2 } });
  });

  test('are equal somewhere, and there is the equal error rate', () => {
    expect(equalErrorRate(scores)).toBeCloseTo((0.2 + 0.25) / 2);
    expect(equalErrorRate(sortScores({ genuine: [0.8, 0.9], impostor: [0.1, 0.2] }))).toBe(0);
    expect(equalErrorRate(sortScores({ genuine: [0.1, 0.2], impostor: [0.8, 0.9] }))).toBe(1);
  });
});

describe('pairs', () => {
  test('of one person are genuine, all others are not, and each is counted once', () => {
    const faces = Array.from({ length: 6 }, () => randomUnit());
    const people = faces.map((face) => [near(face, 0.9), near(face, 0.9), near(face, 0.9)]);
    const { genuine, impostor } = scorePairs(people);
    expect([genuine.length, impostor.length]).toEqual([6 * 3, (18 * 17) / 2 - 18]);
    expect(Math.min(...genuine)).toBeGreaterThan(0.6);
    expect(Math.max(...impostor)).toBeLessThan(0.4);
  });
});

describe('the choice', () => {
  const target: Target = { falseMatch: 1e-4, galleryLimit: 100, margin: 0.08 };
  const evenly = (count: number, from: number, to: number): number[] =>
    Array.from({ length: count }, (_, at) => from + ((to - from) * at) / count);
  const choose = (scores: Scores, change: Partial<Target> = {}) =>
    chooseThresholds(sortScores(scores), { ...target, ...change });
  const good: Scores = { genuine: evenly(300, 0.5, 0.9), impostor: evenly(100_000, -0.3, 0.4) };

  test('is the lowest threshold whose upper bound keeps the target', () => {
    const choice = choose(good);
    if (!('thresholds' in choice)) throw new Error('nothing was chosen');
    const { verify, identify, margin } = choice.thresholds;
    const boundAt = (threshold: number): number => {
      const { falseMatch } = ratesAt(sortScores(good), threshold);
      return upperBoundOf(falseMatch.count, falseMatch.trials);
    };
    expect(boundAt(verify)).toBeLessThanOrEqual(1e-4);
    expect(boundAt(grid[grid.indexOf(verify) - 1] ?? 0)).toBeGreaterThan(1e-4);
    expect(identify).toBeCloseTo(verify + 0.1, 9);
    expect(margin).toBe(0.08);
  });

  test('isn’t made by the rate alone, which chance may have made small', () => {
    // Two of thirty thousand keep the target's rate, but may be six by chance.
    const impostor = [...evenly(29_998, -0.3, 0.2), 0.42, 0.43];
    const choice = choose({ ...good, impostor });
    expect(choice).toMatchObject({ thresholds: { verify: 0.435 } });
  });

  test.each([
    ['impostor pairs', { ...good, impostor: good.impostor.slice(0, 29_955) }],
    ['genuine pairs', { ...good, genuine: good.genuine.slice(0, 199) }],
  ])('isn’t made of too few %s', (_, scores) => {
    expect(choose(scores)).toEqual({ needed: { genuine: 200, impostor: 29_956 } });
  });

  test('needs more pairs where more people are searched among', () => {
    expect(choose(good, { galleryLimit: 1000 })).toMatchObject({ needed: { impostor: expect.any(Number) } });
  });

  test('isn’t made where strangers match however high the threshold is', () => {
    expect(choose({ ...good, impostor: evenly(100_000, 0.5, 1) })).toEqual({ isUnreachable: true });
  });
});
