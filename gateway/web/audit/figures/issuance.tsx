/** What is issued now, by type, and how often statuses were changed. */
import type { IssuanceFigures } from '../../../../sdk/schemas/figures.ts';
import type { Names } from '../../calls/names.ts';
import { Bars } from '../../parts/bars.tsx';
import { Table } from '../../parts/table.tsx';
import { publicFigures as say } from '../../words/audit-figures.ts';
import { countText, timeText } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';
import { departmentName } from './names.ts';

type Props = { readonly of: IssuanceFigures; readonly at: Date; readonly names: Names | undefined };

export const Issuance = ({ of, at, names }: Props) => {
  const types = of.items
    .flatMap((row) => row.types)
    .toSorted((one, other) => other.issued - one.issued)
    .map(({ credentialType, issued }) => {
      const type = names?.type(credentialType);
      return { name: type === undefined ? credentialType : nameOf(type), count: issued };
    });
  const total = types.reduce((sum, { count }) => sum + count, 0);
  const changed = of.items.filter(({ statusChanges }) => Object.values(statusChanges).some(Boolean));
  return (
    <div class="charts">
      <Bars
        heading={say.issued()}
        says={say.issuedSays(countText(total), timeText(at))}
        by={say.type()}
        bars={types}
      />
      <section class="sheet stack" aria-label={say.changes()}>
        <h2>{say.changes()}</h2>
        <p class="quiet">{say.changesSays()}</p>
        <Table
          caption={say.changes()}
          columns={[
            { text: say.department() },
            { text: say.suspended(), isNumber: true },
            { text: say.valid(), isNumber: true },
            { text: say.revoked(), isNumber: true },
          ]}
          rows={changed.map(({ department, statusChanges: { suspended, valid, invalid } }) => ({
            key: department,
            cells: [departmentName(department, names), ...[suspended, valid, invalid].map(countText)],
          }))}
        />
      </section>
    </div>
  );
};
