/** The three steps of a case at the counter, and which of them this is. */
import { counter as say } from '../words/counter.ts';

const steps = [say.stepMatter, say.stepAsk, say.stepProof] as const;

/** `at` is the step that the page is, from 1. */
export const Steps = ({ at }: { readonly at: 1 | 2 | 3 }) => (
  <ol class="steps" aria-label={say.steps()}>
    {steps.map((text, index) => (
      <li
        key={index}
        class={index + 1 < at ? 'done' : ''}
        aria-current={index + 1 === at ? 'step' : undefined}
      >
        <span class="step-number" aria-hidden="true">
          {index + 1 < at ? '✓' : index + 1}
        </span>
        {text()}
        {index + 1 < at ? <span class="visually-hidden">{say.stepDone()}</span> : null}
      </li>
    ))}
  </ol>
);
