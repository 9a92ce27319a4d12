/** Comparing the masked name with who stands there, before anything is shown: a code may have been sent to somebody else. */
import { defineComponent, ref } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import type { RequestForAsker } from '../../../sdk/schemas/requests.ts';
import { ChoiceOfTwo } from '../parts/button.tsx';
import { ask as say } from '../words/counter-ask.ts';
import { toCompare } from './asking.ts';
import { useKeys } from './keys.tsx';
import { roleText } from './matter.ts';

type Props = {
  readonly view: RequestForAsker;
  readonly matter: CompleteMatter;
  readonly onAnswer: (same: boolean) => Promise<void>;
};

export const Comparing = defineComponent(
  (props: Props) => {
    const busy = ref<boolean>();
    const answer = async (same: boolean): Promise<void> => {
      busy.value = same;
      await props.onAnswer(same);
      busy.value = undefined;
    };
    // Not by Enter: whoever presses it by habit, or scans the next code, hasn't compared anything.
    useKeys([
      { key: 'Alt 1', text: say.same, act: () => answer(true) },
      { key: 'Alt 2', text: say.notSame, act: () => answer(false) },
    ]);
    return () => {
      const party = toCompare(props.view);
      if (party === undefined) return null;
      return (
        <section class="sheet stack compare" role="status" aria-labelledby="compare">
          <h2 id="compare">{say.compare({ name: party.maskedName ?? '' })}</h2>
          {props.view.parties.length > 1 ? (
            <p class="quiet">{roleText(props.matter, party.subject)}</p>
          ) : null}
          <p>{say.compareWhy()}</p>
          <ChoiceOfTwo
            yes={{ text: say.same(), busy: busy.value === true, onPress: () => answer(true) }}
            no={{ text: say.notSame(), busy: busy.value === false, onPress: () => answer(false) }}
          />
        </section>
      );
    };
  },
  { props: ['view', 'matter', 'onAnswer'] },
);
