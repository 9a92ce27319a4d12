/** Something that a reader has done at the gateway: whether it is under way, and why it wasn't done. */
import { shallowReactive } from 'vue';
import { CallProblem } from './problem.ts';

export type Deed<Given extends unknown[], Done> = {
  readonly isBusy: boolean;
  /** Why not: the gateway's refusal, or that nobody knows whether it was done; undefined where nothing is wrong. */
  readonly fault: CallProblem | 'unreached' | undefined;
  /** Does it once; undefined where it wasn't done. */
  readonly run: (...given: Given) => Promise<Done | undefined>;
  /** Forgets the fault. */
  readonly forget: () => void;
};

/** Reactive. While one is under way another isn't begun. */
export function useDeed<Given extends unknown[], Done>(
  act: (...given: Given) => Promise<Done>,
): Deed<Given, Done> {
  const state = shallowReactive<{ -readonly [Key in keyof Deed<Given, Done>]: Deed<Given, Done>[Key] }>({
    isBusy: false,
    fault: undefined,
    run: async (...given) => {
      if (state.isBusy) return undefined;
      Object.assign(state, { isBusy: true, fault: undefined });
      try {
        return await act(...given);
      } catch (error) {
        state.fault = error instanceof CallProblem ? error : 'unreached';
        return undefined;
      } finally {
        state.isBusy = false;
      }
    },
    forget: () => {
      state.fault = undefined;
    },
  });
  return state;
}
