/** How the pages stand to the gateway, for the frame's quiet line. */
import { readonly, shallowReactive } from 'vue';

type State = {
  /** `restarting`: reads are being tried again; `reconnecting`: a live stream has been broken for a while. */
  state: 'reached' | 'restarting' | 'reconnecting' | 'lost';
  /** Seconds until the next try, while restarting. */
  secondsLeft: number;
};

const now = shallowReactive<State>({ state: 'reached', secondsLeft: 0 });

/** Reactive for whoever shows it; told by calls, by live streams, and by a device that has its network back. */
export const connection = {
  now: readonly(now),
  reached(): void {
    now.state = 'reached';
  },
  lost(): void {
    now.state = 'lost';
  },
  reconnecting(): void {
    if (now.state === 'reached') now.state = 'reconnecting';
  },
  /** Counts down to the next try. @throws the signal's reason */
  async waitFor(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    now.state = 'restarting';
    for (now.secondsLeft = seconds; now.secondsLeft > 0; now.secondsLeft -= 1) {
      await second();
      if (signal?.aborted !== true) continue;
      now.state = 'reached';
      signal.throwIfAborted();
    }
  },
};

const second = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1000));

globalThis.addEventListener?.('online', () => {
  if (now.state === 'lost') connection.reached();
});
