/** Waiting for the yes: how long it has been, until when it holds, and of several people who has agreed. It looks the same whatever anybody holds. */
import { defineAsyncComponent, defineComponent, type FunctionalComponent, onScopeDispose, ref } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import type { RequestForAsker } from '../../../sdk/schemas/requests.ts';
import { hourglass } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Tag } from '../parts/notes.tsx';
import { ask as say } from '../words/counter-ask.ts';
import { timeText } from '../words/dates.ts';
import type { Asking } from './asking.ts';
import { spanText } from './desk-header.tsx';
import type { Kept } from './kept.ts';
import { roleText } from './matter.ts';

const FaceWaiting = defineAsyncComponent(async () => (await import('./face/face-waiting.tsx')).FaceWaiting);

type Props = { readonly state: Asking; readonly matter: CompleteMatter };

/** Says each change to those who don't look. */
export const Saying: FunctionalComponent<{ readonly state: Asking }> = ({ state }) => (
  <p role="status" class="visually-hidden">
    {said(state)}
  </p>
);
Saying.props = ['state'];

export const Waiting = defineComponent(
  (props: Props & { readonly onCancel: () => Promise<void> }) => () => {
    const { phase, kept, view } = props.state;
    if (kept === undefined) return null;
    const ways = Object.values(kept.methods);
    return (
      <section class="sheet stack waiting-for" aria-labelledby="waiting">
        <h2 id="waiting" class="waiting-title">
          <Icon of={hourglass} />
          {said(props.state)}
        </h2>
        {ways.every((way) => way === 'face') ? null : <p class="quiet">{say.waitingTold()}</p>}
        {ways.includes('face') ? <FaceWaiting view={view} /> : null}
        <Shown kept={kept} />
        <Parties view={view} matter={props.matter} />
        <Times kept={kept} />
        {phase === 'waiting' ? (
          <p>
            <Button onPress={props.onCancel}>{say.cancel()}</Button>
          </p>
        ) : null}
      </section>
    );
  },
  { props: ['state', 'matter', 'onCancel'] },
);

function said({ phase, kept, view, wasStopped }: Asking): string {
  if (phase === 'sending') return say.sending();
  if (phase === 'fetching') return say.fetching();
  if (phase !== 'waiting') return wasStopped ? say.cancelled() : '';
  const checks = view?.parties.flatMap(({ check, agreed }) => (agreed ? [] : [check])) ?? [];
  if (checks.includes('waiting')) return say.secondOfficer();
  if (checks.includes('compare')) return say.comparing();
  if (checks.includes('confirmed')) return say.atScreen();
  const faces = view?.parties.map(({ face }) => face) ?? [];
  if (faces.includes('waiting')) return say.faceWaiting();
  if (faces.includes('recognised')) return say.atScreen();
  if (faces.includes('waits-for-guardian')) return say.faceGuardian();
  const isShown = Object.values(kept?.methods ?? {}).includes('show');
  return isShown ? say.waitingShown() : say.waiting();
}

/** The counter's own code, to be scanned by whoever stands there, and the number that they pick. */
const Shown = ({ kept }: { readonly kept: Kept }) => {
  const [show] = Object.values(kept.shows);
  return show === undefined ? null : (
    <div class="own-code">
      <div class="qr" role="img" aria-label={say.ownQr()} innerHTML={show.svg} />
      <p>
        {say.ownDigits()}
        <strong class="number">{show.twoDigits}</strong>
      </p>
    </div>
  );
};

const Parties = ({
  view,
  matter,
}: {
  readonly view: RequestForAsker | undefined;
  readonly matter: CompleteMatter;
}) =>
  view === undefined || view.parties.length < 2 ? null : (
    <ul class="plain parties">
      {view.parties.map(({ subject, agreed }) => (
        <li key={subject}>
          {roleText(matter, subject)}{' '}
          <Tag kind={agreed ? 'ok' : 'plain'}>{agreed ? say.agreed() : say.notAgreed()}</Tag>
        </li>
      ))}
    </ul>
  );

/** For the eye only: it changes every second. */
const Times = defineComponent(
  (props: { readonly kept: Kept }) => {
    const now = ref(Date.now());
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 1000);
    onScopeDispose(() => clearInterval(timer));
    return () => (
      <p class="small quiet">
        <span aria-hidden="true">
          {say.waited({
            time: spanText(Math.max(0, Math.round((now.value - Date.parse(props.kept.askedAt)) / 1000))),
          })}
          {' · '}
        </span>
        {say.until({ time: timeText(props.kept.expiresAt) })}
      </p>
    );
  },
  { props: ['kept'] },
);
