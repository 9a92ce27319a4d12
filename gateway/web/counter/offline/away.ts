/** Whether the gateway can be reached from this counter, and what is done once it is back. */
import { readonly, ref, watch } from 'vue';
import { connection } from '../../calls/connection.ts';

/** A restart that takes longer than this counts as no network; and how often it is tried whether it is back. */
const PATIENCE = 5_000;
const TRY_EVERY = 5_000;

const away = ref(!navigator.onLine);

/** True while the gateway can't be reached. */
export const isAway = readonly(away);

/** Watches for as long as the page is open; `onBack` is called each time that the gateway is reached again. */
export function watchNetwork(onBack: () => void): void {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    if (!(await isReachable())) {
      connection.lost();
      return;
    }
    if (!away.value) return;
    away.value = false;
    connection.reached();
    onBack();
  };
  watch(
    () => connection.now.state,
    (state) => {
      clearTimeout(patience);
      if (state === 'lost') away.value = true;
      if (state === 'restarting')
        patience = setTimeout(() => {
          away.value = true;
        }, PATIENCE);
      // An answer may be the browser's own, from before.
      if (state === 'reached' && away.value) void look();
    },
    { flush: 'sync' },
  );
  addEventListener('offline', () => connection.lost());
  addEventListener('online', () => void look());
  setInterval(() => {
    if (away.value) void look();
  }, TRY_EVERY);
  if (away.value) connection.lost();
}

/** Asks for next to nothing, and no cache. */
async function isReachable(): Promise<boolean> {
  const answer = await fetch('/health', { cache: 'no-store' }).catch(() => undefined);
  return answer?.ok === true;
}
