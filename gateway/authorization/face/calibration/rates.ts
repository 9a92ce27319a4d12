/** False matches and false non-matches at a threshold (ISO/IEC 19795-1), out of similarities of pairs. */
import { type Interval, intervalOf } from './intervals.ts';

/** Similarities of pairs of pictures: of one and the same person, and of two different ones. */
export type Scores = { readonly genuine: readonly number[]; readonly impostor: readonly number[] };

/** The same, each in ascending order. */
export type SortedScores = { readonly genuine: Float64Array; readonly impostor: Float64Array };

export type Rate = Interval & { readonly count: number; readonly trials: number; readonly rate: number };

export type Rates = { readonly threshold: number; readonly falseMatch: Rate; readonly falseNonMatch: Rate };

export const sortScores = ({ genuine, impostor }: Scores): SortedScores => ({
  genuine: Float64Array.from(genuine).sort(),
  impostor: Float64Array.from(impostor).sort(),
});

/** How many impostor pairs reach the threshold. */
export const countFalseMatches = ({ impostor }: SortedScores, threshold: number): number =>
  impostor.length - countBelow(impostor, threshold);

/** Rates at a threshold, with 95 % intervals that take pairs for independent. */
export function ratesAt(scores: SortedScores, threshold: number): Rates {
  const { genuine, impostor } = scores;
  return {
    threshold,
    falseMatch: rateOf(countFalseMatches(scores, threshold), impostor.length),
    falseNonMatch: rateOf(countBelow(genuine, threshold), genuine.length),
  };
}

const rateOf = (count: number, trials: number): Rate => ({
  count,
  trials,
  rate: trials === 0 ? Number.NaN : count / trials,
  ...(trials === 0 ? { lower: 0, upper: 1 } : intervalOf(count, trials)),
});

/** The rate at the threshold where false matches and false non-matches are nearest to each other: the mean of both there. */
export function equalErrorRate(scores: SortedScores): number {
  const { genuine, impostor } = scores;
  let [least, rate] = [Number.POSITIVE_INFINITY, Number.NaN];
  for (const threshold of [...genuine, ...impostor]) {
    const falseMatch = countFalseMatches(scores, threshold) / impostor.length;
    const falseNonMatch = countBelow(genuine, threshold) / genuine.length;
    if (Math.abs(falseMatch - falseNonMatch) < least) {
      least = Math.abs(falseMatch - falseNonMatch);
      rate = (falseMatch + falseNonMatch) / 2;
    }
  }
  return rate;
}

/** How many of ascending values lie below the threshold. */
function countBelow(ascending: Float64Array, threshold: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
