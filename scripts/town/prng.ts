/** Repeatable draws: the same label gives the same draws on every machine and in every year. */
import { hash } from 'node:crypto';

const SEED = 'wangcheng-town-1';
const WORD_BYTES = 4;
const WORDS = 2 ** 32;

/** A stream of draws of its own; streams don't disturb one another. */
export type Draws = {
  /** A whole number from 0 to `count` - 1. */
  readonly below: (count: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** True in a share of all cases. */
  readonly chance: (share: number) => boolean;
  /** @throws RangeError for an empty list. */
  readonly pick: <T>(list: readonly T[]) => T;
};

/** SHA-256 of seed, label and a counter, word by word: nobody's secret, only repeatable. */
export function drawsOf(label: string): Draws {
  let block = Buffer.alloc(0);
  let place = 0;
  let counter = 0;
  const below = (count: number): number => {
    if (place === block.length) {
      block = hash('sha256', `${SEED}/${label}/${counter}`, 'buffer');
      counter++;
      place = 0;
    }
    const word = block.readUInt32BE(place);
    place += WORD_BYTES;
    return Math.floor((word / WORDS) * count);
  };
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (share) => below(WORDS) < share * WORDS,
    pick: (list) => {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
  };
}
