/** Asks before a session ends by itself, and says so when it has; nothing typed is lost either way. */
import { defineComponent, onScopeDispose, ref, watch } from 'vue';
import { isSignedOut } from '../calls/call.ts';
import { findNewSession, keepSession, session, signedIn, signInAddress } from '../calls/session.ts';
import { timeText } from '../words/dates.ts';
import { shared } from '../words/shared.ts';
import { Button } from './button.tsx';
import { Note } from './notes.tsx';

const ASK_BEFORE = 120_000;
/** Beyond this a timer of the browser's runs at once. */
const LONGEST_TIMER = 2_147_483_647;

export const SessionEnd = defineComponent(() => {
  const phase = ref<'far' | 'near' | 'over'>('far');
  const isBusy = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    const one = signedIn();
    if (one === undefined) return;
    const left = Date.parse(one.endsAt) - Date.now();
    phase.value = left <= 0 || isSignedOut.value ? 'over' : left <= ASK_BEFORE ? 'near' : 'far';
    const wait = phase.value === 'near' ? left : left - ASK_BEFORE;
    if (phase.value !== 'over') timer = setTimeout(look, Math.min(wait, LONGEST_TIMER));
  };
  watch([session, isSignedOut], look, { immediate: true });
  // A device that slept has missed its timers, and whoever comes back may have signed in elsewhere.
  const comeBack = (): void => {
    look();
    if (phase.value === 'over' && document.visibilityState === 'visible') void findNewSession();
  };
  document.addEventListener('visibilitychange', comeBack);
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', comeBack);
  });
  const keep = async (): Promise<void> => {
    isBusy.value = true;
    // Where it fails the question stays, and with it the button.
    await keepSession().catch(() => {});
    isBusy.value = false;
  };
  return () => (
    <div class="session-end" role="alert">
      {phase.value === 'near' ? <AboutToEnd isBusy={isBusy.value} onKeep={keep} /> : null}
      {phase.value === 'over' ? <Ended /> : null}
    </div>
  );
});

const AboutToEnd = ({ isBusy, onKeep }: { readonly isBusy: boolean; readonly onKeep: () => unknown }) => (
  <Note kind="warn">
    <p>
      <strong>{shared.aboutToEnd()}</strong>{' '}
      {shared.aboutToEndWhy({ time: timeText(signedIn()?.endsAt ?? new Date()) })}
    </p>
    <Button busy={isBusy} onPress={onKeep}>
      {shared.keepSession()}
    </Button>
  </Note>
);

const Ended = () => (
  <Note kind="info">
    <p>
      <strong>{shared.sessionEnded()}</strong> {shared.sessionEndedWhy()}
    </p>
    <a class="button" href={signInAddress(signedIn()?.kind ?? 'person')} target="_blank" rel="noopener">
      {shared.signIn()}
    </a>
  </Note>
);
