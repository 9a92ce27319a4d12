/** What a matter will see of whom, and the conditions that add to it. */
import type { FunctionalComponent } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import { idCard } from '../icons/icons.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/notes.tsx';
import { counter as say } from '../words/counter.ts';
import { language } from '../words/language.ts';
import { labelOf, nameOf } from '../words/words.ts';
import { Conditions, conditionText } from './conditions.tsx';
import { type AskedRow, askedRows, giversOf, roleText } from './matter.ts';

type Props = {
  readonly matter: CompleteMatter | undefined;
  readonly types: readonly CredentialType[];
  readonly conditions: readonly string[];
  readonly onConditions: (holding: readonly string[]) => void;
  readonly onGo: () => void;
};

export const Seen: FunctionalComponent<Props> = ({ matter, types, conditions, onConditions, onGo }) => {
  if (matter === undefined) return <p class="quiet">{say.chooseFirst()}</p>;
  const rows = askedRows(matter, conditions);
  const count = rows.reduce((sum, { fields }) => sum + fields.length, 0);
  const kinds = new Set(rows.map(({ credentialType }) => credentialType)).size;
  return (
    <div class="stack seen">
      <p>
        <strong>{nameOf(matter)}</strong>
      </p>
      <p class="quiet small">{count === 0 ? say.seenNothing() : say.seenOnly(count)}</p>
      {rows.map((row) => (
        <Row key={`${row.subject} ${row.credentialType}`} matter={matter} row={row} types={types} />
      ))}
      <Conditions of={matter.addition.conditions} holding={conditions} onChange={onConditions} />
      {kinds === 0 ? null : (
        <Note kind="info">
          <p>{say.noOriginals(kinds)}</p>
        </Note>
      )}
      {giversOf(matter, rows).length === 0 ? null : (
        <Button look="primary" wide onPress={onGo}>
          {say.nextAsk()} <kbd>{say.enter()}</kbd>
        </Button>
      )}
    </div>
  );
};
Seen.props = ['matter', 'types', 'conditions', 'onConditions', 'onGo'];

type RowProps = {
  readonly matter: CompleteMatter;
  readonly row: AskedRow;
  readonly types: readonly CredentialType[];
};

const Row = ({ matter, row, types }: RowProps) => {
  const type = types.find(({ id }) => id === row.credentialType);
  const hasSeveral = new Set(matter.asks.map(({ subject }) => subject)).size > 1;
  return (
    <div>
      <h3 class="seen-type">
        <Icon of={idCard} />
        {hasSeveral ? say.of({ role: roleText(matter, row.subject) }) : ''}
        {language.value === 'en' && hasSeveral ? ': ' : ''}
        {type === undefined ? row.credentialType : nameOf(type)}
      </h3>
      <ul>
        {row.fields.map((name) => {
          const field = type?.fields.find((one) => one.name === name);
          return <li key={name}>{field === undefined ? name : labelOf(field)}</li>;
        })}
      </ul>
      {row.because.map((one) => (
        <p key={one.id} class="small quiet">
          {say.because({ why: conditionText(one) })}
        </p>
      ))}
    </div>
  );
};
