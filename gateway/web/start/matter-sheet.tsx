/** One matter: what need not be brought, what there is to do, and how long it takes. */
import { defineComponent, nextTick, ref, type VNode, type VNodeChild, watch } from 'vue';
import type { CompleteMatter, Department } from '../../../sdk/schemas/catalog.ts';
import type { CredentialType } from '../../../sdk/schemas/credential-types.ts';
import { findMatter } from '../calls/catalogue.ts';
import { useLoaded } from '../calls/loaded.ts';
import { circleCheck, clock, fileText, handHelping, qrCode, wallet } from '../icons/icons.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { Icon } from '../parts/icon.tsx';
import { start as say } from '../words/start.ts';
import { nameOf } from '../words/words.ts';
import { agreements, certificates, materials } from './matter.ts';

type Props = {
  readonly code: string;
  readonly departments: readonly Department[];
  readonly types: readonly CredentialType[];
};

export const MatterSheet = defineComponent(
  (props: Props) => {
    const matter = useLoaded(() => props.code, findMatter);
    const heading = ref<HTMLElement>();
    // Whoever chose a matter goes on reading there.
    watch(
      () => matter.value,
      async () => {
        await nextTick();
        heading.value?.focus();
      },
    );
    const department = ({ departmentCode }: CompleteMatter): string => {
      const row = props.departments.find(({ code }) => code === departmentCode);
      return row === undefined ? '' : nameOf(row);
    };
    const show = (row: CompleteMatter): VNode => (
      <>
        <div class="stack tight">
          <p class="quiet small">{department(row)}</p>
          <h2 id="matter" tabindex="-1" ref={heading}>
            {nameOf(row)}
          </h2>
        </div>
        <NotToBring matter={row} types={props.types} />
        <ToDo matter={row} />
        <a class="button primary wide" href="/citizen/code">
          <Icon of={qrCode} />
          {say.showCode()}
        </a>
        <p class="small quiet">{say.counters(row.serviceLevels.toReversed())}</p>
      </>
    );
    return () => (
      <section class="sheet stack loose" aria-labelledby={matter.value === undefined ? undefined : 'matter'}>
        <ShowLoaded of={matter} show={show} />
      </section>
    );
  },
  { props: ['code', 'departments', 'types'] },
);

const NotToBring = ({
  matter,
  types,
}: {
  readonly matter: CompleteMatter;
  readonly types: Props['types'];
}) => {
  const { always, sometimes } = certificates(matter);
  const names = (ids: readonly string[]): string[] =>
    types.filter(({ id }) => ids.includes(id)).map((type) => nameOf(type));
  return (
    <>
      <Struck heading={say.notToBring()} names={names(always)} />
      <Struck heading={say.perhapsNotToBring()} names={names(sometimes)} />
    </>
  );
};

const Struck = ({ heading, names }: { readonly heading: string; readonly names: readonly string[] }) =>
  names.length === 0 ? null : (
    <div>
      <h3>{heading}</h3>
      <ul class="lines">
        {names.map((name) => (
          <Line key={name} icon={circleCheck}>
            <s>{name}</s>
          </Line>
        ))}
      </ul>
    </div>
  );

const ToDo = ({ matter }: { readonly matter: CompleteMatter }) => {
  const { toBring, toDo } = materials(matter);
  return (
    <>
      <div>
        <h3>{say.onlyDo()}</h3>
        <ul class="lines">
          <Line icon={handHelping}>{agreeing(matter)}</Line>
          {toDo.map(({ material, say: text }) => (
            <Line key={material.nameZh} icon={fileText}>
              {text({ name: nameOf(material) })}
            </Line>
          ))}
          <Line icon={clock}>{waiting(matter)}</Line>
        </ul>
      </div>
      {toBring.length === 0 ? null : (
        <div>
          <h3>{say.toBring()}</h3>
          <ul class="lines">
            {toBring.map((material) => (
              <Line key={material.nameZh} icon={wallet}>
                {nameOf(material)}
              </Line>
            ))}
          </ul>
        </div>
      )}
    </>
  );
};

const Line = ({ icon }: { readonly icon: string }, { slots }: { slots: { default?: () => VNodeChild } }) => (
  <li>
    <Icon of={icon} />
    <span>{slots.default?.()}</span>
  </li>
);
Line.props = ['icon'];

function agreeing(matter: CompleteMatter): string {
  const { people, fields } = agreements(matter);
  if (people === 0) return say.agreeNobody();
  return people === 1 ? say.agreeOnce(fields) : say.agreeTogether(people, fields);
}

function waiting({ handling, promisedTimeLimitWorkingDays, legalTimeLimit }: CompleteMatter): string {
  if (handling === 'immediate') return say.atOnce();
  const law = legalTimeLimit.workingDays;
  return law === null
    ? say.wait(promisedTimeLimitWorkingDays)
    : say.waitWithLaw(promisedTimeLimitWorkingDays, law);
}
