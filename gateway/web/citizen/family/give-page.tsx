/** Having somebody act for me: one question a page, and nothing counts before it was checked. */
import { computed, defineComponent, onMounted, ref, watch } from 'vue';
import type { Family } from '../../../../sdk/schemas/mandates.ts';
import { useDeed } from '../../calls/deed.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { arrowLeft, circleCheck } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { DeedFault } from '../../parts/deed-fault.tsx';
import { ErrorSummary, type Fault } from '../../parts/fields.tsx';
import { Icon } from '../../parts/icon.tsx';
import { focusHeading, usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { family as say } from '../../words/family.ts';
import type { Known } from '../records/access.ts';
import { bodyOf, isNumber, type Step, useDraft } from './give.ts';
import { Check, loadSearch, Until, What, Whom, Whose } from './give-steps.tsx';
import { giveMandate, readFamily, readKnown } from './mandates.ts';
import './family.css';

type Found = { readonly family: Family; readonly known: Known };

const headings = {
  whose: say.whose,
  whom: say.whom,
  what: say.what,
  until: say.until,
  check: say.check,
} as const satisfies Record<Step, () => string>;

export const GivePage = defineComponent(() => {
  // Here it may be lacking without harm: the step that needs it asks again.
  onMounted(() => void loadSearch().catch(() => {}));
  const faults = ref<readonly Fault[]>([]);
  usePage(say.give, { hasFaults: () => faults.value.length > 0 });
  const found = useLoaded(
    () => undefined,
    async (_, signal): Promise<Found> => {
      const [family, known] = await Promise.all([readFamily(signal), readKnown()]);
      return { family, known };
    },
  );
  const firms = computed(
    () => found.value?.family.mayActFor.filter(({ kind }) => kind === 'representative') ?? [],
  );
  const { draft, steps, place, step, go } = useDraft(() => firms.value);
  watch(firms, () => {
    draft.step ??= steps.value[0];
  });
  const isSent = ref(false);
  const sending = useDeed(async () => {
    await giveMandate(bodyOf(draft));
    isSent.value = true;
    focusHeading();
  });
  const faultsOf: Readonly<Partial<Record<Step, () => readonly Fault[]>>> = {
    whom: () => (isNumber(draft) ? [] : [{ id: 'agent', text: say.whomFault() }]),
    what: () =>
      draft.reach === 'matters' && draft.matters.length === 0
        ? [{ id: 'search', text: say.matterFault() }]
        : [],
  };
  const move = (by: 1 | -1): void => {
    faults.value = by === 1 ? (faultsOf[step.value]?.() ?? []) : [];
    if (faults.value.length > 0) return;
    go(by);
    focusHeading();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (step.value === 'check') void sending.run();
    else move(1);
  };
  const question = ({ known }: Found) => {
    const props = { draft, known, firms: firms.value, faults: faults.value };
    switch (step.value) {
      case 'whose':
        return <Whose {...props} />;
      case 'whom':
        return <Whom {...props} />;
      case 'what':
        return <What {...props} />;
      case 'until':
        return <Until {...props} />;
      case 'check':
        return <Check {...props} />;
    }
  };
  const show = (all: Found) => (
    <div class="stack loose">
      <ErrorSummary faults={faults.value} />
      {/* The search within the second step is a form of its own: forms don't stand in forms. */}
      <div class="stack">{question(all)}</div>
      <DeedFault of={sending.fault} />
      <form class="row" onSubmit={submit}>
        <Button type="submit" look="primary" busy={sending.isBusy}>
          {step.value === 'check' ? (sending.isBusy ? say.sending() : say.send()) : say.next()}
        </Button>
        {place.value === 0 ? null : (
          <Button icon={arrowLeft} onPress={() => move(-1)}>
            {say.back()}
          </Button>
        )}
      </form>
    </div>
  );
  return () =>
    isSent.value ? (
      <Sent />
    ) : (
      <div class="stack loose">
        <div class="stack tight">
          <RouterLink class="tall" to="/family">
            <Icon of={arrowLeft} />
            {say.toFamily()}
          </RouterLink>
          <p class="quiet small">{say.step({ n: place.value + 1, of: steps.value.length })}</p>
          <h1 tabindex="-1">{headings[step.value]()}</h1>
        </div>
        <ShowLoaded of={found} show={show} />
      </div>
    );
});

const Sent = () => (
  <Blank isPage icon={circleCheck} heading={say.sent()} text={say.sentNext()}>
    {() => (
      <RouterLink class="button" to="/family">
        {say.toFamily()}
      </RouterLink>
    )}
  </Blank>
);
