/** Takes the pictures of a challenge: for each movement a still, straight into the camera, and then one that shows it. */
import type { Movement } from '../../../../sdk/schemas/face.ts';
import { type Guidance, guidanceOf } from './guidance.ts';
import type { Face, Sight } from './measure.ts';

/** Where it stands: `step` counts movements from 0; `isSlow` after a while without the movement, `isStuck` after long. */
export type Progress = {
  readonly step: number;
  readonly phase: 'still' | 'movement' | 'done';
  readonly guidance: Guidance;
  readonly isSlow: boolean;
  readonly isStuck: boolean;
};

/** Milliseconds for which somebody looks straight into the camera before a still, the first time and later. */
const FIRST_STILL = 600;
const STILL = 250;
/** Milliseconds for which a movement that has begun is watched for its fullest, and after which most of one is taken as well. */
const FULLEST = 350;
const NEARLY_AFTER = 3_000;
const NEARLY = 0.7;
/** Milliseconds without a step forward after which somebody is told that there is time, and after which it is given up. */
const SLOW = 10_000;
const STUCK = 25_000;

/** By how much the person's own still has to be left for a movement to be seen: the share of the eyes that is shut, and what the nose and the lips move. */
const CLOSED = 0.4;
const TURN = 0.26;
const OPEN = 0.11;
/** So many times as much is no more to wait for. */
const FULL = 1.6;

/** Another movement that is as strong, for so many milliseconds, is what somebody made in the place of the one asked for. */
const OTHER = 1.25;
const OTHER_FOR = 700;
/** Eyes close by themselves, and somebody may look down. */
const deliberate: readonly Movement[] = ['turn-left', 'turn-right', 'open-mouth'];

function strengthOf(movement: Movement, face: Face, still: Face): number {
  switch (movement) {
    case 'close-eyes':
      return (1 - face.eyes / still.eyes) / CLOSED;
    case 'turn-left':
      return (face.turn - still.turn) / TURN;
    case 'turn-right':
      return (still.turn - face.turn) / TURN;
    case 'open-mouth':
      return (face.mouth - still.mouth) / OPEN;
  }
}

/** A still has the eyes as open and the mouth as closed as the person was seen to have them. */
const isAtRest = (face: Face, rest: Face): boolean =>
  face.eyes > 0.8 * rest.eyes && face.mouth < rest.mouth + 0.5 * OPEN;

/** The better of two sights of a person at rest, each feature for itself. */
const restOf = (one: Face | undefined, other: Face): Face =>
  one === undefined
    ? other
    : { ...other, eyes: Math.max(one.eyes, other.eyes), mouth: Math.min(one.mouth, other.mouth) };

/**
 * Takes what it is shown, until all movements are done. `keep` makes a picture of what is seen right now; it is called only
 * for those that may be wanted. Times are in milliseconds. Whoever makes another movement is done as well: the gateway then
 * says so of the pictures so far, and counts it.
 */
export function openTaking<Picture>(movements: readonly Movement[], startedAt: number) {
  const frames: Picture[] = [];
  let rest: Face | undefined;
  let still: Face | undefined;
  let best: { readonly strength: number; readonly picture: Picture } | undefined;
  let since = startedAt;
  let straightSince: number | undefined;
  let seenSince: number | undefined;
  let otherSince: number | undefined;
  let isOther = false;

  const forward = (picture: Picture, now: number): void => {
    frames.push(picture);
    since = now;
    straightSince = seenSince = otherSince = best = undefined;
  };
  const watchStill = (face: Face, keep: () => Picture, now: number): void => {
    straightSince ??= now;
    rest = restOf(rest, face);
    const enough = frames.length === 0 ? FIRST_STILL : STILL;
    if (now - straightSince < enough || !isAtRest(face, rest)) return;
    still = face;
    forward(keep(), now);
  };
  const watchMovement = (
    movement: Movement,
    face: Face,
    from: Face,
    keep: () => Picture,
    now: number,
  ): void => {
    const strength = Math.min(FULL, strengthOf(movement, face, from));
    if (strength > NEARLY && strength > (best?.strength ?? 0)) best = { strength, picture: keep() };
    if (strength >= 1) seenSince ??= now;
    const makesAnother = deliberate.some(
      (other) => other !== movement && strengthOf(other, face, from) >= OTHER,
    );
    otherSince = strength < NEARLY && makesAnother ? (otherSince ?? now) : undefined;
    if (otherSince !== undefined && now - otherSince >= OTHER_FOR) {
      isOther = true;
      forward(keep(), now);
      return;
    }
    if (best === undefined) return;
    const isSeen = seenSince !== undefined && (best.strength === FULL || now - seenSince >= FULLEST);
    if (isSeen || now - since >= NEARLY_AFTER) forward(best.picture, now);
  };
  return {
    /** Pictures so far, in the order in which they are posted. */
    frames: (): readonly Picture[] => frames,
    look: (sight: Sight, keep: () => Picture, now: number): Progress => {
      const isMoving = frames.length % 2 === 1;
      const guidance = guidanceOf(sight, isMoving);
      const movement = movements[frames.length >> 1];
      const { face } = sight;
      if (guidance !== 'well') straightSince = undefined;
      else if (face !== undefined && movement !== undefined) {
        if (isMoving && still !== undefined) watchMovement(movement, face, still, keep, now);
        else watchStill(face, keep, now);
      }
      const isDone = isOther || frames.length === 2 * movements.length;
      return {
        step: Math.min(frames.length >> 1, movements.length - 1),
        phase: isDone ? 'done' : frames.length % 2 === 1 ? 'movement' : 'still',
        guidance,
        isSlow: !isDone && now - since >= SLOW,
        isStuck: !isDone && now - since >= STUCK,
      };
    },
  };
}
