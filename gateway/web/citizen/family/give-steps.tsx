/** The questions of a mandate. */
import { defineAsyncComponent } from 'vue';
import type { Family, Mandate } from '../../../../sdk/schemas/mandates.ts';
import { Button } from '../../parts/button.tsx';
import { type Fault, Field, type InputAttributes } from '../../parts/fields.tsx';
import { Note } from '../../parts/notes.tsx';
import { Options, Several } from '../../parts/options.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { inFours, longDate } from '../../words/dates.ts';
import { family as say } from '../../words/family.ts';
import { nameOf } from '../../words/words.ts';
import type { Known } from '../records/access.ts';
import { scopeText } from './authority.ts';
import { type Draft, type Length, lengths, numberOf, type Reach, scopeOf, untilOf } from './give.ts';

/** Comes while the first question is answered: most mandates name no matter. */
export const loadSearch = async () => (await import('../../parts/matter-search.tsx')).MatterSearch;
const MatterSearch = defineAsyncComponent(loadSearch);

type Props = {
  readonly draft: Draft;
  readonly known: Known;
  readonly firms: Family['mayActFor'];
  readonly faults: readonly Fault[];
};

const OWN = 'own';

export const Whose = ({ draft, firms }: Props) => (
  <Options
    name="whose"
    isAsked
    legend={say.whose()}
    options={[
      { value: OWN, text: say.whoseOwn() },
      ...firms.map(({ holder, name }) => ({ value: holder, text: name })),
    ]}
    chosen={draft.holder ?? OWN}
    onChoose={(value) => {
      draft.holder = value === OWN ? undefined : value;
    }}
  />
);

export const Whom = ({ draft, faults }: Props) => (
  <Field
    id="agent"
    label={say.whomLabel()}
    hint={say.whomHint()}
    error={faults.find(({ id }) => id === 'agent')?.text}
  >
    {(own: InputAttributes) => (
      <input
        {...own}
        type="text"
        autocomplete="off"
        spellcheck="false"
        value={draft.number}
        onInput={(event) => {
          draft.number = (event.target as HTMLInputElement).value;
        }}
      />
    )}
  </Field>
);

const reaches = [
  ['all', say.whatAll],
  ['department', say.whatDepartment],
  ['matters', say.whatMatters],
] as const satisfies readonly (readonly [Reach, () => string])[];

export const What = ({ draft, known }: Props) => (
  <>
    <Options
      name="reach"
      isAsked
      legend={say.what()}
      options={reaches.map(([value, text]) => ({ value, text: text() }))}
      chosen={draft.reach}
      onChoose={(value) => {
        draft.reach = reaches.find(([one]) => one === value)?.[0] ?? 'all';
        if (draft.reach === 'department') draft.department ||= known.names.departments[0]?.code ?? '';
      }}
    />
    {draft.reach === 'department' ? <Department draft={draft} known={known} /> : null}
    {draft.reach === 'matters' ? <Matters draft={draft} known={known} /> : null}
    <details>
      <summary>{say.types()}</summary>
      <Several
        name="types"
        isAsked
        legend={say.types()}
        options={known.names.types.map((type) => ({ value: type.id, text: nameOf(type) }))}
        chosen={draft.types}
        onChoose={(values) => {
          draft.types = values;
        }}
      />
    </details>
  </>
);

const Department = ({ draft, known }: Pick<Props, 'draft' | 'known'>) => (
  <SelectField
    id="department"
    label={say.whichDepartment()}
    value={draft.department}
    options={known.names.departments.map((row) => ({ value: row.code, text: nameOf(row) }))}
    onPick={(code) => {
      draft.department = code;
    }}
  />
);

const Matters = ({ draft, known }: Pick<Props, 'draft' | 'known'>) => (
  <div class="stack">
    <MatterSearch
      isPart
      onChoose={(code) => {
        const name = known.directory.matter(code);
        if (name !== undefined && draft.matters.every((one) => one.code !== code))
          draft.matters.push({ code, name });
      }}
    />
    {draft.matters.length === 0 ? null : (
      <section class="stack tight" aria-labelledby="chosen">
        <h2 id="chosen">{say.chosenMatters()}</h2>
        <ul class="chosen">
          {draft.matters.map(({ code, name }) => (
            <li key={code}>
              <span>{nameOf(name)}</span>
              <Button
                onPress={() => {
                  draft.matters = draft.matters.filter((one) => one.code !== code);
                }}
              >
                {say.remove({ name: nameOf(name) })}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    )}
  </div>
);

const lengthTexts = {
  month: say.month,
  quarter: say.quarter,
  half: say.half,
  year: say.year,
} as const satisfies Record<Length, (values: { date: string }) => string>;

const isLength = (text: string): text is Length => Object.hasOwn(lengths, text);

export const Until = ({ draft }: Props) => (
  <Options
    name="until"
    isAsked
    legend={say.until()}
    hint={say.untilHint()}
    options={(Object.keys(lengths) as Length[]).map((length) => ({
      value: length,
      text: lengthTexts[length]({ date: longDate(untilOf({ length })) }),
    }))}
    chosen={draft.length}
    onChoose={(value) => {
      if (isLength(value)) draft.length = value;
    }}
  />
);

export const Check = ({ draft, known, firms }: Props) => {
  const firm = firms.find(({ holder }) => holder === draft.holder);
  const rows = [
    [say.checkWhom(), inFours(numberOf(draft))],
    [say.checkWhose(), firm === undefined ? say.whoseOwn() : firm.name],
    [say.checkWhat(), scopeText(scopeOf(draft) as Mandate['scope'], known)],
    [say.checkUntil(), longDate(untilOf(draft))],
  ] as const;
  return (
    <>
      <dl class="facts sheet">
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Note kind="info">
        <p>{say.checkNote()}</p>
      </Note>
    </>
  );
};
