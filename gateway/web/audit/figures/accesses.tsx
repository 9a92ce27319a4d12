/** Uses of a month by department; what was fewer than ten isn't told, and isn't known here. */
import type { AccessFigures } from '../../../../sdk/schemas/figures.ts';
import type { Names } from '../../calls/names.ts';
import { Bars } from '../../parts/bars.tsx';
import { Table } from '../../parts/table.tsx';
import { publicFigures as say } from '../../words/audit-figures.ts';
import { countText } from '../../words/dates.ts';
import { departmentName } from './names.ts';

type Props = { readonly of: AccessFigures; readonly names: Names | undefined };

export const Accesses = ({ of: { items }, names }: Props) => (
  <div class="charts">
    <Bars
      heading={say.uses()}
      says={say.usesSays()}
      by={say.department()}
      bars={items.map(({ department, agreed }) => ({
        name: departmentName(department, names),
        count: agreed,
        text: countOrFew(agreed),
      }))}
    />
    <section class="sheet stack" aria-label={say.agreedAndRefused()}>
      <h2>{say.agreedAndRefused()}</h2>
      <Table
        caption={say.agreedAndRefused()}
        columns={[
          { text: say.department() },
          { text: say.agreed(), isNumber: true },
          { text: say.refused(), isNumber: true },
        ]}
        rows={items.map(({ department, agreed, refused }) => ({
          key: department,
          cells: [departmentName(department, names), countOrFew(agreed), countOrFew(refused)],
        }))}
      />
    </section>
  </div>
);

const countOrFew = (count: number | null): string => (count === null ? say.fewerThanTen() : countText(count));
