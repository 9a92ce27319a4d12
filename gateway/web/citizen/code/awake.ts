/** Keeps the screen awake while somebody shows it, where the browser can (Screen Wake Lock). */
import { onScopeDispose } from 'vue';

export function useAwake(): void {
  let lock: WakeLockSentinel | undefined;
  let isOver = false;
  const take = async (): Promise<void> => {
    // Refused on low battery, and unknown to older browsers: the code is good all the same.
    const taken = await navigator.wakeLock?.request('screen').catch(() => undefined);
    if (isOver) void taken?.release();
    else lock = taken;
  };
  const look = (): void => {
    if (!document.hidden) void take();
  };
  document.addEventListener('visibilitychange', look);
  look();
  onScopeDispose(() => {
    isOver = true;
    document.removeEventListener('visibilitychange', look);
    void lock?.release();
  });
}
