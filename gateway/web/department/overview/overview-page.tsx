/** How the department stands: what waits, its types with their figures, and its log. */
import { computed, defineComponent } from 'vue';
import { useLoaded } from '../../calls/loaded.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { usePage } from '../../parts/page.ts';
import { countText } from '../../words/dates.ts';
import { department as say } from '../../words/department.ts';
import { lists } from '../../words/lists.ts';
import { nameOf } from '../../words/words.ts';
import { useCatalogue } from '../names.ts';
import { ownDepartment, readOverview } from '../own.ts';
import { ConfirmData } from './confirm-data.tsx';
import { isInTime, TypesTable } from './types-table.tsx';
import { WaitingList } from './waiting-list.tsx';

export const OverviewPage = defineComponent(() => {
  usePage(say.overview);
  const names = useCatalogue();
  const overview = useLoaded(
    () => undefined,
    (_, signal) => readOverview(signal),
  );
  const heading = computed(() => {
    const types = overview.value?.types ?? [];
    if (overview.value === undefined || names.value === undefined) return say.overview();
    if (types.length === 0) return say.noTypes();
    const late = types.filter((row) => !isInTime(row, names.value)).length;
    return late === 0 ? say.fresh(types.length) : say.stale(late);
  });
  const own = (): string => {
    if (names.value === undefined) return '';
    const row = names.value.department(ownDepartment());
    return row === undefined ? ownDepartment() : nameOf(row);
  };
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <p class="quiet">{own()}</p>
        <h1 tabindex="-1">{heading.value}</h1>
      </div>
      <div class="two">
        <div class="stack loose">
          <ShowLoaded
            of={overview}
            show={({ types, log }) =>
              types.length === 0 ? (
                <p class="quiet">{say.noTypesNext()}</p>
              ) : (
                <section class="sheet stack" aria-labelledby="types">
                  <h2 id="types">{say.types()}</h2>
                  <TypesTable of={types} names={names.value} />
                  <ConfirmData types={types} names={names.value} onDone={overview.again} />
                  <details>
                    <summary>{lists.forTechnicians()}</summary>
                    <p>
                      {say.log()} {say.logSize(countText(log.size))}
                    </p>
                    <p class="small number fingerprint">{say.logRoot({ root: log.root })}</p>
                  </details>
                </section>
              )
            }
          />
        </div>
        <WaitingList />
      </div>
    </div>
  );
});
