/** What a paired screen shows now, for as long as it is paired; and nothing once that is out of date. */
import { onScopeDispose, shallowReactive, shallowReadonly } from 'vue';
import type { FaceEvidence, FaceSaid } from '../../../sdk/schemas/face.ts';
import type { ScreenDecision, ScreenView } from '../../../sdk/schemas/screens.ts';
import type { Paired } from './device.ts';
import { isEnd, openGateway } from './gateway.ts';

/** Milliseconds: without a sign of life the screen asks, and then says that it connects; after a fault it waits. */
const ASK_AFTER = 10_000;
const STALE_AFTER = 15_000;
const PAUSE = 2_000;
/** How long the end of a request is shown. */
const END_SHOWN = 12_000;

export type Request = NonNullable<ScreenView['request']>;

export type Screen = {
  /** What the gateway told last; undefined until it did. */
  view: ScreenView | undefined;
  /** Whether that is too old to be shown. */
  isStale: boolean;
  /** The request whose end was shown long enough, or wiped by whoever read it. */
  over: string | undefined;
};

/** Call it while setting a component up; `onEnd` is told when the gateway doesn't know the screen any more. */
export function useScreen(paired: Paired, onEnd: () => void) {
  const gateway = openGateway(paired);
  const gone = new AbortController();
  const screen = shallowReactive<Screen>({ view: undefined, isStale: false, over: undefined });
  let heardAt = Date.now();
  let clearing: ReturnType<typeof setTimeout> | undefined;
  const heard = (): void => {
    heardAt = Date.now();
    screen.isStale = false;
  };
  const show = (view: ScreenView): void => {
    heard();
    const before = screen.view?.request;
    screen.view = view;
    const { request } = view;
    const hasEnded = request !== null && isEnded(request);
    if (hasEnded && (before?.id !== request.id || !isEnded(before))) {
      clearTimeout(clearing);
      clearing = setTimeout(() => {
        screen.over = request.id;
      }, END_SHOWN);
    }
  };
  const fail = (error: unknown): void => {
    if (gone.signal.aborted || !isEnd(error)) return;
    gone.abort();
    onEnd();
  };
  const run = async (): Promise<void> => {
    while (!gone.signal.aborted) {
      await gateway.follow(show, { onHeard: heard, signal: gone.signal }).catch(fail);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  };
  const turns = setInterval(() => {
    const silence = Date.now() - heardAt;
    screen.isStale = silence >= STALE_AFTER;
    if (silence >= ASK_AFTER) void gateway.look().then(show, fail);
  }, 1_000);
  onScopeDispose(() => {
    gone.abort();
    clearInterval(turns);
    clearTimeout(clearing);
  });
  void run();
  return {
    screen: shallowReadonly(screen),
    /** Says yes or no to the request that is shown. @throws CallProblem, Unreached */
    decide: async (request: string, decision: ScreenDecision): Promise<void> =>
      show(await gateway.decide(request, decision)),
    startFace: gateway.startFace,
    /** Shows a face for the request. @throws CallProblem, Unreached */
    showFace: async (request: string, shown: FaceSaid & FaceEvidence): Promise<void> =>
      show(await gateway.showFace(request, shown)),
    startCheck: gateway.startCheck,
    /** Shows a face for a check by two officers. @throws CallProblem, Unreached */
    showCheck: async (check: string, shown: FaceEvidence): Promise<void> =>
      show(await gateway.showCheck(check, shown)),
    /** Shows a request no longer. */
    clear: (request: string): void => {
      screen.over = request;
    },
  };
}

const ENDS: ReadonlySet<Request['state']> = new Set(['answered', 'refused', 'expired', 'withdrawn']);

/** True where nothing more comes of it. */
export const isEnded = ({ state }: Request): boolean => ENDS.has(state);
