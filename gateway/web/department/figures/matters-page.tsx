/** Which matters the department's systems may ask in, and for which facts. */
import { defineComponent } from 'vue';
import type { RegisteredMatter } from '../../../../sdk/schemas/administration.ts';
import { usePaged } from '../../calls/paged.ts';
import { fileText } from '../../icons/icons.ts';
import { Blank } from '../../parts/blank.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { Table } from '../../parts/table.tsx';
import { longDate } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { figures as say } from '../../words/department-figures.ts';
import { labelOf, subjectOf } from '../../words/words.ts';
import { type Catalogue, matterName, typeName, useCatalogue } from '../names.ts';
import { listMatters } from '../own.ts';

export const MattersPage = defineComponent(() => {
  usePage(department.matters);
  const names = useCatalogue();
  const matters = usePaged(listMatters);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">
          {matters.loaded.value === undefined
            ? department.matters()
            : say.mattersHeading(matters.loaded.value.total)}
        </h1>
        <p class="quiet">{say.mattersWhat()}</p>
      </div>
      <section class="sheet" aria-label={department.matters()}>
        <ShowPaged
          of={matters}
          empty={() => <Blank icon={fileText} heading={say.mattersNone()} text={say.mattersNoneNext()} />}
          show={(items) => (
            <ul class="entries plain">
              {items.map((one) => (
                <li key={`${one.client} ${one.matter}`}>
                  <details>
                    <summary>{matterName(names.value, one.matter)}</summary>
                    <p class="small quiet number">
                      {one.matter} · {say.client({ client: one.client })}
                    </p>
                    <Rows of={one} names={names.value} />
                  </details>
                </li>
              ))}
            </ul>
          )}
        />
      </section>
    </div>
  );
});

const necessities = { required: say.always, conditional: say.conditional, optional: say.optional } as const;

const Rows = ({ of, names }: { readonly of: RegisteredMatter; readonly names: Catalogue | undefined }) => (
  <Table
    caption={matterName(names, of.matter)}
    columns={[
      { text: say.credential() },
      { text: say.fields(), isLong: true },
      { text: say.needed() },
      { text: say.until() },
    ]}
    rows={of.fields.map(({ credentialType, necessity, fields, until, ...who }, place) => ({
      key: place,
      cells: [
        <>
          {typeName(names, credentialType)}
          <span class="small quiet block">{subjectOf(who)}</span>
        </>,
        fields.map((name) => fieldName(names, credentialType, name)).join(' · '),
        necessities[necessity](),
        until === null ? say.unlimited() : longDate(until),
      ],
    }))}
  />
);

function fieldName(names: Catalogue | undefined, type: string, name: string): string {
  const field = names?.type(type)?.fields.find((one) => one.name === name);
  return field === undefined ? name : labelOf(field);
}
