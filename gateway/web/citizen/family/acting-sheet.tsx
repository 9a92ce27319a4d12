/** Somebody for whom one may act, or who may act for one: as what, for what, until when. */
import type { FunctionalComponent } from 'vue';
import { acting as words } from '../../words/acting.ts';
import { longDate } from '../../words/dates.ts';
import { civilDay } from '../../words/days.ts';
import { family as say } from '../../words/family.ts';
import type { Known } from '../records/access.ts';
import { type Acting, authorityText, fourteenthBirthday, scopeText, untilText } from './authority.ts';

type Props = { readonly of: Acting; readonly known: Known };

/** Slot: what can be done. */
export const ActingSheet: FunctionalComponent<Props> = ({ of, known }, { slots }) => (
  <article class="sheet stack">
    <h3 class="name">{of.name}</h3>
    <dl class="facts">
      <div>
        <dt>{say.asWhat()}</dt>
        <dd>{authorityText(of)}</dd>
      </div>
      <div>
        <dt>{say.forWhat()}</dt>
        <dd>{scopeText(of.scope, known)}</dd>
      </div>
      <div>
        <dt>{say.untilWhen()}</dt>
        <dd>{untilText(of)}</dd>
      </div>
    </dl>
    {of.kind === 'guardian' && of.until !== null ? <p class="small quiet">{childText(of.until)}</p> : null}
    {slots.default?.()}
  </article>
);
ActingSheet.props = ['of', 'known'];

function childText(eighteenth: string): string {
  const date = fourteenthBirthday(eighteenth);
  return date > civilDay(new Date()) ? say.underFourteen({ date: longDate(date) }) : say.overFourteen();
}

/** What a mandate is for and until when, where it isn't in force yet or any more. */
export const scopeAndEnd = (
  { scope, until }: { readonly scope: Acting['scope']; readonly until: string },
  known: Known,
): string => `${scopeText(scope, known)} · ${words.untilDay({ date: longDate(until) })}`;
