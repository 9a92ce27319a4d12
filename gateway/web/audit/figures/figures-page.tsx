/** Public figures: what is issued now, and what was used in completed months, never where it could point at somebody. */
import { defineComponent, onScopeDispose, ref } from 'vue';
import type { AccessFigures, IssuanceFigures } from '../../../../sdk/schemas/figures.ts';
import { call } from '../../calls/call.ts';
import { readPaperFigures } from '../../calls/figures.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { useNames } from '../../calls/names.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { lastCompleteMonth, monthsUntil } from '../../parts/months.ts';
import { usePage } from '../../parts/page.ts';
import { SelectField } from '../../parts/select-field.tsx';
import { publicFigures as say } from '../../words/audit-figures.ts';
import { monthText } from '../../words/dates.ts';
import { Accesses } from './accesses.tsx';
import { Issuance } from './issuance.tsx';
import { Papers } from './papers.tsx';

const COUNT_AGAIN = 60_000;
const MONTHS = 12;

export const FiguresPage = defineComponent(() => {
  usePage(say.heading);
  const names = useNames();
  const newest = lastCompleteMonth(new Date());
  const months = monthsUntil(newest, MONTHS);
  const month = ref(newest);
  const issuance = useLoaded(
    () => undefined,
    async (_, signal) => ({
      at: new Date(),
      figures: await call<IssuanceFigures>('GET', '/figures/issuance', { signal }),
    }),
  );
  const turns = setInterval(() => {
    if (issuance.phase === 'ready') issuance.again();
  }, COUNT_AGAIN);
  onScopeDispose(() => clearInterval(turns));
  const accesses = useLoaded(
    () => month.value,
    (of, signal) => call<AccessFigures>('GET', `/figures/accesses?month=${of}`, { signal }),
  );
  const papers = useLoaded(
    () => month.value,
    (of, signal) => readPaperFigures({ month: of }, signal),
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.heading()}</h1>
        <p class="quiet">{say.what()}</p>
      </div>
      <ShowLoaded
        of={issuance}
        show={({ at, figures }) => <Issuance of={figures} at={at} names={names.value} />}
      />
      <div class="fields">
        <SelectField
          id="month"
          label={say.month()}
          value={month.value}
          options={months.map((value) => ({ value, text: monthText(value) }))}
          onPick={(picked) => {
            month.value = picked;
          }}
        />
      </div>
      <ShowLoaded of={accesses} show={(figures) => <Accesses of={figures} names={names.value} />} />
      <ShowLoaded of={papers} show={(figures) => <Papers of={figures} />} />
    </div>
  );
});
