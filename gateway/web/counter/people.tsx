/** Who has to agree, where it is more than one: what was received of whom, and whose turn it is. */
import type { FunctionalComponent } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { refreshCw } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { Tag } from '../parts/notes.tsx';
import { ask as say } from '../words/counter-ask.ts';
import { listText } from '../words/lists.ts';
import type { Asking } from './asking.ts';
import type { Method } from './kept.ts';
import { type Giver, giverText, roleText } from './matter.ts';

type Props = {
  readonly matter: CompleteMatter;
  readonly givers: readonly Giver[];
  readonly given: Asking['given'];
  readonly turn: string;
  readonly onTurn: (role: string) => void;
  readonly onForget: () => void;
};

export const wayTexts: Readonly<Record<Method, () => string>> = {
  code: say.byCode,
  number: say.byNumber,
  show: say.byShow,
  slip: say.bySlip,
  officers: say.byOfficers,
  face: say.byFace,
};

export const People: FunctionalComponent<Props> = ({ matter, givers, given, turn, onTurn, onForget }) => (
  <section class="sheet stack people" aria-labelledby="people">
    <h2 id="people">{say.people()}</h2>
    <p class="quiet">{say.peopleWhat(givers.length)}</p>
    <ul class="plain">
      {givers.map((giver) => {
        const { role } = giver;
        const way = given[role];
        return (
          <li key={role}>
            <button
              class="button"
              type="button"
              aria-pressed={role === turn ? 'true' : 'false'}
              onClick={() => onTurn(role)}
            >
              <span class="role-name">{giverText(matter, giver)}</span>
            </button>
            {otherRoles(matter, giver)}
            {way === undefined ? (
              <Tag kind="plain">
                {role === turn ? say.turn({ role: giverText(matter, giver) }) : say.notYet()}
              </Tag>
            ) : (
              <Tag kind="ok">{say.given({ way: wayTexts[way.method]() })}</Tag>
            )}
          </li>
        );
      })}
    </ul>
    <p role="status" class="visually-hidden">
      {Object.keys(given).length === 0 ? '' : say.turnOf({ role: textOf(matter, givers, turn) })}
    </p>
    {Object.keys(given).length === 0 ? null : (
      <p>
        <Button icon={refreshCw} onPress={onForget}>
          {say.again()}
        </Button>
      </p>
    )}
  </section>
);
People.props = ['matter', 'givers', 'given', 'turn', 'onTurn', 'onForget'];

function textOf(matter: CompleteMatter, givers: readonly Giver[], role: string): string {
  const giver = givers.find((one) => one.role === role);
  return giver === undefined ? role : giverText(matter, giver);
}

function otherRoles(matter: CompleteMatter, { role, subjects, isDeceased }: Giver) {
  const others = subjects.filter((subject) => subject !== role);
  if (others.length === 0 || isDeceased) return null;
  const roles = listText(others.map((subject) => roleText(matter, subject)));
  return <span class="small quiet">{say.forRoles({ roles })}</span>;
}
