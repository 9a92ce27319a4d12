/** What was used without a network: what still waits is told from what was checked, and what was refused says what to do. */
import { defineComponent, ref } from 'vue';
import { clock } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Note, Tag } from '../../parts/notes.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { offline as say } from '../../words/counter-offline.ts';
import { timeText } from '../../words/dates.ts';
import { addressOf, answerOf } from '../answers.ts';
import { isAway } from './away.ts';
import { matterText } from './catalogue.ts';
import { checkUses, clearSettled } from './check-uses.ts';
import { Reason } from './reason.tsx';
import { lists, type Use } from './uses.ts';

export const UsesList = defineComponent(() => {
  const isChecking = ref(false);
  const check = async (): Promise<void> => {
    isChecking.value = true;
    await checkUses().catch(() => {});
    isChecking.value = false;
  };
  return () => {
    const { uses } = lists.value;
    const queued = uses.filter(({ state }) => state === 'queued').length;
    return (
      <section class="stack" aria-labelledby="uses">
        <h2 id="uses">{say.uses()}</h2>
        <p role="status">{toldOf(uses, queued)}</p>
        {queued === 0 ? null : (
          <Note kind="warn">
            <p>{say.keepOpen({ n: queued })}</p>
          </Note>
        )}
        {uses.length === 0 ? null : (
          <ul class="plain sheet flush offline-list">
            {uses.map((use) => (
              <li key={use.id}>
                <OneUse of={use} />
              </li>
            ))}
          </ul>
        )}
        <p class="row">
          {queued === 0 || isAway.value ? null : (
            <Button busy={isChecking.value} onPress={check}>
              {isChecking.value ? say.checking() : say.checkNow()}
            </Button>
          )}
          {uses.length === queued ? null : <Button onPress={clearSettled}>{say.clear()}</Button>}
        </p>
      </section>
    );
  };
});

function toldOf(uses: readonly Use[], queued: number): string {
  if (uses.length === 0) return say.usesNone();
  if (queued > 0) return '';
  const refused = uses.filter(({ state }) => state === 'refused').length;
  return say.told(uses.length - refused, refused);
}

const OneUse = ({ of: use }: { readonly of: Use }) => {
  const { about, state, reason } = use;
  const isSlip = about.kind === 'slip';
  return (
    <div class="stack tight">
      <div class="row">
        <strong>{matterText(isSlip ? about.slip.matter : about.matter)}</strong>
        <State of={use} />
      </div>
      <p class="small quiet">
        {isSlip ? say.aSlip({ number: about.slip.number }) : say.aProof()} · {timeText(use.at)}
      </p>
      {state === 'refused' && reason !== undefined ? <Reason code={reason} /> : null}
      <OpenProof of={use} />
    </div>
  );
};

/** To the proof of a slip that was redeemed, as long as this tab has it. */
const OpenProof = ({ of: use }: { readonly of: Use }) => {
  const answer = use.about.kind === 'slip' ? answerOf(use.redeeming?.request ?? '') : undefined;
  return answer === undefined ? null : (
    <p>
      <RouterLink class="tall" to={addressOf(answer)}>
        {say.openProof()}
      </RouterLink>
    </p>
  );
};

const State = ({ of: { state, about } }: { readonly of: Use }) => {
  switch (state) {
    case 'queued':
      return (
        <Tag kind="warn" icon={clock}>
          {say.stateQueued()}
        </Tag>
      );
    case 'checked':
      return <Tag kind="ok">{about.kind === 'slip' ? say.stateRedeemed() : say.stateChecked()}</Tag>;
    case 'refused':
      return <Tag kind="bad">{say.stateRefused()}</Tag>;
  }
};
