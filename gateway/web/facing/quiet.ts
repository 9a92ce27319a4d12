/** When nobody is before the screen any more: nothing was touched, turned or typed for a while. */
import { onScopeDispose, readonly, ref } from 'vue';

/** Milliseconds without a sign of anybody; and how long they are asked whether they are still there. */
const QUIET = 60_000;
const ASKED = 30_000;
const SIGNS = ['pointerdown', 'wheel', 'keydown'] as const;

/** Calls `act` each time that it has become quiet; the answer is another sign of somebody. Call it while setting a component up. */
export function whenQuiet(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stir = (): void => {
    clearTimeout(timer);
    timer = setTimeout(act, QUIET);
  };
  for (const sign of SIGNS) addEventListener(sign, stir, { passive: true });
  onScopeDispose(() => {
    clearTimeout(timer);
    for (const sign of SIGNS) removeEventListener(sign, stir);
  });
  stir();
  return stir;
}

/**
 * True while whoever is there is asked whether they still are; any sign of them answers, and without one `leave` is
 * called. Call it while setting a component up.
 */
export function useStillThere(leave: () => void) {
  const isAsked = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = (): void => {
    clearTimeout(timer);
    isAsked.value = false;
  };
  whenQuiet(() => {
    isAsked.value = true;
    timer = setTimeout(leave, ASKED);
  });
  for (const sign of SIGNS) addEventListener(sign, answer, { passive: true });
  onScopeDispose(() => {
    answer();
    for (const sign of SIGNS) removeEventListener(sign, answer);
  });
  return readonly(isAsked);
}
