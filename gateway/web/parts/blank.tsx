/** What a page shows where it has nothing to show yet, or at all; each says what happens next. */
import { defineComponent, type FunctionalComponent, onScopeDispose, ref, type VNode } from 'vue';
import type { Loaded } from '../calls/loaded.ts';
import { octagonAlert, phone, refreshCw, wifiOff } from '../icons/icons.ts';
import { shared } from '../words/shared.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** When waiting shows grey bars, says who is asked, and promises; in milliseconds. */
const [BARS, SAYS, PROMISES] = [400, 2_000, 10_000] as const;

/** An icon, what is (not) there, and in the slot the next step. Where it `isPage`, its heading is the page's. */
export const Blank: FunctionalComponent<{
  readonly icon: string;
  readonly heading: string;
  readonly text?: string;
  readonly isPage?: boolean;
}> = ({ icon, heading, text, isPage = false }, { slots }) => (
  <div class="blank">
    <Icon of={icon} />
    {isPage ? (
      <h1 tabindex="-1">{heading}</h1>
    ) : (
      <p>
        <strong>{heading}</strong>
      </p>
    )}
    {text === undefined ? null : <p class="quiet">{text}</p>}
    {slots.default?.()}
  </div>
);
Blank.props = ['icon', 'heading', 'text', 'isPage'];

/** Waiting: nothing at first, then grey bars, then words with who is asked (`from`), then a promise. */
export const Waiting = defineComponent(
  (props: { readonly from?: string }) => {
    const passed = ref(0);
    const timers = [BARS, SAYS, PROMISES].map((time) => setTimeout(() => (passed.value = time), time));
    onScopeDispose(() => timers.forEach(clearTimeout));
    const text = (): string => {
      if (passed.value >= PROMISES) return shared.waitingLong();
      if (passed.value < SAYS) return '';
      return props.from === undefined ? shared.waitingFor() : shared.waitingFrom({ who: props.from });
    };
    return () => (
      <div class="stack">
        <p role="status">{text()}</p>
        {passed.value < BARS ? null : (
          <div class="waiting" aria-hidden="true">
            <span />
            <span />
            <span />
          </div>
        )}
      </div>
    );
  },
  { props: ['from'] },
);

const isDesk = (): boolean => document.documentElement.dataset.density === 'desk';

/** No network: what can be done without one, and another try. At a desk nobody is sent to a window. */
export const Offline = ({ onAgain }: { readonly onAgain: () => unknown }) => (
  <div role="status">
    <Blank
      icon={wifiOff}
      heading={isDesk() ? shared.unreached() : shared.offline()}
      text={isDesk() ? shared.unreachedNext() : shared.offlineNext()}
    >
      <Button icon={refreshCw} onPress={onAgain}>
        {shared.tryAgain()}
      </Button>
    </Blank>
  </div>
);

/** A refusal with what to do next, or a fault of ours with its number; another try, and a person to call. */
export const Faulty = ({
  of,
  onAgain,
}: {
  readonly of: Loaded<unknown>['problem'];
  readonly onAgain: () => unknown;
}) => {
  const isOurs = of === undefined || of.status >= 500;
  return (
    <div role="alert">
      <Blank
        icon={octagonAlert}
        heading={isOurs ? shared.ourFault() : of.title}
        text={isOurs ? shared.ourFaultNext({ id: of?.instance.slice(-4).toUpperCase() ?? '–' }) : of.next}
      >
        <p class="row">
          <Button icon={refreshCw} look="primary" onPress={onAgain}>
            {shared.tryAgain()}
          </Button>
          <a class="button" href="tel:12345">
            <Icon of={phone} />
            {shared.call12345()}
          </a>
        </p>
      </Blank>
    </div>
  );
};

/**
 * Shows what is loaded by `show`, and else why not. What was shown before stays while it is loaded anew.
 */
export function ShowLoaded<Value>({ of, from, show }: ShowLoadedProps<Value>): VNode {
  if (of.phase === 'offline') return <Offline onAgain={of.again} />;
  if (of.phase === 'fault') return <Faulty of={of.problem} onAgain={of.again} />;
  if (of.value !== undefined) return show(of.value);
  return from === undefined ? <Waiting /> : <Waiting from={from} />;
}

type ShowLoadedProps<Value> = {
  readonly of: Loaded<Value>;
  /** Who is asked, for the words while waiting. */
  readonly from?: string;
  readonly show: (value: Value) => VNode;
};
