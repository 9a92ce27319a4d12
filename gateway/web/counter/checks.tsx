/** How the proof was checked: in five lines, and every single check behind them. */
import { defineComponent, onMounted, ref } from 'vue';
import type { CheckOutcome } from '../../../sdk/verify/inspect.ts';
import { saveFile } from '../calls/files.ts';
import { check as tick, x } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { proof as say } from '../words/counter-proof.ts';
import { timeText } from '../words/dates.ts';
import { language } from '../words/language.ts';
import type { Answer } from './answers.ts';
import { explained } from './explained.ts';

/** Which checks stand behind a line. */
const lines: readonly { readonly text: (answer: Answer) => string; readonly checks: readonly string[] }[] = [
  {
    text: (answer) => say.signatures(issuersOf(answer)),
    checks: ['credential-signature', 'statement-signature', 'status-signature', 'checkpoint-signature'],
  },
  { text: say.accredited, checks: ['accredited', 'statement-signer', 'status-signer', 'log'] },
  { text: say.current, checks: ['begun', 'not-expired', 'status', 'status-time', 'status-subject'] },
  { text: say.anchored, checks: ['anchored', 'one-view', 'origin', 'ledger-age', 'ledger-shown'] },
  {
    text: say.bound,
    checks: ['audience', 'nonce', 'request', 'binding-signature', 'binding-time', 'presentation', 'item'],
  },
];

export const Checks = defineComponent(
  (props: { readonly answer: Answer }) => {
    const isOpen = ref(false);
    onMounted(() => {
      isOpen.value = false;
    });
    const save = (): void =>
      saveFile(new Blob([JSON.stringify(props.answer.proof)], { type: 'application/json' }), 'proof.json');
    return () => (
      <section class="sheet stack" aria-labelledby="how">
        <h2 id="how">{say.how()}</h2>
        <ul class="checks">
          {lines.map((line, at) => {
            const holds = isMet(props.answer, line.checks);
            return (
              <li key={at} class={holds ? '' : 'fails'}>
                <Icon of={holds ? tick : x} />
                <span>
                  {holds ? null : <strong>{say.outcomeFails()} · </strong>}
                  {line.text(props.answer)}
                </span>
              </li>
            );
          })}
        </ul>
        <p class="small quiet">{say.howHere({ time: timeText(new Date(1000 * props.answer.trustAsOf)) })}</p>
        <details>
          <summary>{say.each()}</summary>
          {props.answer.judged.checks.map((item) => (
            <div key={`${item.subject} ${item.credentialType}`} class="stack tight">
              <h3 class="number">
                {item.subject} · {item.credentialType}
              </h3>
              <ul class="plain small number">
                {item.reason === undefined ? null : <li>{item.reason}</li>}
                {item.checks.map((one) => (
                  <li key={one.check}>
                    {one.check}: {outcomeText(one)}
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <Button onPress={save}>{say.saveProof()}</Button>
        </details>
      </section>
    );
  },
  { props: ['answer'] },
);

/** Of the items that were shown: what was refused was not checked. */
function isMet({ judged }: Answer, names: readonly string[]): boolean {
  const made = judged.checks.filter(({ reason }) => reason === undefined);
  const isGood = ({ check, outcome }: CheckOutcome): boolean =>
    !names.includes(check) || outcome === 'holds' || outcome === 'accepted';
  return made.length > 0 && made.every(({ checks }) => checks.every(isGood));
}

const issuersOf = ({ judged, proof }: Answer): number =>
  Math.max(1, Object.keys(proof.checkpoints).length || judged.items.length);

const outcomes = {
  holds: say.outcomeHolds,
  fails: say.outcomeFails,
  accepted: say.outcomeAccepted,
  'not-checked': say.outcomeSkipped,
} as const;

function outcomeText({ outcome, reason }: CheckOutcome): string {
  const why = reason === undefined ? '' : ` · ${explained(reason, language.value)?.meaning ?? reason}`;
  return outcomes[outcome]() + why;
}
