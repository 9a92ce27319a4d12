/** A challenge before the camera: from loading what sees faces to posting the pictures, with every way in which it may end. */
import { onScopeDispose, type ShallowRef, shallowReactive, shallowReadonly } from 'vue';
import type { FaceChallenge, FaceEvidence, Movement } from '../../../../sdk/schemas/face.ts';
import { CallProblem } from '../../calls/problem.ts';
import { askForCamera, isRefusal } from '../camera.ts';
import { draw, jpegOf } from './frames.ts';
import type { Guidance } from './guidance.ts';
import { PAUSE } from './pause.ts';
import { openTaking, type Progress } from './taking.ts';
import type { Watch } from './watcher.ts';

/**
 * Why it ended: the camera refused, none there, the program not loaded, no movement seen for long, the gateway not
 * reached, or the gateway's refusal.
 */
export type ChallengeFault = 'blocked' | 'none' | 'broken' | 'stuck' | 'unreached' | CallProblem;

export type ChallengeState = {
  phase: 'closed' | 'preparing' | 'asking' | 'watching' | 'sending' | 'failed';
  /** What is to be done now: look straight, or a movement. */
  now: 'straight' | Movement | undefined;
  /** Of how many movements the present one is which, from 1. */
  step: number;
  steps: number;
  guidance: Guidance;
  isSlow: boolean;
  fault: ChallengeFault | undefined;
};

export type ChallengeCalls = {
  readonly start: () => Promise<FaceChallenge>;
  /** Resolves where the gateway took the pictures for what they are meant to show. */
  readonly send: (evidence: FaceEvidence) => Promise<unknown>;
  /** Told of every moment in which somebody is well placed. */
  readonly onSeen?: () => void;
};

const SIZE = { width: { ideal: 640 }, height: { ideal: 480 } };

const atRest: Omit<ChallengeState, 'phase'> = {
  ...{ now: undefined, step: 1, steps: 3, guidance: 'none', isSlow: false, fault: undefined },
};

/** Call it while setting a component up. The camera is closed as soon as the pictures are taken, or nobody looks any more. */
export function useChallenge(
  video: Readonly<ShallowRef<HTMLVideoElement | null | undefined>>,
  calls: () => ChallengeCalls,
) {
  const state = shallowReactive<ChallengeState>({ phase: 'closed', ...atRest });
  let stream: MediaStream | undefined;
  let turn = 0;
  const release = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    if (video.value != null) video.value.srcObject = null;
  };
  const close = (): void => {
    turn += 1;
    release();
    state.phase = 'closed';
  };
  const take = async (watch: Watch, picture: HTMLVideoElement, isOn: () => boolean): Promise<void> => {
    const challenge = await calls().start();
    if (!isOn()) return;
    state.steps = challenge.movements.length;
    state.phase = 'watching';
    const frames = await takeFrames(watch, picture, challenge, {
      isOn,
      onProgress: ({ step, phase, guidance, isSlow }) => {
        if (guidance === 'well') calls().onSeen?.();
        const movement = challenge.movements[step];
        Object.assign(state, { step: step + 1, guidance, isSlow });
        state.now = phase === 'still' ? 'straight' : movement;
      },
    });
    if (!isOn()) return;
    release();
    state.phase = 'sending';
    await calls().send({ nonce: challenge.nonce, frames: [...frames] });
    if (isOn()) state.phase = 'closed';
  };
  const open = async (): Promise<void> => {
    close();
    const own = turn;
    const isOn = (): boolean => own === turn;
    Object.assign(state, atRest, { phase: 'preparing' });
    try {
      const watch = await loadWatcher();
      if (!isOn()) return;
      state.phase = 'asking';
      const asked = await openCamera();
      if (!isOn() || video.value == null) {
        for (const track of asked.getTracks()) track.stop();
        return;
      }
      stream = asked;
      video.value.srcObject = asked;
      await video.value.play();
      await take(watch, video.value, isOn);
    } catch (error) {
      if (!isOn()) return;
      release();
      state.fault = faultOf(error);
      state.phase = 'failed';
    }
  };
  onScopeDispose(close);
  return { state: shallowReadonly(state), open, close };
}

class Ended extends Error {
  readonly fault: Exclude<ChallengeFault, CallProblem>;
  constructor(fault: Exclude<ChallengeFault, CallProblem>) {
    super(fault);
    this.fault = fault;
  }
}

const faultOf = (error: unknown): ChallengeFault => {
  if (error instanceof CallProblem) return error;
  return error instanceof Ended ? error.fault : 'unreached';
};

const loadWatcher = (): Promise<Watch> =>
  import('./watcher.ts')
    .then(({ openWatcher }) => openWatcher())
    .catch(() => {
      throw new Ended('broken');
    });

const openCamera = (): Promise<MediaStream> =>
  askForCamera('user', SIZE).catch((error: unknown) => {
    throw new Ended(isRefusal(error) ? 'blocked' : 'none');
  });

async function takeFrames(
  watch: Watch,
  video: HTMLVideoElement,
  { movements }: FaceChallenge,
  { isOn, onProgress }: { readonly isOn: () => boolean; readonly onProgress: (progress: Progress) => void },
): Promise<readonly string[]> {
  const canvas = document.createElement('canvas');
  const taking = openTaking<string>(movements, performance.now());
  while (isOn()) {
    if (draw(video, canvas)) {
      const sight = await watch(canvas).catch(() => {
        throw new Ended('broken');
      });
      const progress = taking.look(sight, () => jpegOf(canvas), performance.now());
      if (progress.isStuck) throw new Ended('stuck');
      if (progress.phase === 'done') break;
      onProgress(progress);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return taking.frames();
}
