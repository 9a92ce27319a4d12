/** What couldn't be shown, or wasn't agreed to: what did work, what can be done in order, what to say. Never a dead end. */
import { defineComponent, type FunctionalComponent, nextTick, watch } from 'vue';
import { useLoaded } from '../calls/loaded.ts';
import { circleCheck, circleX, messageCircle, triangleAlert } from '../icons/icons.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { usePage } from '../parts/page.ts';
import { useRouter } from '../parts/router.tsx';
import { proof } from '../words/counter-proof.ts';
import { refused as say } from '../words/counter-refused.ts';
import { type About, findAbout, typeText } from './about.ts';
import { AnswerHere, type Known } from './answer-here.tsx';
import { countsOf, forgetAnswer } from './answers.ts';
import { useExplained } from './explained.ts';
import { type Miss, missesOf } from './misses.ts';
import { RefusalSteps } from './refusal-steps.tsx';
import type { StepAction } from './refusals.ts';
import { Steps } from './steps.tsx';
import { Technical } from './technical.tsx';

export const RefusedPage = defineComponent(() => {
  usePage(say.steps);
  return () => (
    <>
      <Steps at={3} />
      <AnswerHere show={(known, again) => <RefusedView known={known} onAgain={again} />} />
    </>
  );
});

type ViewProps = { readonly known: Known; readonly onAgain: () => Promise<void> };

/** The same within the page of a proof that there isn't. */
export const RefusedView = defineComponent(
  (props: ViewProps) => {
    const router = useRouter();
    useExplained();
    const matter = (): string | undefined => props.known.kept?.matter;
    const about = useLoaded(matter, async (code, signal) =>
      code === undefined ? undefined : findAbout(code, signal),
    );
    const actions: Readonly<Record<StepAction, () => unknown>> = {
      ask: () => {
        const { kept } = props.known;
        if (kept === undefined) return router.push('/');
        const query = kept.conditions.length === 0 ? {} : { because: kept.conditions.join(' ') };
        return router.push({ path: `/ask/${kept.matter}`, query });
      },
      fetch: () => props.onAgain(),
      originals: async () => {
        await router.push({ path: '/', query: { done: 'papers' } });
        if (props.known.kept !== undefined) forgetAnswer(props.known.kept.id);
      },
      report: () => location.assign('tel:12345'),
    };
    // Whoever works by keys goes on with what helps most; the heading is said as an alert.
    watch(
      () => about.phase,
      async (phase) => {
        await nextTick();
        if (phase === 'ready') document.querySelector<HTMLElement>('.first-steps button')?.focus();
      },
    );
    return () => (
      <ShowLoaded
        of={about}
        show={(row) => (
          <View
            known={props.known}
            about={row}
            onAct={(action) => actions[action]()}
            onUse={() => router.push(`/proofs/${props.known.kept?.id}`)}
          />
        )}
      />
    );
  },
  { props: ['known', 'onAgain'] },
);

type Props = {
  readonly known: Known;
  readonly about: About | undefined;
  readonly onAct: (action: StepAction) => unknown;
  readonly onUse: () => unknown;
};

const View: FunctionalComponent<Props> = ({ known, about, onAct, onUse }) => {
  const misses = missesOf(known);
  const { answer } = known;
  const held = answer === undefined ? 0 : countsOf(answer).held;
  return (
    <>
      <div class="verdict warn" role="alert">
        <Icon of={triangleAlert} />
        <div>
          <h1 tabindex="-1">{headingOf(misses, about)}</h1>
          <p>{held > 0 ? say.others({ n: held }) : say.nothingWrong()}</p>
        </div>
      </div>
      <div class="two">
        <section class="stack first-steps" aria-labelledby="steps">
          <h2 id="steps">{say.steps()}</h2>
          {held === 0 ? null : (
            <p>
              <Button look="primary" onPress={onUse}>
                {say.useOthers({ n: held })}
              </Button>
            </p>
          )}
          {misses.map((miss) => (
            <RefusalSteps
              key={`${miss.code} ${miss.types.join(' ')}`}
              miss={miss}
              about={about}
              hasHeading={misses.length > 1}
              onAct={onAct}
            />
          ))}
        </section>
        <aside class="stack loose">
          <Saying misses={misses} />
          <DidWork known={known} about={about} />
        </aside>
      </div>
    </>
  );
};
View.props = ['known', 'about', 'onAct', 'onUse'];

function headingOf(misses: readonly Miss[], about: About | undefined): string {
  const [first, ...more] = misses;
  if (first === undefined) return proof.none();
  if (more.length > 0)
    return say.several({ n: misses.reduce((sum, { types }) => sum + Math.max(1, types.length), 0) });
  const [type] = first.types;
  const what = first.refusal.heading();
  if (type === undefined || about === undefined) return what;
  return first.types.length > 1 ? what : say.one({ type: typeText(about, type), what });
}

const Saying = ({ misses }: { readonly misses: readonly Miss[] }) => {
  const texts = [...new Set(misses.flatMap(({ refusal }) => refusal.say?.() ?? []))];
  return texts.length === 0 ? null : (
    <section class="sheet stack tight say" aria-labelledby="say">
      <h2 id="say" class="say-title">
        <Icon of={messageCircle} />
        {say.say()}
      </h2>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </section>
  );
};

const DidWork = ({ known, about }: { readonly known: Known; readonly about: About | undefined }) => {
  const { answer } = known;
  return (
    <section class="sheet stack" aria-labelledby="did">
      <h2 id="did">{say.did()}</h2>
      {answer === undefined || about === undefined ? (
        <p>{say.nothingYet()}</p>
      ) : (
        <ul class="have">
          {answer.proof.request.asked.map(({ subject, credentialType, fields }, at) => {
            const holds = answer.judged.items[at]?.valid === true;
            const type = typeText(about, credentialType);
            const missed = missesOf(known).find(({ places }) => places.includes(at));
            return (
              <li key={`${subject} ${credentialType}`} class={holds ? 'holds' : 'misses'}>
                <Icon of={holds ? circleCheck : circleX} />
                {holds
                  ? say.didItem({ type, n: fields.length })
                  : say.missedItem({ type, what: missed?.refusal.heading() ?? '' })}
              </li>
            );
          })}
        </ul>
      )}
      <p class="small quiet">{say.recorded()}</p>
      <Technical known={known} />
    </section>
  );
};
