/** Finds sixty-eight points in a face, and what they tell of where it looks and whether the mouth is open. */
import {
  type Box,
  boxWithin,
  cut,
  distanceOf,
  evenGreyOf,
  heightOf,
  middleOf,
  type Point,
  widthOf,
} from './crops.ts';
import type { Pixels } from './picture.ts';
import type { Model } from './runtime.ts';

const SIZE = { width: 64, height: 64 };

/** Points by their numbers in the iBUG 300-W scheme, counted from nought; "right" is where the picture's right is. */
const places = {
  leftCheek: [2],
  chin: [8],
  rightCheek: [14],
  noseRoot: [27],
  noseTip: [30],
  noseBase: [33],
  leftEyeOuter: [36],
  rightEyeOuter: [45],
  leftEye: [37, 38, 40, 41],
  rightEye: [43, 44, 46, 47],
  mouthLeft: [48, 60],
  mouthRight: [54, 64],
  mouthCorners: [48, 54],
  eyeCorners: [36, 45],
  upperLip: [62],
} as const;

export type Landmarks = readonly Point[];

/** Eyes, tip of the nose and corners of the mouth, from the picture's left to its right. */
export type FivePoints = readonly [Point, Point, Point, Point, Point];

/** Points of the face in the box, whose mean brightness is given; in pixels of the picture. */
export async function findLandmarks(
  model: Model,
  picture: Pixels,
  { box, brightness }: { readonly box: Box; readonly brightness: number },
): Promise<Landmarks> {
  const within = boxWithin(box, picture);
  const piece = cut(picture, within, SIZE);
  const grey = evenGreyOf(piece, brightness);
  piece.data.fill(0);
  const { output } = await model(grey, [1, 1, SIZE.height, SIZE.width]);
  grey.fill(0);
  if (output?.length !== 136) throw new Error('the model of landmarks has other outputs');
  return Array.from({ length: 68 }, (_, at) => ({
    x: (output[2 * at] ?? 0) * widthOf(within) + within.left,
    y: (output[2 * at + 1] ?? 0) * heightOf(within) + within.top,
  }));
}

const pointAt = (landmarks: Landmarks, place: keyof typeof places): Point =>
  middleOf(places[place].map((at) => landmarks[at] ?? { x: 0, y: 0 }));

/** What the recogniser aligns a face by. */
export const fivePointsOf = (landmarks: Landmarks): FivePoints => [
  pointAt(landmarks, 'leftEye'),
  pointAt(landmarks, 'rightEye'),
  pointAt(landmarks, 'noseTip'),
  pointAt(landmarks, 'mouthLeft'),
  pointAt(landmarks, 'mouthRight'),
];

/** Where a face looks and how far its mouth is open, in measures that differ between people: compare with one's own. */
export type Bearing = {
  /** How much nearer the tip of the nose is to one cheek than to the other, as a share of their distance; above nought to the person's own left. */
  readonly yaw: number;
  /** How far down the tip of the nose is on the way from the eyes to the mouth: smaller looking up, larger looking down. */
  readonly pitch: number;
  /** Degrees by which the head is tilted clockwise in the picture. */
  readonly roll: number;
  /** From the upper lip's lower edge to the chin, as a share of the distance of the eyes' outer corners. */
  readonly mouth: number;
  /** The same as a share of the nose's length, which a nod shortens too. */
  readonly mouthByNose: number;
};

export function bearingOf(landmarks: Landmarks): Bearing {
  const at = (place: keyof typeof places): Point => pointAt(landmarks, place);
  const between = (a: keyof typeof places, b: keyof typeof places): number => distanceOf(at(a), at(b));
  const [left, right] = [at('leftEyeOuter'), at('rightEyeOuter')];
  const eyes = at('eyeCorners').y;
  return {
    yaw:
      (between('noseTip', 'leftCheek') - between('noseTip', 'rightCheek')) /
      between('leftCheek', 'rightCheek'),
    pitch: (at('noseTip').y - eyes) / (at('mouthCorners').y - eyes),
    roll: (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI,
    mouth: between('upperLip', 'chin') / distanceOf(left, right),
    mouthByNose: between('upperLip', 'chin') / between('noseRoot', 'noseBase'),
  };
}
