/** Which columns a file of records has: told for the chosen type, with an empty table to begin with. */
import { defineComponent } from 'vue';
import type { DepartmentOverview } from '../../../../sdk/schemas/administration.ts';
import type { CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import { saveFile } from '../../calls/files.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { download } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { Table } from '../../parts/table.tsx';
import { importColumns as columnNames, imports as say } from '../../words/department-import.ts';
import { labelOf } from '../../words/words.ts';
import { readOverview } from '../own.ts';

/** Spreadsheets take a file without it for one in a Chinese code page. */
const BYTE_ORDER_MARK = '\uFEFF';

type Props = { readonly type: CredentialType | undefined };

export const Columns = defineComponent(
  (props: Props) => {
    const overview = useLoaded(
      () => undefined,
      (_, signal) => readOverview(signal),
    );
    return () => (
      <details>
        <summary>{say.columns()}</summary>
        <ShowLoaded
          of={overview}
          show={({ types }) => (
            <Chosen
              of={types.find(({ credentialType }) => credentialType === props.type?.id)?.columns ?? []}
              type={props.type}
            />
          )}
        />
      </details>
    );
  },
  { props: ['type'] },
);

type ColumnsOf = DepartmentOverview['types'][number]['columns'];

const Chosen = ({ of, type }: Props & { readonly of: ColumnsOf }) => (
  <div class="stack">
    <Button icon={download} onPress={() => saveEmpty(type?.id ?? '', of)}>
      {say.emptyTable()}
    </Button>
    <Table
      caption={say.columns()}
      columns={[{ text: say.columnName() }, { text: say.holds() }, { text: say.needed() }]}
      rows={of.map(({ name, isNeeded }) => ({
        key: name,
        cells: [
          <span class="number fingerprint">{name}</span>,
          columnText(name, type) ?? '–',
          isNeeded ? say.always() : say.ifKnown(),
        ],
      }))}
    />
  </div>
);

function saveEmpty(type: string, columns: ColumnsOf): void {
  const heading = `${BYTE_ORDER_MARK}${columns.map(({ name }) => name).join(',')}\r\n`;
  saveFile(new Blob([heading], { type: 'text/csv' }), `${type}.csv`);
}

/** What a column holds; undefined where a later gateway knows more. */
export function columnText(column: string, type: CredentialType | undefined): string | undefined {
  const field = type?.fields.find(({ name }) => name === column);
  if (field !== undefined) return labelOf(field);
  return column in columnNames ? columnNames[column as keyof typeof columnNames]() : undefined;
}
