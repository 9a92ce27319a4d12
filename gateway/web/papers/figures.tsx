/** The public figures of a month: sums, and matter by matter on demand. */
import { defineComponent, ref, type VNode } from 'vue';
import type { PaperFigures } from '../../../sdk/schemas/figures.ts';
import { type Directory, readDirectory } from '../calls/directory.ts';
import { readPaperFigures } from '../calls/figures.ts';
import { useLoaded } from '../calls/loaded.ts';
import { type Names, readNames } from '../calls/names.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { monthsUntil } from '../parts/months.ts';
import { SelectField } from '../parts/select-field.tsx';
import { Table } from '../parts/table.tsx';
import { countText, monthText } from '../words/dates.ts';
import { papers as say } from '../words/papers.ts';
import { nameOf } from '../words/words.ts';
import { rowsOf, sumText } from './months.ts';

/** How far back is offered. */
const MONTHS = 12;

type Found = { readonly figures: PaperFigures; readonly names: Names; readonly directory: Directory };

export const Figures = defineComponent(() => {
  const month = ref<string>();
  const newest = ref<string>();
  const found = useLoaded(
    () => month.value,
    async (wanted, signal): Promise<Found> => {
      const [figures, names, directory] = await Promise.all([
        readAll(wanted, signal),
        readNames(),
        readDirectory(),
      ]);
      newest.value ??= figures.month;
      return { figures, names, directory };
    },
  );
  const show = (all: Found): VNode => (
    <div class="stack">
      <Months
        newest={newest.value ?? all.figures.month}
        chosen={all.figures.month}
        onChoose={(one) => (month.value = one)}
      />
      <p role="status">{sumText(all.figures)}</p>
      {all.figures.items.length === 0 ? null : <ByMatter {...all} />}
    </div>
  );
  return () => (
    <section class="stack" aria-labelledby="figures">
      <h2 id="figures">{say.figures()}</h2>
      <p class="quiet">{say.figuresLead()}</p>
      <ShowLoaded of={found} show={show} />
    </section>
  );
});

/** All of a month's rows. */
async function readAll(month: string | undefined, signal: AbortSignal): Promise<PaperFigures> {
  let found = await readPaperFigures({ month }, signal);
  while (found.next !== null) {
    const more = await readPaperFigures({ month: found.month, next: found.next }, signal);
    found = { ...more, items: [...found.items, ...more.items] };
  }
  return found;
}

type MonthsProps = {
  readonly newest: string;
  readonly chosen: string;
  readonly onChoose: (month: string) => void;
};

const Months = ({ newest, chosen, onChoose }: MonthsProps) => (
  <SelectField
    id="month"
    label={say.month()}
    value={chosen}
    options={monthsUntil(newest, MONTHS).map((one) => ({ value: one, text: monthText(one) }))}
    onPick={onChoose}
  />
);

const ByMatter = ({ figures, names, directory }: Found) => (
  <Table
    isCaptionShown
    caption={say.byMatter()}
    columns={[
      { text: say.matterColumn() },
      { text: say.typeColumn() },
      { text: say.notNeeded(), isNumber: true },
      { text: say.stillAsked(), isNumber: true },
    ]}
    rows={figures.items.flatMap((item) =>
      rowsOf(item).map(({ credentialType, notNeeded, stillAsked }) => ({
        key: `${item.matter} ${item.department} ${credentialType}`,
        cells: [
          named(directory.matter(item.matter), item.matter),
          named(names.type(credentialType), credentialType),
          cell(notNeeded),
          cell(stillAsked),
        ],
      })),
    )}
  />
);

const named = (
  row: { readonly nameZh: string; readonly nameEn: string } | undefined,
  code: string,
): string => (row === undefined ? code : nameOf(row));

const cell = (count: number | undefined): string =>
  count === undefined ? say.suppressed() : countText(count);
