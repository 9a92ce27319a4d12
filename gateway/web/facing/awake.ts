/** Keeps the display on while the page is in sight (Screen Wake Lock); where the device doesn't allow it, it sleeps as it likes. */
import { onScopeDispose } from 'vue';

/** For as long as the component that calls this while setting up is there. */
export function useAwake(): void {
  let lock: WakeLockSentinel | undefined;
  const hold = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen').catch(() => undefined);
  };
  // A page out of sight loses its lock.
  document.addEventListener('visibilitychange', hold);
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', hold);
    void lock?.release();
  });
  void hold();
}
