/** The camera before which somebody makes three movements; the other ways stay beside it in every state. */
import { defineComponent, useTemplateRef, type VNode, watch } from 'vue';
import { scanFace, x } from '../../icons/icons.ts';
import { face as say } from '../../words/face.ts';
import { Button } from '../button.tsx';
import { focusHeading } from '../page.ts';
import { SayEach, sayIfWanted } from '../speech.tsx';
import { type ChallengeCalls, type ChallengeState, useChallenge } from './challenge.ts';
import { guidanceText, toldOf } from './telling.ts';
import './face.css';

type Props = {
  readonly calls: ChallengeCalls;
  /** Whether no laboratory tested the engine, or it isn't calibrated for those who use it. */
  readonly isPilot: boolean;
  /** Heading before it begins, and what is said of it; how it goes where missing. */
  readonly opening?: { readonly heading: string; readonly next: string };
};

/** It is begun by hand. Its heading is the page's; the default slot holds the other ways. */
export const FaceChallenge = defineComponent(
  (props: Props, { slots }) => {
    const video = useTemplateRef<HTMLVideoElement>('video');
    const { state, open, close } = useChallenge(video, () => props.calls);
    const told = () => (state.phase === 'closed' ? (props.opening ?? toldOf(state)) : toldOf(state));
    const start = (): void => {
      void open();
      focusHeading();
    };
    const stop = (): void => {
      close();
      focusHeading();
    };
    watch(
      () => told().heading,
      (heading) => sayIfWanted(heading),
    );
    return () => {
      const isOpen = state.phase === 'asking' || state.phase === 'watching';
      const isWaiting = state.phase === 'preparing' || state.phase === 'sending';
      return (
        <div class="stack loose">
          <div class="stack tight face-say">
            <h1 tabindex="-1" aria-live="assertive">
              {told().heading}
            </h1>
            <p class="quiet" role="status">
              {told().next}
            </p>
          </div>
          {state.phase === 'watching' ? <Steps of={state} /> : null}
          <div class={['face-camera', isOpen ? '' : 'closed']}>
            <video ref="video" muted playsinline aria-label={say.picture()} />
            {state.phase === 'watching' ? <Over of={state} /> : null}
          </div>
          {state.phase === 'watching' ? <SayEach label={say.sayAloud()} text={() => told().heading} /> : null}
          {isOpen || isWaiting ? null : (
            <Button
              icon={scanFace}
              look={state.phase === 'closed' ? 'primary' : 'plain'}
              wide
              onPress={start}
            >
              {state.phase === 'closed' ? say.start() : say.again()}
            </Button>
          )}
          <p class="small quiet">
            {say.pictures()}
            {props.isPilot ? ` ${say.pilot()}` : ''}
          </p>
          {slots.default?.()}
          {isOpen ? (
            <Button icon={x} wide onPress={stop}>
              {say.stop()}
            </Button>
          ) : null}
        </div>
      );
    };
  },
  { props: ['calls', 'isPilot', 'opening'] },
);

const Steps = ({ of: { step, steps } }: { readonly of: ChallengeState }): VNode => (
  <div class="face-steps" role="img" aria-label={say.doneOf({ steps, done: step - 1 })}>
    {Array.from({ length: steps }, (_, at) => (
      <i key={at} class={at < step - 1 ? 'done' : at === step - 1 ? 'now' : ''} />
    ))}
  </div>
);

/** The oval to be in, where to turn as one sees oneself, and what to mend. */
const Over = ({ of: { guidance, now } }: { readonly of: ChallengeState }): VNode => (
  <>
    <svg viewBox="0 0 400 500" aria-hidden="true">
      <path
        class="shade"
        fill-rule="evenodd"
        d="M0 0H400V500H0Z M78 232a122 164 0 1 0 244 0a122 164 0 1 0 -244 0Z"
      />
      <ellipse class={guidance === 'well' ? 'ring well' : 'ring'} cx="200" cy="232" rx="122" ry="164" />
      {now === 'turn-left' ? <path class="arrow" d="M68 232H20M42 204l-26 28 26 28" /> : null}
      {now === 'turn-right' ? <path class="arrow" d="M332 232h48M358 204l26 28-26 28" /> : null}
    </svg>
    <p role="status">{guidanceText[guidance]()}</p>
  </>
);
