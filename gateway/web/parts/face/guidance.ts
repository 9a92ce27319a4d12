/** What whoever stands before the camera may mend: one thing at a time. Lenient; the gateway judges for itself. */
import type { Face, Sight } from './measure.ts';

export type Guidance = 'none' | 'two' | 'dark' | 'closer' | 'turned' | 'well';

/** Brightness of the face, of 255, below which more light is asked for. */
const DARK = 55;
/** Least height of a face, as a share of the picture's. */
const SMALL = 0.28;
/** How far a face may be turned away, and from the middle, and still be straight. */
const TURNED = 0.1;
const ASIDE = 0.3;

/** What to mend before the face is well placed; `isMoving` while a movement is made, which turns the face. */
export function guidanceOf({ faces, face, light }: Sight, isMoving: boolean): Guidance {
  if (faces > 1) return 'two';
  if (light < DARK) return 'dark';
  if (face === undefined) return 'none';
  if (face.height < SMALL) return 'closer';
  return isMoving || isStraight(face) ? 'well' : 'turned';
}

const isStraight = ({ turn, x, y }: Face): boolean =>
  Math.abs(turn) < TURNED && Math.abs(x - 0.5) < ASIDE && Math.abs(y - 0.5) < ASIDE;
