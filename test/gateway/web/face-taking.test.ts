/** What the pages take of somebody before the camera: a still before each movement, the movement at its fullest, and nothing of what wasn't asked for. */
import { describe, expect, test } from 'vitest';
import { guidanceOf } from '../../../gateway/web/parts/face/guidance.ts';
import type { Face, Sight } from '../../../gateway/web/parts/face/measure.ts';
import { openTaking, type Progress } from '../../../gateway/web/parts/face/taking.ts';
import type { Movement } from '../../../sdk/schemas/face.ts';

const rest: Face = { x: 0.5, y: 0.5, height: 0.5, turn: 0, eyes: 0.33, mouth: 0.02 };
const full: Readonly<Record<Movement, Partial<Face>>> = {
  'close-eyes': { eyes: 0.12 },
  'turn-left': { turn: 0.4 },
  'turn-right': { turn: -0.4 },
  'open-mouth': { mouth: 0.3 },
};
const most: Readonly<Record<Movement, Partial<Face>>> = {
  'close-eyes': { eyes: 0.224 },
  'turn-left': { turn: 0.21 },
  'turn-right': { turn: -0.21 },
  'open-mouth': { mouth: 0.11 },
};
const sight = (face: Partial<Face> = {}): Sight => ({ faces: 1, light: 150, face: { ...rest, ...face } });

/** Shows faces for a while each, ten looks a second; a picture is what is to be seen at that moment. */
function play(
  movements: readonly Movement[],
  scenes: readonly (readonly [Partial<Face>, seconds: number])[],
) {
  const taking = openTaking<Partial<Face>>(movements, 0);
  let now = 0;
  let progress: Progress | undefined;
  for (const [face, seconds] of scenes)
    for (let look = 0; look < 10 * seconds; look += 1) {
      now += 100;
      progress = taking.look(sight(face), () => face, now);
      if (progress.phase === 'done') return { frames: taking.frames(), progress };
    }
  return { frames: taking.frames(), progress };
}

describe('three movements', () => {
  test.each([
    [['close-eyes', 'turn-left', 'turn-right']],
    [['open-mouth', 'close-eyes', 'turn-left']],
    [['turn-right', 'open-mouth', 'close-eyes']],
  ] as const)('%s: each is taken after a still of its own', (movements) => {
    const scenes = movements.flatMap(
      (one) =>
        [
          [{}, 1],
          [full[one], 1],
        ] as const,
    );
    const { frames, progress } = play(movements, scenes);
    expect(frames).toEqual(movements.flatMap((one) => [{}, full[one]]));
    expect(progress?.phase).toBe('done');
  });

  test('in another order end with the first that wasn’t asked for, which the gateway gets to see', () => {
    for (const other of ['turn-left', 'turn-right', 'open-mouth'] as const) {
      const asked = other === 'turn-left' ? 'turn-right' : 'turn-left';
      const { frames, progress } = play(
        [asked, 'close-eyes', 'open-mouth'],
        [
          [{}, 1],
          [full[other], 2],
          [full[asked], 2],
        ],
      );
      expect(frames).toEqual([{}, full[other]]);
      expect(progress?.phase).toBe('done');
    }
  });

  test('aren’t ended by a blink, a glance down, a word, or another one passed through on the way', () => {
    const { frames } = play(
      ['turn-left', 'close-eyes', 'turn-right'],
      [
        [{}, 1],
        [full['close-eyes'], 3],
        [full['open-mouth'], 0.5],
        [{}, 0.2],
        [full['turn-right'], 0.5],
        [full['turn-left'], 1],
      ],
    );
    expect(frames).toEqual([{}, full['turn-left']]);
  });

  test.each(['close-eyes', 'turn-left', 'turn-right', 'open-mouth'] as const)(
    '%s made not quite is taken after a while, for the gateway to judge',
    (movement) => {
      const scenes = [
        [{}, 1],
        [most[movement], 2],
      ] as const;
      expect(play([movement, 'turn-left', 'turn-right'], scenes).frames).toEqual([{}]);
      const longer = [...scenes, [most[movement], 3]] as const;
      expect(play([movement, 'turn-left', 'turn-right'], longer).frames).toEqual([{}, most[movement]]);
    },
  );

  test('somebody slow is told that there is time, and after long that it can’t be seen', () => {
    const told = (seconds: number) =>
      play(
        ['close-eyes', 'turn-left', 'turn-right'],
        [
          [{}, 1],
          [{}, seconds],
        ],
      ).progress;
    expect(told(5)).toMatchObject({ isSlow: false, isStuck: false });
    expect(told(12)).toMatchObject({ isSlow: true, isStuck: false });
    expect(told(27)).toMatchObject({ isStuck: true });
  });
});

describe('a still', () => {
  test.each([
    ['shut eyes', full['close-eyes']],
    ['an open mouth', full['open-mouth']],
  ])('is not taken of %s', (_, face) => {
    const movements = ['turn-left', 'turn-right', 'close-eyes'] as const;
    const { frames } = play(movements, [
      [{}, 0.4],
      [face, 3],
    ]);
    expect(frames).toEqual([]);
  });

  test('is not taken of a face that is turned away', () => {
    expect(play(['close-eyes', 'turn-left', 'turn-right'], [[{ turn: 0.2 }, 3]]).frames).toEqual([]);
  });
});

test('one thing is told to be mended at a time', () => {
  const of = (more: Partial<Sight>, face: Partial<Face> = {}) =>
    guidanceOf({ ...sight(face), ...more }, false);
  expect(of({ faces: 0, face: undefined })).toBe('none');
  expect(of({ faces: 2 })).toBe('two');
  expect(of({ light: 20 })).toBe('dark');
  expect(of({}, { height: 0.2 })).toBe('closer');
  expect(of({}, { turn: 0.3 })).toBe('turned');
  expect(of({}, { x: 0.1 })).toBe('turned');
  expect(of({})).toBe('well');
  expect(guidanceOf(sight({ turn: 0.4 }), true)).toBe('well');
});
