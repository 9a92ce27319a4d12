/** Mandates that wait for an answer, and those that are over. */
import type { Mandate } from '../../../../sdk/schemas/mandates.ts';
import { longDate } from '../../words/dates.ts';
import { civilDay, daysAfter } from '../../words/days.ts';
import { family as say } from '../../words/family.ts';
import type { Known } from '../records/access.ts';
import { AnswerOffer, type Done, EndMandate } from './act.tsx';
import { scopeAndEnd } from './acting-sheet.tsx';

/** Days for which the gateway keeps an offer open. */
const OFFER_LIFE = 14;

type Props = {
  readonly of: readonly Mandate[];
  readonly known: Known;
  readonly onDone: (what: Done) => void;
};

export const Offers = ({ of, known, onDone }: Props) => {
  const waiting = of.filter(({ state }) => state === 'waiting');
  return waiting.length === 0 ? null : (
    <section class="stack" aria-labelledby="offers">
      <h2 id="offers">{say.offers()}</h2>
      {waiting.map((mandate) => (
        <article key={mandate.id} class="sheet stack">
          <h3>{heading(mandate)}</h3>
          <p>{scopeAndEnd(mandate, known)}</p>
          <p class="small quiet">
            {say.offerWaits({ date: longDate(daysAfter(civilDay(new Date(mandate.offeredAt)), OFFER_LIFE)) })}
          </p>
          {mandate.given ? (
            <EndMandate id={mandate.id} text={say.takeBack()} as="takenBack" onDone={onDone} />
          ) : (
            <AnswerOffer id={mandate.id} onDone={onDone} />
          )}
        </article>
      ))}
    </section>
  );
};

function heading({ given, ofFirm, giverName, holderName }: Mandate): string {
  if (given) return ofFirm ? say.offerOfYourFirm({ name: holderName }) : say.offerOfYours();
  return ofFirm
    ? say.offerOfFirm({ giver: giverName, name: holderName })
    : say.offerToYou({ name: giverName });
}

type Over = 'ended' | 'lapsed' | 'declined';
const isOver = (state: Mandate['state']): state is Over => state !== 'waiting' && state !== 'in-force';

export const PastMandates = ({ of, known }: Pick<Props, 'of' | 'known'>) => {
  const past = of.flatMap((mandate) => (isOver(mandate.state) ? [{ ...mandate, state: mandate.state }] : []));
  return past.length === 0 ? null : (
    <details>
      <summary>{say.past()}</summary>
      <ul class="stack tight plain-list">
        {past.map((mandate) => (
          <li key={mandate.id}>
            <strong>{pastHeading(mandate)}</strong> · {say.pastState(mandate.state)}
            <br />
            <span class="small quiet">{scopeAndEnd(mandate, known)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

function pastHeading({ given, agentName, holderName }: Mandate): string {
  if (!given) return say.pastHeld({ name: holderName });
  return agentName === null ? say.pastGivenSomebody() : say.pastGiven({ name: agentName });
}
