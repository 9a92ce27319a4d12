/** Showing on demand what is covered otherwise, and covering it again by itself. */
import { onScopeDispose, shallowReactive } from 'vue';

/** Milliseconds for which something stays shown: whoever walks away leaves nothing on the screen. */
const SHOWN = 30_000;

export type Reveal<Value> = {
  /** What is shown; undefined while it is covered. */
  readonly value: Value | undefined;
  readonly isBusy: boolean;
  readonly hasFailed: boolean;
  readonly toggle: () => Promise<void>;
};

/** Call it while setting a component up; `read` is asked each time, and what it answered is forgotten with the cover. */
export function useReveal<Value>(read: () => Promise<Value>): Reveal<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cover = (): void => {
    clearTimeout(timer);
    state.value = undefined;
  };
  const state = shallowReactive<{ -readonly [Key in keyof Reveal<Value>]: Reveal<Value>[Key] }>({
    value: undefined,
    isBusy: false,
    hasFailed: false,
    toggle: async () => {
      if (state.value !== undefined) return cover();
      Object.assign(state, { isBusy: true, hasFailed: false });
      try {
        state.value = await read();
        timer = setTimeout(cover, SHOWN);
      } catch {
        state.hasFailed = true;
      }
      state.isBusy = false;
    },
  });
  onScopeDispose(cover);
  return state;
}
