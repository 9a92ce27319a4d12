/** Sending a file of records, and the imports so far. */
import { defineComponent } from 'vue';
import type { ImportReport } from '../../../../sdk/schemas/issuing.ts';
import { usePaged } from '../../calls/paged.ts';
import { upload as uploadIcon } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { RouterLink, useRouter } from '../../parts/router.tsx';
import { Table } from '../../parts/table.tsx';
import { countText } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { imports as say } from '../../words/department-import.ts';
import { type Catalogue, momentText, ownTypes, typeName, useCatalogue } from '../names.ts';
import { listImports } from '../own.ts';
import { ImportTag } from './import-tag.tsx';
import { SendForm } from './send-form.tsx';

export const ImportsPage = defineComponent(() => {
  usePage(department.imports);
  const names = useCatalogue();
  const past = usePaged(listImports);
  const router = useRouter();
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.heading()}</h1>
      <ShowLoaded
        of={names}
        show={(known) =>
          ownTypes(known).length === 0 ? (
            <p class="quiet">
              {department.noTypes()} {department.noTypesNext()}
            </p>
          ) : (
            <SendForm types={ownTypes(known)} onSent={({ id }) => void router.push(`/imports/${id}`)} />
          )
        }
      />
      <section class="sheet stack" aria-labelledby="history">
        <h2 id="history">{say.history()}</h2>
        <ShowPaged
          of={past}
          empty={() => <Blank icon={uploadIcon} heading={say.historyNone()} text={say.historyNoneNext()} />}
          show={(items) => <PastImports of={items} names={names.value} />}
        />
      </section>
    </div>
  );
});

const PastImports = ({
  of,
  names,
}: {
  readonly of: readonly ImportReport[];
  readonly names: Catalogue | undefined;
}) => (
  <Table
    caption={say.history()}
    columns={[
      { text: say.when() },
      { text: say.type() },
      { text: say.state() },
      { text: say.rows(), isNumber: true },
      { text: say.issued(), isNumber: true },
      { text: say.replaced(), isNumber: true },
      { text: say.unchanged(), isNumber: true },
      { text: say.faulty(), isNumber: true },
    ]}
    rows={of.map((row) => ({
      key: row.id,
      cells: [
        <RouterLink class="tall number" to={`/imports/${row.id}`}>
          {momentText(row.createdAt)}
        </RouterLink>,
        typeName(names, row.credentialType),
        <ImportTag of={row} />,
        ...[row.rowsRead, row.issued, row.replaced, row.unchanged, row.faulty].map(countText),
      ],
    }))}
  />
);
