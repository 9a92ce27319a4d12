/** Answering or ending a mandate: two equal buttons, or one, and why it wasn't done. */
import { defineComponent, ref } from 'vue';
import { useDeed } from '../../calls/deed.ts';
import { Button, ChoiceOfTwo } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { family as say } from '../../words/family.ts';
import { answerMandate } from './mandates.ts';

export type Done = 'accepted' | 'declined' | 'ended' | 'takenBack';
type Props = { readonly id: string; readonly onDone: (what: Done) => void };

export const AnswerOffer = defineComponent(
  (props: Props) => {
    const answering = ref<'accept' | 'decline'>();
    const deed = useDeed(async (answer: 'accept' | 'decline') => {
      answering.value = answer;
      await answerMandate(props.id, answer);
      props.onDone(answer === 'accept' ? 'accepted' : 'declined');
    });
    const busy = (answer: 'accept' | 'decline'): boolean => deed.isBusy && answering.value === answer;
    return () => (
      <div class="stack tight">
        <ChoiceOfTwo
          isCostly
          yes={{
            text: busy('accept') ? say.answering() : say.accept(),
            busy: busy('accept'),
            onPress: () => deed.run('accept'),
          }}
          no={{
            text: busy('decline') ? say.answering() : say.decline(),
            busy: busy('decline'),
            onPress: () => deed.run('decline'),
          }}
        />
        <DeedFault of={deed.fault} />
      </div>
    );
  },
  { props: ['id', 'onDone'] },
);

export const EndMandate = defineComponent(
  (props: Props & { readonly text: string; readonly as: Done }) => {
    const deed = useDeed(async () => {
      await answerMandate(props.id, 'end');
      props.onDone(props.as);
    });
    return () => (
      <div class="stack tight">
        <p>
          <Button look="danger" busy={deed.isBusy} onPress={deed.run}>
            {deed.isBusy ? say.ending() : props.text}
          </Button>
        </p>
        <DeedFault of={deed.fault} />
      </div>
    );
  },
  { props: ['id', 'onDone', 'text', 'as'] },
);
