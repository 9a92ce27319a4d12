/** What is measured of a face in one picture of the camera. It guides who stands before it; the gateway judges for itself. */

/** A point of the mesh, in pixels of the picture. */
export type Point = readonly [x: number, y: number, ...rest: number[]];

/** As the picture shows it, which isn't mirrored: ratios that don't change with the distance. */
export type Face = {
  /** Middle of the face, and its height, as shares of the picture's width and height. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** How far the nose is from the middle of the face, in face widths: above zero where it turns to the person's own left. */
  readonly turn: number;
  /** How open the eyes and the mouth are: height by width. */
  readonly eyes: number;
  readonly mouth: number;
};

/** What one picture shows: how many faces, the first of them, and how light it is there, from 0 to 255. */
export type Sight = { readonly faces: number; readonly face: Face | undefined; readonly light: number };

// Points of the mesh (MediaPipe Face Mesh): cheeks, forehead, chin, tip of the nose, and the edges of eyes and lips.
const [RIGHT_CHEEK, LEFT_CHEEK, FOREHEAD, CHIN, NOSE] = [234, 454, 10, 152, 1];
const RIGHT_EYE = [33, 160, 158, 133, 153, 144] as const;
const LEFT_EYE = [362, 385, 387, 263, 373, 380] as const;
const [UPPER_LIP, LOWER_LIP, RIGHT_LIP, LEFT_LIP] = [13, 14, 78, 308];

/** @throws where the mesh lacks a point */
export function measureFace(mesh: readonly Point[], width: number, height: number): Face {
  const at = (index: number): Point => {
    const point = mesh[index];
    if (point === undefined) throw new Error(`the mesh has no point ${index}`);
    return point;
  };
  const between = (one: number, other: number): number =>
    Math.hypot(at(one)[0] - at(other)[0], at(one)[1] - at(other)[1]);
  const opening = ([outer, upperA, upperB, inner, lowerB, lowerA]:
    | typeof RIGHT_EYE
    | typeof LEFT_EYE): number =>
    (between(upperA, lowerA) + between(upperB, lowerB)) / (2 * between(outer, inner));
  const across = at(LEFT_CHEEK)[0] - at(RIGHT_CHEEK)[0];
  return {
    x: (at(LEFT_CHEEK)[0] + at(RIGHT_CHEEK)[0]) / 2 / width,
    y: (at(FOREHEAD)[1] + at(CHIN)[1]) / 2 / height,
    height: between(FOREHEAD, CHIN) / height,
    turn: (at(NOSE)[0] - at(RIGHT_CHEEK)[0]) / across - 0.5,
    eyes: (opening(RIGHT_EYE) + opening(LEFT_EYE)) / 2,
    mouth: between(UPPER_LIP, LOWER_LIP) / between(RIGHT_LIP, LEFT_LIP),
  };
}
