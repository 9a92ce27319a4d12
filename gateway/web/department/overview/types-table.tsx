/** The department's types: counts by status, how fresh their data are, and the last import. */

import type { DepartmentOverview } from '../../../../sdk/schemas/administration.ts';
import { Tag } from '../../parts/notes.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { Table } from '../../parts/table.tsx';
import { countText } from '../../words/dates.ts';
import { department as say } from '../../words/department.ts';
import { ImportTag } from '../imports/import-tag.tsx';
import { type Catalogue, momentText, typeName } from '../names.ts';

type TypeRow = DepartmentOverview['types'][number];

const limitOf = ({ credentialType }: TypeRow, names: Catalogue | undefined): number | null =>
  names?.type(credentialType)?.freshnessRule.maxSnapshotAgeDays ?? null;

/** Whether matters that ask for the type are still served from these data. */
export function isInTime(row: TypeRow, names: Catalogue | undefined): boolean {
  const limit = limitOf(row, names);
  return limit === null || (row.confirmedDaysAgo !== null && row.confirmedDaysAgo <= limit);
}

export const TypesTable = ({
  of,
  names,
}: {
  readonly of: readonly TypeRow[];
  readonly names: Catalogue | undefined;
}) => (
  <Table
    caption={say.types()}
    columns={[
      { text: say.type() },
      { text: say.valid(), isNumber: true },
      { text: say.suspended(), isNumber: true },
      { text: say.revoked(), isNumber: true },
      { text: say.confirmed(), isLong: true },
      { text: say.lastImport() },
    ]}
    rows={of.map((row) => ({
      key: row.credentialType,
      cells: [
        typeName(names, row.credentialType),
        countText(row.valid),
        countText(row.suspended),
        countText(row.revoked),
        <Freshness of={row} names={names} />,
        <LastImport of={row} />,
      ],
    }))}
  />
);

const Freshness = ({ of, names }: { readonly of: TypeRow; readonly names: Catalogue | undefined }) => {
  const limit = limitOf(of, names);
  return (
    <>
      <Tag kind={isInTime(of, names) ? 'ok' : 'warn'}>
        {isInTime(of, names) ? say.inTime() : say.outOfTime()}
      </Tag>
      <span class="small quiet block">
        {of.confirmedAt === null ? say.confirmedNever() : momentText(of.confirmedAt)}
        {of.confirmedDaysAgo === null ? '' : ` · ${agoText(of.confirmedDaysAgo)}`}
        {limit === null ? '' : ` · ${say.limit(limit)}`}
      </span>
    </>
  );
};

const agoText = (days: number): string => (days === 0 ? say.confirmedToday() : say.confirmedAgo(days));

const LastImport = ({ of: { lastImport } }: { readonly of: TypeRow }) =>
  lastImport === null ? (
    <span class="quiet">–</span>
  ) : (
    <>
      <ImportTag of={lastImport} />
      <RouterLink class="small block tall" to={`/imports/${lastImport.id}`}>
        {momentText(lastImport.createdAt)}
      </RouterLink>
    </>
  );
