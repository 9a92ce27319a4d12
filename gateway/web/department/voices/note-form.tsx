/** A few words that close something: written once, kept until they were taken. */
import { defineComponent, ref } from 'vue';
import { useDeed } from '../../calls/deed.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Field, type InputAttributes } from '../../parts/fields.tsx';
import { voices as say } from '../../words/department-voices.ts';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What to do where nothing was written. */
  readonly missing: string;
  readonly button: string;
  /** @throws CallProblem, Unreached */
  readonly onSend: (text: string) => Promise<unknown>;
};

/** Its slot stands between the words and the button. */
export const NoteForm = defineComponent(
  (props: Props, { slots }) => {
    const text = ref('');
    const isMissing = ref(false);
    const deed = useDeed((written: string) => props.onSend(written));
    const send = (): void => {
      const written = text.value.trim();
      isMissing.value = written === '';
      if (isMissing.value) document.getElementById(props.id)?.focus();
      else void deed.run(written);
    };
    return () => (
      <form
        class="stack"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {slots.default?.()}
        <Field
          id={props.id}
          label={props.label}
          hint={props.hint}
          error={isMissing.value ? props.missing : undefined}
        >
          {(own: InputAttributes) => (
            <textarea
              {...own}
              rows="2"
              value={text.value}
              onInput={({ target }) => {
                text.value = (target as HTMLTextAreaElement).value;
              }}
            />
          )}
        </Field>
        <Button type="submit" busy={deed.isBusy}>
          {deed.isBusy ? say.sending() : props.button}
        </Button>
        <DeedFault of={deed.fault} />
      </form>
    );
  },
  { props: ['id', 'label', 'hint', 'missing', 'button', 'onSend'] },
);
