/** Why asking failed, in the words of the table of refusals where it has them, and what to do; the other ways stand below. */
import type { FunctionalComponent } from 'vue';
import type { CallProblem } from '../calls/problem.ts';
import { Button } from '../parts/button.tsx';
import { Note } from '../parts/notes.tsx';
import { ask as say } from '../words/counter-ask.ts';
import { proof } from '../words/counter-proof.ts';
import { refused } from '../words/counter-refused.ts';
import { refusalOf } from './refusals.ts';

type Props = {
  readonly fault: CallProblem | 'unreached' | 'not-ours' | undefined;
  readonly onRetry?: (() => unknown) | undefined;
};

export const FaultNote: FunctionalComponent<Props> = ({ fault, onRetry }) => (
  <div role="alert">
    {fault === undefined ? null : (
      <Note kind="warn">
        <Told fault={fault} />
        {onRetry === undefined ? null : <Button onPress={onRetry}>{refused.fetchAgain()}</Button>}
      </Note>
    )}
  </div>
);
FaultNote.props = ['fault', 'onRetry'];

const Told = ({ fault }: { readonly fault: NonNullable<Props['fault']> }) => {
  if (fault === 'unreached') return <Lines heading={say.lost()} next={[say.lostNext()]} />;
  if (fault === 'not-ours') return <Lines heading={say.notOurs()} next={[say.notOursNext()]} />;
  const known = refusalOf(fault.code);
  const lines = known?.steps.map((step) => step.text()) ?? [fault.next];
  return (
    <>
      <Lines heading={known?.heading() ?? fault.title} next={lines} />
      <details>
        <summary>{proof.forTechnicians()}</summary>
        <p class="small number">
          {fault.code} · {fault.instance}
        </p>
      </details>
    </>
  );
};

const Lines = ({ heading, next }: { readonly heading: string; readonly next: readonly string[] }) => (
  <>
    <p>
      <strong>{heading}</strong>
    </p>
    {next.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </>
);
