/** Making a slip: what for, what they will see, until when, and the yes. */
import { computed, defineAsyncComponent, defineComponent, reactive, watch } from 'vue';
import type { CompleteMatter } from '../../../../sdk/schemas/catalog.ts';
import type { SlipPreview } from '../../../../sdk/schemas/slips.ts';
import { findMatter } from '../../calls/catalogue.ts';
import { useDeed } from '../../calls/deed.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { type Names, readNames } from '../../calls/names.ts';
import { arrowLeft } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { MatterSearch } from '../../parts/matter-search.tsx';
import { focusHeading, usePage } from '../../parts/page.ts';
import { RouterLink, useRoute, useRouter } from '../../parts/router.tsx';
import { civilDay, daysAfter } from '../../words/days.ts';
import { slips as say } from '../../words/slips.ts';
import { nameOf } from '../../words/words.ts';
import { bodyOf, type Choice, USUAL_DAYS } from './draft.ts';
import { makeSlip, previewSlip } from './slips.ts';
import './slips.css';

type Found = { readonly matter: CompleteMatter; readonly preview: SlipPreview; readonly names: Names };

/** Comes once a matter is chosen. */
const Question = defineAsyncComponent(async () => (await import('./question.tsx')).Question);

export const NewSlipPage = defineComponent(() => {
  usePage(say.newTitle);
  const route = useRoute();
  const router = useRouter();
  const matter = computed(() => {
    const { matter: code } = route.query;
    return typeof code === 'string' && code !== '' ? code : undefined;
  });
  const choice = reactive<Choice>({ conditions: [], days: USUAL_DAYS, role: undefined, holders: {} });
  // What was chosen was about another matter.
  watch(matter, () => {
    Object.assign(choice, { conditions: [], role: undefined, holders: {} });
    focusHeading();
  });
  const found = useLoaded(
    () => [matter.value, choice.conditions, choice.role] as const,
    async ([code, conditions, role], signal): Promise<Found | undefined> => {
      if (code === undefined) return undefined;
      const until = daysAfter(civilDay(new Date()), USUAL_DAYS);
      const wish = { matter: code, conditions, until, ...(role === undefined ? {} : { role }) };
      const [row, preview, names] = await Promise.all([
        findMatter(code, signal),
        previewSlip(wish, signal),
        readNames(),
      ]);
      return { matter: row, preview, names };
    },
  );
  const making = useDeed(async (preview: SlipPreview) => {
    const { id } = await makeSlip(bodyOf(preview, choice));
    await router.push(`/slips/${id}`);
  });
  const show = ({ matter: row, preview, names }: Found) => (
    <Question matter={row} preview={preview} names={names} choice={choice} making={making} />
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <RouterLink class="tall" to={matter.value === undefined ? '/slips' : '/slips/new'}>
          <Icon of={arrowLeft} />
          {matter.value === undefined ? say.toList() : say.otherMatter()}
        </RouterLink>
        <h1 tabindex="-1">
          {matter.value === undefined || found.value === undefined
            ? say.newTitle()
            : nameOf(found.value.matter)}
        </h1>
        {matter.value === undefined ? <p class="quiet">{say.chooseLead()}</p> : null}
      </div>
      {matter.value === undefined ? (
        <MatterSearch onChoose={(code) => void router.push({ query: { matter: code } })} />
      ) : (
        <ShowLoaded of={found} show={(all) => (all === undefined ? <p /> : show(all))} />
      )}
    </div>
  );
});
