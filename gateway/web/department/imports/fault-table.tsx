/** Rows that were not taken: line, column and how to mend it; never a value. */
import type { CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { ImportFault } from '../../../../sdk/schemas/issuing.ts';
import { Table } from '../../parts/table.tsx';
import { importReasons, imports as say } from '../../words/department-import.ts';
import { columnText } from './columns.tsx';

type Props = { readonly of: readonly ImportFault[]; readonly type: CredentialType | undefined };

export const FaultTable = ({ of, type }: Props) => (
  <Table
    caption={say.faults()}
    columns={[{ text: say.line() }, { text: say.column() }, { text: say.why(), isLong: true }]}
    rows={of.map(({ line, column, reason }, place) => ({
      key: place,
      cells: [<span class="number">{line}</span>, placeText(column, type), reasonText(reason)],
    }))}
  />
);

const placeText = (column: string | null, type: CredentialType | undefined): string =>
  column === null ? say.wholeRow() : [columnText(column, type) ?? '', column].join(' ').trim();

/** How to mend what a code stands for; the code itself where a later gateway knows more. */
export const reasonText = (code: string): string =>
  code in importReasons ? importReasons[code as keyof typeof importReasons]() : code;
