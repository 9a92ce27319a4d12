/** The counter without a network: checks slips and proofs that were received before, and keeps what is to be checked later. */
import { defineComponent, shallowRef } from 'vue';
import type { Verdict } from '../../../../sdk/verify/types.ts';
import { signInAddress } from '../../calls/session.ts';
import { wifi, wifiOff } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { Note, Tag } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { offline as say } from '../../words/counter-offline.ts';
import { timeText } from '../../words/dates.ts';
import { isTrustFresh, trust } from '../trust.ts';
import { isAway } from './away.ts';
import { keeper } from './begin.ts';
import { Bring } from './bring.tsx';
import { matterText } from './catalogue.ts';
import { KeptDocument } from './kept-document.tsx';
import type { KeptProof } from './proofs.ts';
import { lists, requestOf } from './uses.ts';
import { UsesList } from './uses-list.tsx';
import './offline.css';

export const OfflinePage = defineComponent(() => {
  usePage(say.title);
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.title()}</h1>
      {isAway.value ? null : (
        <Note kind="info" icon={wifi}>
          <p>{say.online()}</p>
          <p>
            <RouterLink class="tall" to="/">
              {say.toMatters()}
            </RouterLink>
          </p>
        </Note>
      )}
      {keeper.value === undefined ? (
        <Blank icon={wifiOff} heading={say.nobody()} text={say.nobodyWhy()}>
          {isAway.value ? null : (
            <a class="button" href={signInAddress('staff')}>
              {say.signInFirst()}
            </a>
          )}
        </Blank>
      ) : (
        <div class="two">
          <div class="stack loose">
            <Bring />
            <Received />
          </div>
          <UsesList />
        </div>
      )}
    </div>
  );
});

const Received = () => (
  <section class="stack" aria-labelledby="received">
    <h2 id="received">{say.received()}</h2>
    {lists.value.proofs.length === 0 ? (
      <p class="quiet">{say.receivedNone()}</p>
    ) : (
      <ul class="plain sheet flush offline-list">
        {lists.value.proofs.map((one) => (
          <li key={one.proof.request.id}>
            <ReceivedProof of={one} />
          </li>
        ))}
      </ul>
    )}
  </section>
);

const ReceivedProof = defineComponent(
  (props: { readonly of: KeptProof }) => {
    const verdict = shallowRef<Verdict>();
    const isRefused = shallowRef(false);
    const isUsed = (): boolean =>
      lists.value.uses.some((use) => requestOf(use) === props.of.proof.request.id);
    const open = async (): Promise<void> => {
      const known = trust();
      isRefused.value = known === undefined || !isTrustFresh();
      if (known === undefined || isRefused.value) return;
      const { judgeKept } = await import('./judge.ts');
      verdict.value = await judgeKept(props.of, known);
    };
    return () => {
      const { proof, receivedAt } = props.of;
      return (
        <div class="stack tight">
          <div class="row">
            <strong>{matterText(proof.request.matter)}</strong>
            <span class="small quiet">{say.receivedAt({ time: timeText(receivedAt) })}</span>
            {isUsed() ? <Tag kind="info">{say.usedHere()}</Tag> : null}
            {verdict.value === undefined ? (
              <Button onPress={open}>{say.show()}</Button>
            ) : (
              <Button onPress={() => (verdict.value = undefined)}>{say.hide()}</Button>
            )}
          </div>
          <div role="status">
            {isRefused.value ? <p>{say.awayNoTrust()}</p> : null}
            {verdict.value === undefined ? null : (
              <KeptDocument kept={props.of} verdict={verdict.value} isUsed={isUsed()} onUse={() => {}} />
            )}
          </div>
        </div>
      );
    };
  },
  { props: ['of'] },
);
