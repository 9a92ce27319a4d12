/** The steps of one refusal, in the order in which they are tried; the first that can be pressed is the one to press. */
import type { FunctionalComponent } from 'vue';
import { Button } from '../parts/button.tsx';
import { refused as say } from '../words/counter-refused.ts';
import { listText } from '../words/lists.ts';
import { nameOf } from '../words/words.ts';
import { type About, typeText } from './about.ts';
import type { Miss } from './misses.ts';
import type { StepAction } from './refusals.ts';

type Props = {
  readonly miss: Miss;
  readonly about: About | undefined;
  readonly hasHeading: boolean;
  readonly onAct: (action: StepAction) => unknown;
};

const actionTexts: Readonly<Record<StepAction, () => string>> = {
  ask: say.askAgain,
  fetch: say.fetchAgain,
  originals: say.originals,
  report: say.report,
};

export const RefusalSteps: FunctionalComponent<Props> = ({ miss, about, hasHeading, onAct }) => (
  <div class="stack">
    {hasHeading ? <h3>{headingOf(miss, about)}</h3> : null}
    {miss.age === undefined ? null : <p>{say.age({ n: miss.age })}</p>}
    {issuersOf(miss, about).map((name) => (
      <p key={name} class="quiet">
        {say.issuer({ name })}
      </p>
    ))}
    <ol class="todo">
      {miss.refusal.steps.map(({ text, action }) => (
        <li key={text()} class="sheet">
          <p>{text()}</p>
          {action === undefined ? null : (
            <p>
              <Button onPress={() => onAct(action)}>{actionTexts[action]()}</Button>
            </p>
          )}
        </li>
      ))}
    </ol>
  </div>
);
RefusalSteps.props = ['miss', 'about', 'hasHeading', 'onAct'];

function headingOf({ types, refusal }: Miss, about: About | undefined): string {
  const named = about === undefined ? [] : types.map((type) => typeText(about, type));
  return named.length === 0
    ? refusal.heading()
    : say.missed({ types: listText(named), what: refusal.heading() });
}

/** Who issues what is missing: whom to ask. */
function issuersOf({ types }: Miss, about: About | undefined): readonly string[] {
  const codes = about?.types.filter(({ id }) => types.includes(id)).map((type) => type.issuingDepartmentCode);
  return (about?.departments ?? []).filter(({ code }) => codes?.includes(code)).map((row) => nameOf(row));
}
