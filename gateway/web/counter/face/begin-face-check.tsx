/** The first officer types the eight digits that the person reads out. */
import { defineComponent, ref } from 'vue';
import type { CallProblem } from '../../calls/problem.ts';
import { Button } from '../../parts/button.tsx';
import { Field, type InputAttributes, plainDigits } from '../../parts/fields.tsx';
import { Note } from '../../parts/notes.tsx';
import { faceChecks as say } from '../../words/counter-face.ts';
import { FaultNote } from '../fault-note.tsx';
import { useKeys } from '../keys.tsx';

type Props = {
  readonly isBusy: boolean;
  readonly fault: CallProblem | 'unreached' | undefined;
  readonly onSend: (number: string) => unknown;
};

const LENGTH = 8;
const FIELD = 'face-check-number';

/** Sent by itself once eight digits stand there: whoever reads them aloud waits for nothing. */
export const BeginFaceCheck = defineComponent(
  (props: Props) => {
    const typed = ref('');
    const missing = ref(0);
    const send = (): void => {
      const digits = plainDigits(typed.value);
      missing.value = Math.max(0, LENGTH - digits.length);
      if (!/^\d{8}$/.test(digits) || props.isBusy) return;
      typed.value = '';
      props.onSend(digits);
    };
    const type = (text: string): void => {
      typed.value = text;
      missing.value = 0;
      if (/^\d{8}$/.test(plainDigits(text))) send();
    };
    useKeys([{ key: 'Alt 2', text: say.keyNumber, act: () => document.getElementById(FIELD)?.focus() }]);
    return () => (
      <form
        class="sheet stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field
          id={FIELD}
          label={say.number()}
          hint={say.numberHint()}
          error={missing.value > 0 ? say.numberShort({ n: missing.value }) : undefined}
        >
          {(own: InputAttributes) => (
            <input
              {...own}
              class="digits number"
              type="text"
              inputmode="numeric"
              autocomplete="off"
              value={typed.value}
              onInput={(event) => type((event.target as HTMLInputElement).value)}
            />
          )}
        </Field>
        <p>
          <Button type="submit" busy={props.isBusy}>
            {say.begin()}
          </Button>
        </p>
        <Fault of={props.fault} />
      </form>
    );
  },
  { props: ['isBusy', 'fault', 'onSend'] },
);

/** That nobody waits isn't told in the words for those who want to use a face. */
const Fault = ({ of }: { readonly of: Props['fault'] }) =>
  of !== undefined && of !== 'unreached' && of.code === 'FACE_NOT_ENROLLED' ? (
    <div role="alert">
      <Note kind="warn">
        <p>
          <strong>{say.notWaiting()}</strong>
        </p>
        <p>{say.notWaitingNext()}</p>
      </Note>
    </div>
  ) : (
    <FaultNote fault={of} />
  );
