/** Decides whether frames show the movements that were asked for, made by one and the same person. Pure: no input or output. */
import type { Movement } from '../engine.ts';
import { meanEmbeddingOf, similarityOf } from './embedding.ts';
import type { Measurement, Reading, ReadingFault } from './readings.ts';

/** Why the frames are refused. */
export type FramesFault =
  | ReadingFault
  | 'FACE_FRAMES_MISSING'
  | 'FACE_FRAME_REPEATED'
  | 'FACE_TURNED_AWAY'
  | 'FACE_WRONG_MOVEMENT'
  | 'FACE_TWO_PEOPLE';

/** The stills in their order, or the first fault. */
export type Verdict = { readonly stills: readonly Measurement[] } | { readonly fault: FramesFault };

/**
 * Bounds, measured on rendered faces (docs/decisions.md, Face). Measures differ between people, so that movements are
 * told by comparison with the same person's stills; a still itself must also keep the bounds that hold for everybody.
 */
const bounds = {
  /** A still looks straight ahead: |yaw| at most, roll in degrees at most, pitch between. */
  still: { yaw: 0.2, roll: 25, pitch: [0.3, 0.9] },
  /** Difference of yaw from the stills' mean from which a head is turned: about 16 degrees. */
  turn: 0.28,
  /** Logarithms of the odds: eyes are closed below the first, where that is the second below the stills' mean. */
  eyes: { closed: -6, drop: 6 },
  /** How much further than in the stills the mouth is open, by either measure. */
  mouth: { opening: 1.25, byNose: 1.2 },
  /** Cosine similarities: any still with any other; a movement with the mean of the stills. */
  same: { stills: 0.6, movement: 0.5 },
} as const;

/**
 * Frames in the order in which they were asked for: for each movement a still before it and the movement itself. Each
 * movement's frame shows that movement and no other. Too few are looked at as well: whoever made another movement than was
 * asked for has nothing more to show, and is told that first.
 */
export function judge(movements: readonly Movement[], readings: readonly Reading[]): Verdict {
  if (readings.length < 2 || readings.length > 2 * movements.length) return { fault: 'FACE_FRAMES_MISSING' };
  const frames: Measurement[] = [];
  for (const reading of readings) {
    if ('fault' in reading) return { fault: reading.fault };
    frames.push(reading.measured);
  }
  if (new Set(frames.map(({ pixels }) => pixels)).size < frames.length)
    return { fault: 'FACE_FRAME_REPEATED' };
  const stills = frames.filter((_, at) => at % 2 === 0);
  const moved = frames.filter((_, at) => at % 2 === 1);
  const usual = usualOf(stills);
  for (const still of stills) {
    if (isTurnedAway(still)) return { fault: 'FACE_TURNED_AWAY' };
    if (still.eyes < bounds.eyes.closed || isOpen(still, usual)) return { fault: 'FACE_WRONG_MOVEMENT' };
  }
  for (const [at, frame] of moved.entries()) {
    const [shown, ...more] = movementsIn(frame, usual);
    if (shown !== movements[at] || more.length > 0) return { fault: 'FACE_WRONG_MOVEMENT' };
  }
  if (!isOnePerson(stills, moved)) return { fault: 'FACE_TWO_PEOPLE' };
  return frames.length === 2 * movements.length ? { stills } : { fault: 'FACE_FRAMES_MISSING' };
}

/** How the person looks when nothing is asked; the mouth of the still in which it is most closed. */
type Usual = Pick<Measurement, 'yaw' | 'eyes' | 'mouth' | 'mouthByNose'>;

const usualOf = (stills: readonly Measurement[]): Usual => ({
  yaw: meanOf(stills.map(({ yaw }) => yaw)),
  eyes: meanOf(stills.map(({ eyes }) => eyes)),
  mouth: Math.min(...stills.map(({ mouth }) => mouth)),
  mouthByNose: Math.min(...stills.map(({ mouthByNose }) => mouthByNose)),
});

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function isTurnedAway({ yaw, pitch, roll }: Measurement): boolean {
  const [up, down] = bounds.still.pitch;
  return Math.abs(yaw) > bounds.still.yaw || Math.abs(roll) > bounds.still.roll || pitch < up || pitch > down;
}

const isOpen = ({ mouth, mouthByNose }: Measurement, usual: Usual): boolean =>
  mouth > usual.mouth * bounds.mouth.opening && mouthByNose > usual.mouthByNose * bounds.mouth.byNose;

/** Every movement that the frame shows. Of a turned head nothing else is told: its far eye and its mouth look other than they are. */
function movementsIn(frame: Measurement, usual: Usual): readonly Movement[] {
  const turned = frame.yaw - usual.yaw;
  if (turned > bounds.turn) return ['turn-left'];
  if (turned < -bounds.turn) return ['turn-right'];
  const shown: Movement[] = [];
  if (frame.eyes < bounds.eyes.closed && frame.eyes < usual.eyes - bounds.eyes.drop) shown.push('close-eyes');
  if (isOpen(frame, usual)) shown.push('open-mouth');
  return shown;
}

function isOnePerson(stills: readonly Measurement[], moved: readonly Measurement[]): boolean {
  const alike = stills.every(({ embedding }, at) =>
    stills.slice(at + 1).every((other) => similarityOf(embedding, other.embedding) >= bounds.same.stills),
  );
  const mean = meanEmbeddingOf(stills.map(({ embedding }) => embedding));
  return alike && moved.every(({ embedding }) => similarityOf(embedding, mean) >= bounds.same.movement);
}
