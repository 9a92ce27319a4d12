/** The end of a request's time, as the page that shows it learns of it. */
import { onScopeDispose, watch } from 'vue';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { isOpen, readRequest } from './known.ts';

/** The gateway sweeps requests that are over every few seconds. */
const ASK_AGAIN = 3_000;

/** Asks how a request ended once its time is over. Call it while setting a component up. */
export function useEnd(request: () => RequestForPerson): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const { id, expiresAt } = request();
    if (!isOpen(request())) return;
    const left = Date.parse(expiresAt) - Date.now();
    timer = setTimeout(
      () => {
        if (left <= 0) void readRequest(id).catch(() => {});
        look();
      },
      Math.max(left, ASK_AGAIN),
    );
  };
  watch(request, look, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
}
