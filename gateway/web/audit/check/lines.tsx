/** Checks one by one: in words on the left, facts for technical staff on the right. */
import { circle, circleCheck, circleX, hourglass, triangleAlert } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { checking as say } from '../../words/audit-check.ts';
import { elder } from '../../words/language.ts';
import { lists } from '../../words/lists.ts';
import type { Line, Outcome } from '../worker/messages.ts';

export type LineWords = {
  /** What is checked, and what it means where it holds. */
  readonly heading: () => string;
  readonly text: () => string;
};

type LinesProps<Name extends string> = {
  readonly of: readonly Line<Name>[];
  readonly words: Readonly<Record<Name, LineWords>>;
  /** What a check that fails means. */
  readonly meaningOf: (reason: string) => string;
  /** Why one wasn't made. */
  readonly whyNot: (name: Name) => string;
};

export function Lines<Name extends string>({ of, words, meaningOf, whyNot }: LinesProps<Name>) {
  return (
    <ol class="checks plain">
      {of.map((line, place) => {
        const { heading, text } = words[line.name];
        return (
          <li key={line.name} class={line.outcome === 'fails' ? 'fail' : ''}>
            <span class={line.outcome}>
              <Icon of={icons[line.outcome]} />
            </span>
            <div>
              <h3>
                {`${place + 1}. ${heading()}`}
                <span class="visually-hidden"> – {outcomes[line.outcome]()}</span>
              </h3>
              <p class="quiet">{textFor(line, { text, meaningOf, whyNot })}</p>
            </div>
            <Facts of={line.facts} />
          </li>
        );
      })}
    </ol>
  );
}

const icons: Readonly<Record<Outcome, string>> = {
  holds: circleCheck,
  fails: circleX,
  accepted: triangleAlert,
  waiting: hourglass,
  'not-checked': circle,
};

const outcomes: Readonly<Record<Outcome, () => string>> = {
  holds: say.holds,
  fails: say.fails,
  accepted: say.accepted,
  waiting: say.waiting,
  'not-checked': say.notChecked,
};

type Texts<Name extends string> = Pick<LinesProps<Name>, 'meaningOf' | 'whyNot'> & Pick<LineWords, 'text'>;

function textFor<Name extends string>(
  { name, outcome, reason }: Line<Name>,
  { text, meaningOf, whyNot }: Texts<Name>,
): string {
  if (outcome === 'holds') return text();
  if (outcome === 'not-checked') return whyNot(name);
  if (outcome === 'waiting') return say.waiting();
  return reason === undefined ? say.fails() : meaningOf(reason);
}

/** Out of the way in large type, and there all the same. */
const Facts = ({ of }: { readonly of: readonly string[] }) => {
  if (of.length === 0) return <span />;
  const list = (
    <ul class="plain small quiet number fingerprint" lang="en">
      {of.map((fact, place) => (
        <li key={place}>{fact}</li>
      ))}
    </ul>
  );
  return elder.value === 'off' ? (
    <div class="tech">{list}</div>
  ) : (
    <details class="tech">
      <summary>{lists.forTechnicians()}</summary>
      {list}
    </details>
  );
};
