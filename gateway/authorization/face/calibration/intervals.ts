/** How far a measured rate may lie from the true one: exact intervals for counts (Clopper and Pearson, Biometrika 26, 1934). */

export type Interval = { readonly lower: number; readonly upper: number };

const CONFIDENCE = 0.95;
/** Halvings after which the bound is exact to the last digit of a number. */
const HALVINGS = 60;

/** Two-sided 95 % interval of the rate of which `count` of `trials` independent trials are a sample. */
export function intervalOf(count: number, trials: number): Interval {
  const tail = (1 - CONFIDENCE) / 2;
  return { lower: 1 - upperAt(tail, trials - count, trials), upper: upperAt(tail, count, trials) };
}

/** One-sided upper bound: with 95 % confidence the rate is not above it. For a count of 0 about 3/trials (the rule of three). */
export const upperBoundOf = (count: number, trials: number): number => upperAt(1 - CONFIDENCE, count, trials);

/** Fewest trials without a single event from which on the upper bound keeps below `rate`. */
export const trialsNeededFor = (rate: number): number =>
  Math.ceil(Math.log(1 - CONFIDENCE) / Math.log1p(-rate));

/** The rate at which so few events or fewer have this probability. */
function upperAt(tail: number, count: number, trials: number): number {
  if (count >= trials) return 1;
  if (count === 0) return -Math.expm1(Math.log(tail) / trials);
  const choices = logChoices(count, trials);
  let [low, high] = [count / trials, 1];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (probabilityOfAtMost(count, { trials, rate: middle, choices }) > tail) low = middle;
    else high = middle;
  }
  return high;
}

/** Logarithm of the binomial coefficient. */
function logChoices(count: number, trials: number): number {
  let sum = 0;
  for (let taken = 1; taken <= Math.min(count, trials - count); taken++)
    sum += Math.log((trials - taken + 1) / taken);
  return sum;
}

type Binomial = { readonly trials: number; readonly rate: number; readonly choices: number };

/** Terms from `count` downwards, each smaller than the one before since the rate is above `count / trials`. */
function probabilityOfAtMost(count: number, { trials, rate, choices }: Binomial): number {
  let term = Math.exp(choices + count * Math.log(rate) + (trials - count) * Math.log1p(-rate));
  let sum = 0;
  for (let below = count; below >= 0 && term > sum * Number.EPSILON; below--) {
    sum += term;
    term *= (below / (trials - below + 1)) * ((1 - rate) / rate);
  }
  return sum;
}
