/** What stands round every page: skip link, header, quiet lines, the page itself, and the places below. */
import { defineAsyncComponent, defineComponent, type FunctionalComponent } from 'vue';
import { connection } from '../calls/connection.ts';
import { signedIn } from '../calls/session.ts';
import { refreshCw } from '../icons/icons.ts';
import { isElderChosen } from '../words/language.ts';
import { shared } from '../words/shared.ts';
import { Header } from './header.tsx';
import { Icon } from './icon.tsx';
import { SessionEnd } from './session-end.tsx';

export type FrameProps = {
  /** The area's name in the header. */
  readonly area?: (() => string) | undefined;
  /** Where the city's name in the header leads; to the start unless the page must stay where it is. */
  readonly home?: string | undefined;
  /** One column for reading, or the width of a desk. */
  readonly layout: 'column' | 'desk';
};

const LargeTypeOffer = defineAsyncComponent(
  async () => (await import('./large-type-offer.tsx')).LargeTypeOffer,
);

function isLargeTypeOffered(): boolean {
  const one = signedIn();
  return one?.kind === 'person' && one.isElder && !isElderChosen.value;
}

/** Slots: `default` is the page, `header` stands in the header, `below` after the page (the four places). */
export const Frame = defineComponent(
  (props: FrameProps, { slots }) =>
    () => (
      <>
        <a class="skip" href="#main">
          {shared.skip()}
        </a>
        <Header area={props.area} home={props.home}>
          {slots.header}
        </Header>
        <QuietLine />
        <SessionEnd />
        {isLargeTypeOffered() ? <LargeTypeOffer /> : null}
        <main id="main" class={[props.layout, 'stack']} tabindex="-1">
          {slots.default?.()}
        </main>
        {slots.below?.()}
      </>
    ),
  { props: ['area', 'home', 'layout'] },
);

/** Says that the gateway is away and what is being done; what was typed stays. The seconds are for the eye only. */
const QuietLine: FunctionalComponent = () => {
  const { state, secondsLeft } = connection.now;
  const isTold = state === 'restarting' || state === 'reconnecting';
  return (
    <div class={isTold ? 'quiet-line' : ''} role="status">
      {isTold ? <Icon of={refreshCw} /> : null}
      {state === 'restarting' ? (
        <p>
          {shared.restarting()}
          <span aria-hidden="true">{shared.restartingIn({ s: secondsLeft })}</span>
        </p>
      ) : null}
      {state === 'reconnecting' ? <p>{shared.reconnecting()}</p> : null}
    </div>
  );
};
