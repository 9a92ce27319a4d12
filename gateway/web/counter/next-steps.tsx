/** What comes after a proof: accept, print the annotated copy, or the person says that it is wrong. */
import { defineComponent, ref, shallowRef } from 'vue';
import { makeCopy } from '../calls/counter.ts';
import { addressFor } from '../calls/files.ts';
import { CallProblem, Unreached } from '../calls/problem.ts';
import { printer } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { Field, type InputAttributes } from '../parts/fields.tsx';
import { Note } from '../parts/notes.tsx';
import { counter } from '../words/counter.ts';
import { proof as say } from '../words/counter-proof.ts';
import type { About } from './about.ts';
import type { Answer } from './answers.ts';
import { Dispute } from './dispute.tsx';
import { FaultNote } from './fault-note.tsx';
import { useKeys } from './keys.tsx';

type Props = {
  readonly answer: Answer;
  readonly about: About;
  readonly disputed: ReadonlySet<string>;
  readonly onDispute: (names: ReadonlySet<string>) => void;
  readonly onAccept: () => void;
};

export const NextSteps = defineComponent(
  (props: Props) => {
    const until = ref('');
    const copy = ref<string>();
    const isPrinting = ref(false);
    const fault = shallowRef<CallProblem | 'unreached'>();
    const print = async (): Promise<void> => {
      if (isPrinting.value) return;
      isPrinting.value = true;
      fault.value = undefined;
      try {
        copy.value = addressFor(await makeCopy(props.answer.proof, until.value || undefined));
        open(copy.value);
      } catch (error) {
        if (error instanceof CallProblem) fault.value = error;
        else if (error instanceof Unreached) fault.value = 'unreached';
        else throw error;
      }
      isPrinting.value = false;
    };
    useKeys([
      { key: 'Enter', text: say.accept, act: () => props.onAccept() },
      { key: 'Ctrl P', text: say.print, act: print },
    ]);
    const held = (): number =>
      new Set(props.answer.judged.items.flatMap((item) => (item.valid ? [item.credentialType] : []))).size;
    return () => (
      <section class="sheet stack" aria-labelledby="next">
        <h2 id="next">{say.next()}</h2>
        <Button look="primary" wide onPress={props.onAccept}>
          {say.accept()} <kbd>{counter.enter()}</kbd>
        </Button>
        <Field id="until" label={say.goodUntil()} hint={say.goodUntilHint()}>
          {(own: InputAttributes) => (
            <input
              {...own}
              type="date"
              value={until.value}
              onInput={(event) => {
                until.value = (event.target as HTMLInputElement).value;
              }}
            />
          )}
        </Field>
        <Button icon={printer} wide busy={isPrinting.value} onPress={print}>
          {isPrinting.value ? say.printing() : say.print()} <kbd>{counter.print()}</kbd>
        </Button>
        <div role="status">
          {copy.value === undefined ? null : (
            <p>
              {say.copyReady()} ·{' '}
              <a class="tall" href={copy.value} target="_blank" rel="noopener">
                {say.openCopy()}
              </a>
            </p>
          )}
        </div>
        <FaultNote fault={fault.value} />
        <Dispute
          answer={props.answer}
          about={props.about}
          disputed={props.disputed}
          onDispute={props.onDispute}
        />
        <Note kind="info">
          <p>{counter.noOriginals(held())}</p>
        </Note>
      </section>
    );
  },
  { props: ['answer', 'about', 'disputed', 'onDispute', 'onAccept'] },
);
