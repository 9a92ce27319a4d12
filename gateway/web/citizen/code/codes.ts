/** The code and the number that a person shows: drawn anew before they end, and again and again while nobody answers. */
import { computed, onScopeDispose, shallowRef } from 'vue';
import type { ShownCode } from '../../../../sdk/schemas/requests.ts';
import { call } from '../../calls/call.ts';
import { CallProblem } from '../../calls/problem.ts';

/** Milliseconds until the next try where there was no answer. */
const RETRY = 5_000;

export type Shown = {
  /** Data URL of the QR code. */
  readonly picture: string;
  readonly digits: string;
  /** Seconds for which they were given. */
  readonly life: number;
  readonly endsAt: number;
};

const draw = (kind: ShownCode['kind']): Promise<ShownCode> => call('POST', '/me/codes', { body: { kind } });

async function drawBoth(): Promise<Shown> {
  const [qr, number] = await Promise.all([draw('qr'), draw('number')]);
  const ends = Math.min(...[qr, number].map(({ expiresAt }) => Date.parse(expiresAt)));
  const life = Math.max(1, Math.round((ends - Date.now()) / 1000));
  // Counted by this device: its clock may differ from the gateway's.
  return { picture: qr.png ?? '', digits: number.number ?? '', life, endsAt: Date.now() + 1000 * life };
}

/** Call it while setting a component up. Hidden pages draw nothing; seen again they have a new code at once. */
export function useCodes() {
  const shown = shallowRef<Shown>();
  const now = shallowRef(Date.now());
  const isRenewing = shallowRef(false);
  /** Why there is no code; `undefined` within where nobody answered. */
  const fault = shallowRef<{ readonly problem: CallProblem | undefined }>();
  let retryAt = 0;
  const left = computed(() =>
    shown.value === undefined ? 0 : Math.max(0, Math.ceil((shown.value.endsAt - now.value) / 1000)),
  );
  const renew = async (): Promise<void> => {
    isRenewing.value = true;
    try {
      shown.value = await drawBoth();
      fault.value = undefined;
    } catch (error) {
      fault.value = { problem: error instanceof CallProblem ? error : undefined };
      retryAt = Date.now() + RETRY;
    }
    now.value = Date.now();
    isRenewing.value = false;
  };
  const tick = (): void => {
    now.value = Date.now();
    if (left.value === 0 && !isRenewing.value && !document.hidden && now.value >= retryAt) void renew();
  };
  const timer = setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
  });
  tick();
  return { shown, left, isRenewing, fault, again: () => void renew() };
}
