/** Chooses thresholds by what a deployment's own pairs show, or says that they are too few to show it. */
import type { FaceManifest } from '../engine.ts';
import { trialsNeededFor, upperBoundOf } from './intervals.ts';
import { countFalseMatches, type SortedScores } from './rates.ts';

/** How seldom strangers may match: one against one, and in a search among `galleryLimit` people. */
export type Target = { readonly falseMatch: number; readonly galleryLimit: number; readonly margin: number };

export type Choice =
  | { readonly thresholds: FaceManifest['thresholds'] }
  /** Pairs of each kind that are needed, where there are fewer. */
  | { readonly needed: { readonly genuine: number; readonly impostor: number } }
  /** Pairs are enough, and even the highest threshold lets too many strangers through. */
  | { readonly isUnreachable: true };

/** Fewest pairs of one person, from which on the interval of false non-matches spans no more than some seven hundredths either way. */
const GENUINE_NEEDED = 200;
/** A search that finds somebody who isn't there, at most. */
const FALSE_IDENTIFICATION = 0.01;
/** Least difference between both thresholds: a search compares more often, and errs more often. */
const APART = 0.1;
const [LOWEST, HIGHEST, STEP] = [0.3, 0.95, 0.005];

/** Every threshold that may be chosen, ascending. */
export const grid: readonly number[] = Array.from(
  { length: Math.round((HIGHEST - LOWEST) / STEP) + 1 },
  (_, step) => Math.round(1000 * (LOWEST + step * STEP)) / 1000,
);

/**
 * The lowest thresholds at which, with 95 % confidence, no more than the target's share of impostor pairs match. Pairs are
 * taken for independent, though those of one person aren't quite; the more people, the nearer it comes.
 */
export function chooseThresholds(scores: SortedScores, target: Target): Choice {
  const inSearch = Math.min(target.falseMatch, 1 - (1 - FALSE_IDENTIFICATION) ** (1 / target.galleryLimit));
  const needed = { genuine: GENUINE_NEEDED, impostor: trialsNeededFor(inSearch) };
  if (scores.genuine.length < needed.genuine || scores.impostor.length < needed.impostor) return { needed };
  const verify = lowest(scores, target.falseMatch);
  const identify = lowest(scores, inSearch);
  if (verify === undefined || identify === undefined) return { isUnreachable: true };
  return { thresholds: { verify, identify: apart(verify, identify), margin: target.margin } };
}

function lowest(scores: SortedScores, most: number): number | undefined {
  const trials = scores.impostor.length;
  return grid.find((threshold) => {
    const count = countFalseMatches(scores, threshold);
    return count / trials <= most && upperBoundOf(count, trials) <= most;
  });
}

const apart = (verify: number, identify: number): number =>
  Math.min(0.99, Math.round(1000 * Math.max(identify, verify + APART)) / 1000);
