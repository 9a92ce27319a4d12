/** Getting the yes: all ways side by side, for one person or several, and waiting the same whatever anybody holds. */
import { defineComponent, onMounted, ref, watch } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { findMatter } from '../calls/catalogue.ts';
import { useLoaded } from '../calls/loaded.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { focusHeading, usePage } from '../parts/page.ts';
import { RouterLink, useRoute, useRouter } from '../parts/router.tsx';
import { ask as say } from '../words/counter-ask.ts';
import { nameOf } from '../words/words.ts';
import { addressOf, loadVerifier } from './answers.ts';
import { useAsking, type Way } from './asking.ts';
import { Comparing } from './comparing.tsx';
import { FaultNote } from './fault-note.tsx';
import { askedRows, type Giver, giversOf, partyNames } from './matter.ts';
import { People } from './people.tsx';
import { Steps } from './steps.tsx';
import { Saying, Waiting } from './waiting.tsx';
import { Ways } from './ways.tsx';
import { windowHere } from './window.tsx';

export const AskPage = defineComponent(() => {
  usePage(say.heading);
  const route = useRoute();
  const matter = useLoaded(() => String(route.params.code), findMatter);
  const conditions = (): readonly string[] =>
    String(route.query.because ?? '')
      .split(' ')
      .filter(Boolean);
  // By the time that somebody agreed it is there.
  onMounted(() => void loadVerifier().catch(() => {}));
  return () => (
    <>
      <Steps at={2} />
      <ShowLoaded
        of={matter}
        show={(row) => <Asked key={row.code} matter={row} conditions={conditions()} />}
      />
    </>
  );
});

type Props = { readonly matter: CompleteMatter; readonly conditions: readonly string[] };

const Asked = defineComponent(
  (props: Props) => {
    const router = useRouter();
    const givers: readonly Giver[] = giversOf(props.matter, askedRows(props.matter, props.conditions));
    const asking = useAsking(
      () => ({
        matter: props.matter.code,
        conditions: props.conditions,
        window: windowHere.value?.code ?? '',
        givers: givers.map((giver) => ({ role: giver.role, names: partyNames(giver) })),
      }),
      {
        onAnswer: (answer) => void router.push(addressOf(answer)),
        onEnd: (id) => void router.push(`/refused/${id}`),
      },
    );
    const { state } = asking;
    const turn = ref(givers[0]?.role ?? '');
    const giver = (): Giver | undefined => givers.find(({ role }) => role === turn.value);
    // Whoever hasn't been reached yet is next.
    watch(
      () => state.given,
      (given) => {
        turn.value = givers.find(({ role }) => given[role] === undefined)?.role ?? turn.value;
      },
    );
    watch(
      () => state.phase,
      (phase, before) => {
        if (before !== 'sending' && phase === 'comparing') focusHeading();
      },
    );
    const take = (way: Way): void => void asking.take(turn.value, way);
    const waiting = () => <Waiting state={state} matter={props.matter} onCancel={asking.stop} />;
    onMounted(asking.resume);
    return () => (
      <div class="stack">
        <div class="heading-row">
          <h1 tabindex="-1">{say.heading()}</h1>
          <p class="quiet">
            {say.forMatter({ matter: nameOf(props.matter) })}{' '}
            <RouterLink class="tall" to="/">
              {say.otherMatter()}
            </RouterLink>
          </p>
        </div>
        <FaultNote fault={state.fault} onRetry={state.phase === 'fetching' ? asking.retry : undefined} />
        {givers.length > 1 && state.kept === undefined ? (
          <People
            matter={props.matter}
            givers={givers}
            given={state.given}
            turn={turn.value}
            onTurn={(role) => (turn.value = role)}
            onForget={asking.forget}
          />
        ) : null}
        <Saying state={state} />
        {state.phase === 'comparing' && state.view !== undefined ? (
          <Comparing view={state.view} matter={props.matter} onAnswer={asking.compare} />
        ) : (
          <Ways key={turn.value} giver={giver()} matter={props.matter} onTake={take}>
            {state.kept === undefined ? {} : { waiting }}
          </Ways>
        )}
      </div>
    );
  },
  { props: ['matter', 'conditions'] },
);
