/** People who enrolled a face that no portrait could confirm: two officers look at them, and one after the other says so. */
import { defineComponent, onScopeDispose, ref } from 'vue';
import { useDeed } from '../../calls/deed.ts';
import { decideFaceCheck, listFaceChecks, openFaceCheck } from '../../calls/face-at-window.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { scanFace } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { usePage } from '../../parts/page.ts';
import { faceChecks as say } from '../../words/counter-face.ts';
import { FaultNote } from '../fault-note.tsx';
import { windowHere } from '../window.tsx';
import { BeginFaceCheck } from './begin-face-check.tsx';
import { FaceCheckSheet } from './face-check.tsx';

const LOOK_EVERY = 5_000;

export const FaceChecksPage = defineComponent(() => {
  usePage(say.heading);
  const window = (): string => windowHere.value?.code ?? '';
  const listed = useLoaded(window, listFaceChecks);
  const turns = setInterval(listed.again, LOOK_EVERY);
  onScopeDispose(() => clearInterval(turns));
  const told = ref<() => string>();
  const begin = useDeed(async (number: string) => {
    told.value = undefined;
    await openFaceCheck(window(), number);
    told.value = say.opened;
    listed.again();
  });
  const decide = useDeed(async (id: string, same: boolean) => {
    told.value = undefined;
    try {
      await decideFaceCheck(id, same);
      told.value = same ? say.counts : say.destroyed;
    } finally {
      listed.again();
    }
  });
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.heading()}</h1>
        <p class="quiet">{say.what()}</p>
      </div>
      <BeginFaceCheck isBusy={begin.isBusy} fault={begin.fault} onSend={begin.run} />
      <p role="status">{told.value?.()}</p>
      <section class="stack" aria-labelledby="face-checks" aria-live="polite">
        <h2 id="face-checks">{say.list()}</h2>
        <FaultNote fault={decide.fault} />
        <ShowLoaded
          of={listed}
          show={({ items }) =>
            items.length === 0 ? (
              <Blank icon={scanFace} heading={say.none()} text={say.noneNext()} />
            ) : (
              <ul class="plain stack">
                {items.map((one) => (
                  <FaceCheckSheet key={one.id} check={one} isBusy={decide.isBusy} onDecide={decide.run} />
                ))}
              </ul>
            )
          }
        />
      </section>
    </div>
  );
});
