/** A request, for the person before the screen: who asks for what and why, and their yes or no where it counts here. */
import { defineComponent, ref } from 'vue';
import type { ScreenDecision, ScreenView } from '../../../sdk/schemas/screens.ts';
import { useNames } from '../calls/names.ts';
import { CallProblem } from '../calls/problem.ts';
import { isSensitive } from '../citizen/requests/not-seen.ts';
import { handHelping } from '../icons/icons.ts';
import { Button, ChoiceOfTwo } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { ReadAloud } from '../parts/read-aloud.ts';
import { facing as say } from '../words/facing.ts';
import { requests } from '../words/requests.ts';
import { labelOf } from '../words/words.ts';
import { AskedFields, Terms } from './asked.tsx';
import { Asker } from './asker.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { headingOf, type Party, partiesHere, readAloudText } from './request.ts';
import { isEnded, type Request } from './screen.ts';

type Props = {
  readonly of: Request;
  readonly at: ScreenView;
  readonly decide: (decision: ScreenDecision) => Promise<void>;
  readonly onClear: () => void;
};

export const RequestView = defineComponent(
  (props: Props) => () => {
    const { of, at } = props;
    const parties = partiesHere(of);
    const isOpen = of.state === 'waiting';
    return (
      <div class="stack loose">
        <h1 tabindex="-1" aria-live="polite">
          {headingOf(of)}
        </h1>
        {isOpen ? <ReadAloud text={() => readAloudText(of, at)} /> : null}
        <div class={isOpen ? 'facing-two' : ''}>
          <div class="stack loose">
            <Asker of={of} at={at} />
            {isOpen
              ? parties.map((party) => (
                  <AskedFields key={party.subject} of={party} isOneOfMany={parties.length > 1} />
                ))
              : null}
            {isOpen ? <Terms of={of} parties={parties} /> : null}
          </div>
          {isOpen ? <Answer {...props} parties={parties} /> : null}
        </div>
        {isEnded(of) ? (
          <Button look="primary" wide onPress={props.onClear}>
            {say.clear()}
          </Button>
        ) : null}
      </div>
    );
  },
  { props: ['of', 'at', 'decide', 'onClear'] },
);

type AnswerProps = Props & { readonly parties: readonly Party[] };

/** Where the person says yes or no: here, or with what they brought. */
const Answer = (props: AnswerProps) =>
  props.parties.some(({ mayDecide }) => mayDecide) ? (
    <Decision {...props} />
  ) : (
    <Elsewhere of={props.parties} />
  );

const Decision = defineComponent(
  (props: AnswerProps) => {
    const names = useNames();
    const busy = ref<ScreenDecision['decision']>();
    const fault = ref<CallProblem | 'unreached'>();
    const act = async (decision: ScreenDecision['decision']): Promise<void> => {
      const [first] = props.parties;
      if (first === undefined) return;
      busy.value = decision;
      fault.value = undefined;
      await props.decide({ decision, subject: first.subject }).catch((error: unknown) => {
        fault.value = error instanceof CallProblem ? error : 'unreached';
      });
      busy.value = undefined;
    };
    const sensitive = (): readonly string[] =>
      props.parties.flatMap(({ asks }) =>
        asks.flatMap(({ credentialType, fields }) => {
          const known = names.value?.type(credentialType)?.fields ?? [];
          return fields
            .filter(({ name }) => known.some((field) => field.name === name && isSensitive(field)))
            .map(labelOf);
        }),
      );
    return () => {
      const labels = sensitive();
      const agree = labels.length === 0 ? requests.agree() : requests.agreeIncluding(labels);
      const [first] = props.parties;
      const count = new Set(props.parties.flatMap(({ asks }) => asks.map((ask) => ask.credentialType))).size;
      return (
        <div class="stack loose deciding">
          <p class="lead">
            {say.isYou()} <strong class="name">{first?.maskedName ?? ''}</strong>
          </p>
          <p>{say.notYou()}</p>
          <ChoiceOfTwo
            yes={{
              text: busy.value === 'agree' ? requests.agreeing() : agree,
              busy: busy.value === 'agree',
              blockedBy: names.value === undefined ? 'names' : undefined,
              onPress: () => act('agree'),
            }}
            no={{
              text: busy.value === 'refuse' ? requests.agreeing() : requests.refuse(),
              busy: busy.value === 'refuse',
              onPress: () => act('refuse'),
            }}
          />
          <p id="names" class="visually-hidden">
            {names.value === undefined ? say.connecting() : ''}
          </p>
          <div role="alert">
            {fault.value === undefined ? null : (
              <Note kind="bad">
                <p>{fault.value === 'unreached' ? requests.notDone() : fault.value.title}</p>
                {fault.value === 'unreached' ? null : <p>{fault.value.next}</p>}
              </Note>
            )}
          </div>
          <Note kind="plain" icon={handHelping}>
            <p>{requests.noCost(count)}</p>
          </Note>
        </div>
      );
    };
  },
  { props: ['of', 'at', 'decide', 'onClear', 'parties'] },
);
