/** Changing a certificate's status: what it would touch is seen before it is proposed, and another administrator confirms it. */
import { defineComponent, reactive, ref } from 'vue';
import type { StatusPreview } from '../../../../sdk/schemas/administration.ts';
import type { StatusChangeWish } from '../../../../sdk/schemas/issuing.ts';
import { useDeed } from '../../calls/deed.ts';
import { usePaged } from '../../calls/paged.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { department } from '../../words/department.ts';
import { decisions as say } from '../../words/department-decisions.ts';
import { ownTypes, useCatalogue } from '../names.ts';
import { listProposals, previewStatus, propose } from '../own.ts';
import { Proposals } from './proposals.tsx';
import { StatusForm, type StatusWish } from './status-form.tsx';
import { Touches } from './touches.tsx';

const PATH = 'status-changes';

export const StatusPage = defineComponent(() => {
  usePage(department.status);
  const names = useCatalogue();
  const proposals = usePaged(listProposals(PATH));
  const form = reactive<StatusWish>({ type: '', record: '', change: 'suspend', reason: undefined });
  /** What was looked at: proposed is this, whatever is typed meanwhile. */
  const seen = ref<{ readonly wish: StatusChangeWish; readonly preview: StatusPreview }>();
  const isProposed = ref(false);
  const look = useDeed(async (wish: StatusChangeWish) => {
    isProposed.value = false;
    seen.value = { wish, preview: await previewStatus(wish) };
  });
  const proposing = useDeed(async (wish: StatusChangeWish) => {
    await propose(PATH, wish);
    seen.value = undefined;
    form.record = '';
    isProposed.value = true;
    proposals.loaded.again();
  });
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.statusHeading()}</h1>
        <p class="quiet">{say.together()}</p>
      </div>
      <ShowLoaded
        of={names}
        show={(known) =>
          ownTypes(known).length === 0 ? (
            <p class="quiet">{department.noTypes()}</p>
          ) : (
            <StatusForm
              types={ownTypes(known)}
              form={form}
              isBusy={look.isBusy}
              isSeen={seen.value !== undefined}
              onLook={look.run}
            />
          )
        }
      />
      <DeedFault of={look.fault} />
      {seen.value === undefined ? null : (
        <Touches
          of={seen.value.preview}
          names={names.value}
          isBusy={proposing.isBusy}
          onPropose={() => seen.value && proposing.run(seen.value.wish)}
          onLeave={() => {
            seen.value = undefined;
            proposing.forget();
          }}
        />
      )}
      <DeedFault of={proposing.fault} />
      <div role="status">{isProposed.value ? <Note kind="ok">{say.proposed()}</Note> : null}</div>
      <Proposals of={proposals} path={PATH} names={names.value} />
    </div>
  );
});
