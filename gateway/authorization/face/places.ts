/** How many posts of pictures one gateway works on at once, so that many of them neither fill its memory nor keep others waiting. */
import { CityError } from '../../errors.ts';

/** Five seconds of the embedded recogniser's work natively, ten as WebAssembly (docs/benchmarks.md). */
const MOST_AT_ONCE = 8;

/** Does work in one of few places. @throws CityError FACE_UNAVAILABLE at once where all are taken */
export type Places = <T>(work: () => Promise<T>) => Promise<T>;

export function openPlaces(most: number = MOST_AT_ONCE): Places {
  let taken = 0;
  return async (work) => {
    if (taken >= most) throw new CityError('FACE_UNAVAILABLE');
    taken++;
    try {
      return await work();
    } finally {
      taken--;
    }
  };
}
