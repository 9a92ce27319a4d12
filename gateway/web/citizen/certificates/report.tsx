/** Saying to whoever issued a certificate what is wrong in it. */
import { defineComponent, ref, shallowRef } from 'vue';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { CallProblem } from '../../calls/problem.ts';
import { messageCircle } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorSummary, type Fault, Field, type InputAttributes } from '../../parts/fields.tsx';
import { Note } from '../../parts/notes.tsx';
import { certificates as say } from '../../words/certificates.ts';
import { citizen } from '../../words/citizen.ts';
import { reportMistake } from '../own.ts';

const MOST_CHARACTERS = 1000;

export const Report = defineComponent(
  (props: { readonly of: OwnCredential; readonly issuer: string }) => {
    const typed = ref('');
    const faults = shallowRef<readonly Fault[]>([]);
    const phase = ref<'typing' | 'sending' | 'sent'>('typing');
    const trouble = ref<string>();
    const send = async (event: Event): Promise<void> => {
      event.preventDefault();
      const text = typed.value.trim();
      faults.value = text === '' ? [{ id: 'mistake', text: say.reportEmpty() }] : [];
      if (text === '') return;
      phase.value = 'sending';
      trouble.value = undefined;
      try {
        await reportMistake(props.of.id, props.of.holder, text);
        phase.value = 'sent';
      } catch (error) {
        trouble.value = error instanceof CallProblem ? `${error.title} ${error.next}` : citizen.notSent();
        phase.value = 'typing';
      }
    };
    const form = () => (
      <form class="stack" onSubmit={send} novalidate>
        <ErrorSummary faults={faults.value} />
        <Field id="mistake" label={say.reportLabel()} hint={say.reportHint()} error={faults.value[0]?.text}>
          {(own: InputAttributes) => (
            <textarea
              {...own}
              rows={4}
              maxlength={MOST_CHARACTERS}
              value={typed.value}
              onInput={(event) => (typed.value = (event.target as HTMLTextAreaElement).value)}
            />
          )}
        </Field>
        <Button icon={messageCircle} type="submit" busy={phase.value === 'sending'}>
          {phase.value === 'sending' ? say.reportSending() : say.reportSend()}
        </Button>
      </form>
    );
    return () => (
      <section class="stack" aria-labelledby="report">
        <h2 id="report">{say.report()}</h2>
        <p class="quiet">{say.reportLead({ issuer: props.issuer })}</p>
        {phase.value === 'sent' ? null : form()}
        <div role="status">
          {phase.value === 'sent' ? (
            <Note kind="ok">
              <p>{say.reportDone()}</p>
            </Note>
          ) : null}
        </div>
        <div role="alert">
          {trouble.value === undefined ? null : (
            <Note kind="bad">
              <p>{trouble.value}</p>
            </Note>
          )}
        </div>
      </section>
    );
  },
  { props: ['of', 'issuer'] },
);
