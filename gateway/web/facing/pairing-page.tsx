/** A screen that belongs to no window yet: the code that the clerk reads out is typed once. */
import { defineComponent, ref } from 'vue';
import { CallProblem, Unreached } from '../calls/problem.ts';
import { Button } from '../parts/button.tsx';
import { Field, type InputAttributes, plainDigits } from '../parts/fields.tsx';
import { Note } from '../parts/notes.tsx';
import { usePage } from '../parts/page.ts';
import { facing as say } from '../words/facing.ts';
import { canBePaired, type Paired, pair } from './device.ts';

type Props = {
  /** Whether this screen was paired before, and isn't any more. */
  readonly wasEnded: boolean;
  readonly onPaired: (paired: Paired) => void;
};

type Fault = 'code' | 'unreached' | CallProblem;

export const PairingPage = defineComponent(
  (props: Props) => {
    const code = ref('');
    const name = ref('');
    const isBusy = ref(false);
    const fault = ref<Fault>();
    usePage(say.pairing, { hasFaults: () => fault.value !== undefined });
    const send = async (): Promise<void> => {
      const digits = plainDigits(code.value);
      fault.value = /^\d{8}$/.test(digits) ? undefined : 'code';
      if (fault.value !== undefined) return;
      isBusy.value = true;
      try {
        props.onPaired(await pair(digits, name.value.trim() || say.defaultName()));
      } catch (error) {
        if (error instanceof CallProblem) fault.value = error;
        else if (error instanceof Unreached) fault.value = 'unreached';
        else throw error;
      }
      isBusy.value = false;
    };
    return () => (
      <div class="stack loose pairing">
        <h1 tabindex="-1">{say.pairing()}</h1>
        {props.wasEnded ? (
          <Note kind="info">
            <p>{say.ended()}</p>
          </Note>
        ) : null}
        {canBePaired ? <p class="lead">{say.pairingHow()}</p> : <Impossible />}
        {canBePaired ? (
          <form
            class="stack loose"
            onSubmit={(event) => {
              event.preventDefault();
              void send();
            }}
          >
            <Field id="code" label={say.code()} hint={say.codeHint()} error={codeFault(fault.value)}>
              {(own: InputAttributes) => (
                <input
                  {...own}
                  class="number code"
                  type="text"
                  inputmode="numeric"
                  autocomplete="off"
                  value={code.value}
                  onInput={(event) => {
                    code.value = (event.target as HTMLInputElement).value;
                  }}
                />
              )}
            </Field>
            <Field id="name" label={say.name()} hint={say.nameHint()}>
              {(own: InputAttributes) => (
                <input
                  {...own}
                  type="text"
                  autocomplete="off"
                  maxlength={60}
                  value={name.value}
                  onInput={(event) => {
                    name.value = (event.target as HTMLInputElement).value;
                  }}
                />
              )}
            </Field>
            <div role="alert">
              <Refusal of={fault.value} />
            </div>
            <Button type="submit" look="primary" wide busy={isBusy.value}>
              {isBusy.value ? say.pairingNow() : say.pair()}
            </Button>
          </form>
        ) : null}
      </div>
    );
  },
  { props: ['wasEnded', 'onPaired'] },
);

const codeFault = (fault: Fault | undefined): string | undefined =>
  fault === 'code' ? say.codeWrong() : undefined;

const Refusal = ({ of }: { readonly of: Fault | undefined }) => {
  if (of === undefined || of === 'code') return null;
  return (
    <Note kind="bad">
      <p>
        <strong>{of === 'unreached' ? say.unreached() : of.title}</strong>
      </p>
      <p>{of === 'unreached' ? say.unreachedNext() : of.next}</p>
    </Note>
  );
};

const Impossible = () => (
  <Note kind="bad">
    <p>{say.insecure()}</p>
  </Note>
);
