/** How face stands in the city: an administrator sees it, and only the operator's command changes it. */
import { defineComponent } from 'vue';
import type { FaceState } from '../../../../sdk/schemas/face.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { usePaged } from '../../calls/paged.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { ShowPaged } from '../../parts/paging.tsx';
import { department } from '../../words/department.ts';
import { face as say } from '../../words/department-face.ts';
import { listFaceAlerts, readFace } from '../own.ts';
import { AlertTable } from './alert-table.tsx';
import { FaceFacts } from './face-facts.tsx';

export const FacePage = defineComponent(() => {
  usePage(department.face);
  const state = useLoaded(
    () => undefined,
    (_, signal) => readFace(signal),
  );
  const alerts = usePaged(listFaceAlerts);
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{state.value === undefined ? department.face() : say[state.value.offered]()}</h1>
        <p class="quiet">{say.what()}</p>
      </div>
      <ShowLoaded of={state} show={(stands) => <Standing of={stands} />} />
      <section class="sheet stack" aria-labelledby="alerts">
        <h2 id="alerts">{say.alerts()}</h2>
        <ShowPaged
          of={alerts}
          empty={() => <p class="quiet">{say.alertsNone()}</p>}
          show={(items) => <AlertTable of={items} />}
        />
      </section>
      <Commands />
    </div>
  );
});

const notes = { off: ['info', say.offWhat], unavailable: ['warn', say.unavailableWhat] } as const;

const Standing = ({ of }: { readonly of: FaceState }) => (
  <>
    {of.offered === 'on' ? null : (
      <Note kind={notes[of.offered][0]}>
        <p>{notes[of.offered][1]()}</p>
      </Note>
    )}
    <section class="sheet stack" aria-labelledby="standing">
      <h2 id="standing">{say.standing()}</h2>
      <FaceFacts of={of} />
    </section>
  </>
);

const COMMANDS = [
  ['npm run face -- state', say.howState],
  ['npm run face -- on --assessment "PIA-2026-014"', say.howOn],
  ['npm run face -- off', say.howOff],
  ['npm run face -- calibrate --pairs <folder>', say.howCalibrate],
] as const;

const Commands = () => (
  <section class="sheet stack" aria-labelledby="how">
    <h2 id="how">{say.how()}</h2>
    <p class="quiet">{say.howWhat()}</p>
    <dl class="facts">
      {COMMANDS.map(([command, what]) => (
        <div key={command}>
          <dt>{what()}</dt>
          <dd>
            <code class="fingerprint">{command}</code>
          </dd>
        </div>
      ))}
    </dl>
  </section>
);
