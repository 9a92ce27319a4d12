/** What can be told of one picture: what is measured of the one face in it, or why nothing is. */
import type { Box } from './crops.ts';
import type { Bearing, FivePoints } from './landmarks.ts';
import type { PictureFault } from './picture.ts';
import type { Light } from './quality.ts';

/** Why a picture can't be used, whatever it was for. */
export type ReadingFault =
  | PictureFault
  | 'FACE_NOT_SEEN'
  | 'FACE_TWO_SEEN'
  | 'FACE_TOO_SMALL'
  | 'FACE_TOO_DARK';

/** What is measured of a face; positions in pixels of the upright picture. */
export type Measurement = Bearing &
  Light & {
    readonly box: Box;
    readonly points: FivePoints;
    /** Logarithm of the odds that the eyes are open. */
    readonly eyes: number;
    /** From 0 to 1; a hint of a print or a screen where it is low. No gate. */
    readonly life: number;
    /** Length one. */
    readonly embedding: Float32Array;
    /** SHA-256 in hex of the picture's pixels. */
    readonly pixels: string;
  };

export type Reading = { readonly fault: ReadingFault } | { readonly measured: Measurement };
