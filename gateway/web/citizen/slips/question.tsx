/** What they will see and what not, for whom, until when, and the yes, which names what is sensitive. */
import type { CompleteMatter } from '../../../../sdk/schemas/catalog.ts';
import type { SlipPreview } from '../../../../sdk/schemas/slips.ts';
import type { Deed } from '../../calls/deed.ts';
import type { Names } from '../../calls/names.ts';
import { ticket } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Note } from '../../parts/notes.tsx';
import { Options, Several } from '../../parts/options.tsx';
import { dateText } from '../../words/dates.ts';
import { civilDay, daysAfter } from '../../words/days.ts';
import { language } from '../../words/language.ts';
import { requests } from '../../words/requests.ts';
import { slips as say } from '../../words/slips.ts';
import { labelOf } from '../../words/words.ts';
import { MYSELF, possibleHolders, roleName } from '../requests/deciding.ts';
import { notSeen, sensitiveFields } from '../requests/not-seen.ts';
import { Unseen } from '../requests/unseen.tsx';
import { type Choice, holderOf, rolesOf } from './draft.ts';
import { Shown } from './shown.tsx';

type Props = {
  readonly matter: CompleteMatter;
  readonly preview: SlipPreview;
  readonly names: Names;
  readonly choice: Choice;
  readonly making: Deed<[SlipPreview], void>;
};

export const Question = (props: Props) => {
  const { preview, choice } = props;
  if (rolesOf(preview).length > 1 && choice.role === undefined) return <Role {...props} />;
  return (
    <div class="stack loose">
      <Conditions {...props} />
      {preview.parties.map((party) => (
        <section key={party.subject} class="stack" aria-labelledby={`see-${party.subject}`}>
          <h2 id={`see-${party.subject}`}>{say.willSee()}</h2>
          {preview.parties.length < 2 ? null : (
            <p class="quiet">{requests.roleOf({ role: roleName(party) })}</p>
          )}
          <ForWhom party={party} choice={choice} />
          <Shown of={party.asks} />
        </section>
      ))}
      <Unseen fields={notSeen(asksOf(props.preview), props.names.type)} />
      <Until choice={choice} />
      <Agree {...props} />
    </div>
  );
};

const Role = ({ preview, choice }: Props) => (
  <Options
    name="role"
    legend={say.role()}
    options={rolesOf(preview).map((role) => {
      const party = preview.parties.find((one) => one.subject === role);
      return { value: role, text: party === undefined ? role : roleName(party) };
    })}
    chosen={choice.role}
    onChoose={(role) => {
      choice.role = role;
    }}
  />
);

const Conditions = ({ matter, choice }: Props) => {
  const conditions = [...new Map(matter.addition.conditions.map((one) => [one.id, one])).values()];
  return conditions.length === 0 ? null : (
    <Several
      name="conditions"
      legend={say.conditions()}
      options={conditions.map(({ id, textZh, textEn }) => ({
        value: id,
        text: language.value === 'zh' ? textZh : textEn,
      }))}
      chosen={choice.conditions}
      onChoose={(values) => {
        choice.conditions = values;
      }}
    />
  );
};

type ForWhomProps = {
  readonly party: SlipPreview['parties'][number];
  readonly choice: Choice;
};

const ForWhom = ({ party, choice }: ForWhomProps) => {
  const possible = possibleHolders(party);
  if (possible.length === 0)
    return (
      <Note kind="warn">
        <p>{say.nobody()}</p>
      </Note>
    );
  return possible.length < 2 ? null : (
    <Options
      name={`holder-${party.subject}`}
      legend={say.forWhom({ role: roleName(party) })}
      options={possible.map(({ holder, kind, name }) => ({
        value: holder,
        text: holder === MYSELF || kind === 'self' ? say.myself() : name,
      }))}
      chosen={holderOf(party, choice)}
      onChoose={(value) => {
        choice.holders[party.subject] = value;
      }}
    />
  );
};

const asksOf = ({ parties }: SlipPreview): SlipPreview['parties'][number]['asks'] =>
  parties.flatMap(({ asks }) => asks);

const lengths = [
  [0, say.untilToday],
  [3, say.untilThree],
  [7, say.untilWeek],
  [30, say.untilMonth],
] as const;

const Until = ({ choice }: Pick<Props, 'choice'>) => (
  <Options
    name="until"
    legend={say.until()}
    options={lengths.map(([days, text]) => ({
      value: String(days),
      text: text({ date: dateText(daysAfter(civilDay(new Date()), days)) }),
    }))}
    chosen={String(choice.days)}
    onChoose={(value) => {
      choice.days = Number(value);
    }}
  />
);

const Agree = ({ preview, names, choice, making }: Props) => {
  const sensitive = sensitiveFields(asksOf(preview), names.type).map(labelOf);
  const isBlocked = preview.parties.some((party) => holderOf(party, choice) === undefined);
  return (
    <div class="stack">
      <DeedFault of={making.fault} />
      <Button
        wide
        look="primary"
        icon={ticket}
        busy={making.isBusy}
        blockedBy={isBlocked ? 'not-yet' : undefined}
        onPress={() => making.run(preview)}
      >
        {making.isBusy ? say.making() : sensitive.length === 0 ? say.agree() : say.agreeIncluding(sensitive)}
      </Button>
      {isBlocked ? (
        <p id="not-yet" class="small">
          {requests.forWhomFirst()}
        </p>
      ) : null}
      <Note kind="plain" icon={ticket}>
        <p>{say.agreeNote()}</p>
      </Note>
    </div>
  );
};
