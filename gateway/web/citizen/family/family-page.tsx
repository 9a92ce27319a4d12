/** For whom I may act, who may act for me, and what waits for an answer. */
import { defineComponent, ref, type VNode } from 'vue';
import type { Family, Mandate } from '../../../../sdk/schemas/mandates.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { scanFace, users } from '../../icons/icons.ts';
import { ShowLoaded } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Note } from '../../parts/notes.tsx';
import { usePage } from '../../parts/page.ts';
import { RouterLink } from '../../parts/router.tsx';
import { civilDay } from '../../words/days.ts';
import { family as say } from '../../words/family.ts';
import { ownFace } from '../../words/own-face.ts';
import { withHolder } from '../acting/holder.ts';
import type { Known } from '../records/access.ts';
import { type Done, EndMandate } from './act.tsx';
import { ActingSheet } from './acting-sheet.tsx';
import { type Acting, fourteenthBirthday } from './authority.ts';
import { listMandates, readFamily, readKnown } from './mandates.ts';
import { Offers, PastMandates } from './offers.tsx';
import './family.css';

type Found = { readonly family: Family; readonly mandates: readonly Mandate[]; readonly known: Known };

const dones = {
  accepted: say.accepted,
  declined: say.declined,
  ended: say.ended,
  takenBack: say.takenBack,
} as const satisfies Record<Done, () => string>;

export const FamilyPage = defineComponent(() => {
  usePage(say.title);
  const done = ref<Done>();
  const found = useLoaded(
    () => undefined,
    async (_, signal): Promise<Found> => {
      const [family, mandates, known] = await Promise.all([
        readFamily(signal),
        listMandates(signal),
        readKnown(),
      ]);
      return { family, mandates, known };
    },
  );
  const onDone = (what: Done): void => {
    done.value = what;
    found.again();
  };
  const show = ({ family, mandates, known }: Found): VNode => (
    <div class="stack loose">
      <Age of={family} />
      <Offers of={mandates} known={known} onDone={onDone} />
      <Mine of={family} known={known} onDone={onDone} />
      <OverMe of={family} known={known} onDone={onDone} />
      <Give of={family} />
      <PastMandates of={mandates} known={known} />
    </div>
  );
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.title()}</h1>
        <p class="quiet">{say.lead()}</p>
      </div>
      <div role="status">
        {done.value === undefined ? null : (
          <Note kind="ok">
            <p>{dones[done.value]()}</p>
          </Note>
        )}
      </div>
      <ShowLoaded of={found} show={show} />
    </div>
  );
});

/** What one's age means for who agrees (Personal Information Protection Law, art. 31). */
const Age = ({ of }: { readonly of: Family }) =>
  of.ageGroup === 'adult' ? null : (
    <Note kind="info" icon={users}>
      <p>{of.ageGroup === 'child' ? say.youAreChild() : say.youAreYouth()}</p>
    </Note>
  );

type PartProps = {
  readonly of: Family;
  readonly known: Known;
  readonly onDone: (what: Done) => void;
};

/** Until fourteen it is the guardian who decides (Personal Information Protection Law, art. 31). */
const decidesAboutFace = ({ kind, until }: Acting): boolean =>
  kind === 'guardian' && until !== null && fourteenthBirthday(until) > civilDay(new Date());

const Mine = ({ of, known, onDone }: PartProps) => {
  const others = of.mayActFor.filter(({ kind }) => kind !== 'self');
  return (
    <section class="stack" aria-labelledby="mine">
      <h2 id="mine">{say.mine()}</h2>
      {others.length === 0 ? <p class="quiet">{say.mineNone()}</p> : null}
      {others.map((one) => (
        <ActingSheet key={one.mandate ?? one.holder} of={one} known={known}>
          {() => (
            <>
              <p>
                <RouterLink class="button" to={withHolder('/family/one', one.holder)}>
                  <Icon of={users} />
                  {say.lookAt()}
                  <span class="visually-hidden">{say.whoseData({ name: one.name })}</span>
                </RouterLink>
              </p>
              {decidesAboutFace(one) ? (
                <p>
                  <RouterLink class="button" to={withHolder('/face', one.holder)}>
                    <Icon of={scanFace} />
                    {ownFace.title()}
                    <span class="visually-hidden">{say.whoseData({ name: one.name })}</span>
                  </RouterLink>
                </p>
              ) : null}
              <EndOf of={one} onDone={onDone} />
            </>
          )}
        </ActingSheet>
      ))}
    </section>
  );
};

const OverMe = ({ of, known, onDone }: PartProps) => (
  <section class="stack" aria-labelledby="over-me">
    <h2 id="over-me">{say.overMe()}</h2>
    {of.mayActForMe.length === 0 ? <p class="quiet">{say.overMeNone()}</p> : null}
    {of.mayActForMe.map((one) => (
      <ActingSheet key={one.mandate ?? one.name} of={one} known={known}>
        {() => <EndOf of={one} onDone={onDone} />}
      </ActingSheet>
    ))}
  </section>
);

/** Both sides may end a mandate; what a record says nobody ends here. */
const EndOf = ({
  of,
  onDone,
}: {
  readonly of: Family['mayActForMe'][number];
  readonly onDone: PartProps['onDone'];
}) =>
  of.mandate === null ? null : (
    <EndMandate id={of.mandate} text={say.endOne({ name: of.name })} as="ended" onDone={onDone} />
  );

const Give = ({ of }: { readonly of: Family }) =>
  of.ageGroup === 'adult' ? (
    <section class="stack tight" aria-labelledby="give">
      <h2 id="give">{say.give()}</h2>
      <p class="quiet">{say.giveLead()}</p>
      <p>
        <RouterLink class="button primary" to="/family/give">
          {say.give()}
        </RouterLink>
      </p>
    </section>
  ) : (
    <p class="quiet">{say.giveMinor()}</p>
  );
