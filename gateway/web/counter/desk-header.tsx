/** What a clerk's header tells beside the usual: the window, how old the trust data are, what waits for them, the keys. */
import { defineAsyncComponent, defineComponent, onScopeDispose } from 'vue';
import { listOfficerChecks } from '../calls/counter.ts';
import { useLoaded } from '../calls/loaded.ts';
import { monitor, users, wifi, wifiOff } from '../icons/icons.ts';
import { Icon } from '../parts/icon.tsx';
import { RouterLink } from '../parts/router.tsx';
import { counter as say } from '../words/counter.ts';
import { checks } from '../words/counter-ask.ts';
import { screens } from '../words/screens.ts';
import { nameOf } from '../words/words.ts';
import { chooseWindow } from './kept.ts';
import { KeyHelp } from './keys.tsx';
import { isAway } from './offline/away.ts';
import { trustAge } from './trust.ts';
import { windowHere } from './window.tsx';

const FaceChecksLink = defineAsyncComponent(
  async () => (await import('./face/face-checks-link.tsx')).FaceChecksLink,
);

const LOOK_EVERY = 10_000;

export const DeskHeader = defineComponent(() => () => (
  <>
    {windowHere.value === undefined ? null : (
      <button class="tool" type="button" onClick={() => chooseWindow(undefined)}>
        {nameOf(windowHere.value)}
        <span class="visually-hidden">{say.changeWindow()}</span>
      </button>
    )}
    <TrustLine />
    {windowHere.value === undefined ? null : <WaitingChecks window={windowHere.value.code} />}
    {windowHere.value === undefined ? null : <FaceChecksLink window={windowHere.value.code} />}
    {windowHere.value === undefined ? null : <ScreensLink />}
    <KeyHelp />
  </>
));

const ScreensLink = () => (
  <RouterLink class="tool" to="/screens">
    <Icon of={monitor} />
    {screens.link()}
  </RouterLink>
);

const TrustLine = () => {
  const age = trustAge();
  const isOn = !isAway.value;
  if (age === undefined) return <span class="small quiet">{say.trustUnknown()}</span>;
  return (
    <span class={['net', 'small', isOn ? '' : 'off']}>
      <Icon of={isOn ? wifi : wifiOff} />
      {isOn ? say.trustNow({ age: spanText(age) }) : say.trustOffline({ age: spanText(age) })}
    </span>
  );
};

/** A span of seconds in the largest unit that it fills. */
export function spanText(seconds: number): string {
  if (seconds < 60) return say.seconds(seconds);
  return seconds < 3600 ? say.minutes(Math.floor(seconds / 60)) : say.hours(Math.floor(seconds / 3600));
}

/** How many checks wait for a second officer here; asked in turns, since a page may keep few streams open. */
const WaitingChecks = defineComponent(
  (props: { readonly window: string }) => {
    const open = useLoaded(() => props.window, listOfficerChecks);
    const turns = setInterval(open.again, LOOK_EVERY);
    onScopeDispose(() => clearInterval(turns));
    return () => (
      <RouterLink class="tool" to="/checks">
        <Icon of={users} />
        {checks.link({ n: open.value?.items.filter(({ mayDecide }) => mayDecide).length ?? 0 })}
      </RouterLink>
    );
  },
  { props: ['window'] },
);
