/** One import: how far it has come, and which rows were not taken and why. */
import { defineComponent, onScopeDispose } from 'vue';
import type { ImportReport } from '../../../../sdk/schemas/issuing.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { usePaged } from '../../calls/paged.ts';
import { arrowLeft } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Counts } from '../../parts/counts.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { Progress } from '../../parts/progress.tsx';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { countText } from '../../words/dates.ts';
import { department } from '../../words/department.ts';
import { imports as say } from '../../words/department-import.ts';
import { momentText, typeName, useCatalogue } from '../names.ts';
import { listFaults, readImport } from '../own.ts';
import { FaultTable, reasonText } from './fault-table.tsx';

const LOOK_AGAIN = 1_000;

export const ImportPage = defineComponent(() => {
  usePage(department.imports);
  const id = String(useRoute().params.id);
  const names = useCatalogue();
  const report = useLoaded(
    () => id,
    (about, signal) => readImport(about, signal),
  );
  const faults = usePaged(
    (next, signal) => listFaults(id, next, signal),
    () => report.value?.faulty,
  );
  // Not while a look is under way: the gateway may be restarting, and that look waits for it.
  const turns = setInterval(() => {
    if (report.phase === 'ready' && report.value?.state === 'running') report.again();
  }, LOOK_AGAIN);
  onScopeDispose(() => clearInterval(turns));
  return () => (
    <div class="stack loose">
      <RouterLink class="tall back" to="/imports">
        <Icon of={arrowLeft} />
        {say.back()}
      </RouterLink>
      <ShowLoaded
        of={report}
        show={(value) => (
          <>
            <div class="stack tight">
              <p class="quiet">
                {typeName(names.value, value.credentialType)} · {momentText(value.createdAt)}
              </p>
              <h1 tabindex="-1">{headingOf(value)}</h1>
              <p class="visually-hidden" role="status">
                {value.state === 'running' ? say.stateRunning() : headingOf(value)}
              </p>
            </div>
            <Next of={value} />
            <Counts
              of={[
                { text: say.rows(), count: value.rowsRead },
                { text: say.issued(), count: value.issued },
                { text: say.replaced(), count: value.replaced },
                { text: say.unchanged(), count: value.unchanged },
                { text: say.faulty(), count: value.faulty },
              ]}
            />
          </>
        )}
      />
      {report.value === undefined || report.value.faulty === 0 ? null : (
        <section class="sheet stack" aria-labelledby="faults">
          <h2 id="faults">{say.faults()}</h2>
          <ShowPaged
            of={faults}
            empty={() => <p class="quiet">{say.stateRunning()}</p>}
            show={(items) => (
              <FaultTable of={items} type={names.value?.type(report.value?.credentialType ?? '')} />
            )}
          />
        </section>
      )}
    </div>
  );
});

function headingOf({ state, rowsRead, faulty }: ImportReport): string {
  if (state === 'running') return say.running({ n: countText(rowsRead) });
  if (state === 'failed') return say.failed();
  return faulty === 0 ? say.done({ n: countText(rowsRead) }) : say.doneFaulty(countText(faulty));
}

const Next = ({ of: { state, faulty, errorCode } }: { readonly of: ImportReport }) => {
  if (state === 'running')
    return (
      <div class="stack tight">
        <Progress label={say.stateRunning()} part={undefined} text={say.stateRunning()} />
        <p class="quiet">{say.runningNext()}</p>
      </div>
    );
  if (state === 'failed') return <Note kind="bad">{reasonText(errorCode ?? '')}</Note>;
  return faulty === 0 ? null : <Note kind="warn">{say.doneFaultyNext()}</Note>;
};
