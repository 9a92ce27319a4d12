/** Which records are shown. */
import { SelectField } from '../../parts/select-field.tsx';
import { records as say } from '../../words/records.ts';
import type { Filter } from './groups.ts';

const filters = {
  all: say.filterAll,
  seen: say.filterSeen,
  notSeen: say.filterNotSeen,
  self: say.filterSelf,
  changes: say.filterChanges,
} as const satisfies Record<Filter, () => string>;

const isFilter = (text: string): text is Filter => Object.hasOwn(filters, text);

type Props = { readonly chosen: Filter; readonly onChoose: (filter: Filter) => void };

export const Filters = ({ chosen, onChoose }: Props) => (
  <SelectField
    id="filter"
    label={say.filter()}
    value={chosen}
    options={Object.entries(filters).map(([value, text]) => ({ value, text: text() }))}
    onPick={(value) => {
      if (isFilter(value)) onChoose(value);
    }}
  />
);
