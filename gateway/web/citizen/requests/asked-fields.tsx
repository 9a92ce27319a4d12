/** What they will see: the fields of each certificate, why, and the person's own values on demand. */
import { computed, defineComponent, watch } from 'vue';
import type { CredentialField, CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { OwnCredential } from '../../../../sdk/schemas/credentials.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { eye, eyeOff } from '../../icons/icons.ts';
import { Icon } from '../../parts/icon.tsx';
import { Note } from '../../parts/notes.tsx';
import { citizen } from '../../words/citizen.ts';
import { language } from '../../words/language.ts';
import { requests as say } from '../../words/requests.ts';
import { labelOf, nameOf } from '../../words/words.ts';
import { listCertificates, readCertificate } from '../own.ts';
import { type Reveal, useReveal } from '../reveal.ts';
import { iconOf } from '../type-icons.ts';
import { Value } from '../value.tsx';
import { Which } from './choices.tsx';
import { type Asked, type Deciding, MYSELF, type Party, type TypeOf } from './deciding.ts';
import { isSensitive } from './not-seen.ts';

type PartyProps = { readonly party: Party; readonly deciding: Deciding; readonly typeOf: TypeOf };

/** One role's certificates; whose they are follows the choice of for whom. */
export const PartyFields = defineComponent(
  (props: PartyProps) => {
    const holder = computed(() => props.deciding.holderOf(props.party));
    const held = useLoaded(
      () => holder.value,
      async (of, signal) =>
        of === undefined ? undefined : (await listCertificates(of === MYSELF ? undefined : of, signal)).items,
    );
    // What was picked was another's.
    watch(holder, () => {
      delete props.deciding.picks[props.party.subject];
    });
    const ofType = (type: string): readonly OwnCredential[] | undefined =>
      held.phase === 'ready'
        ? held.value?.filter(({ credentialType }) => credentialType === type)
        : undefined;
    return () => (
      <div class="sheet flush">
        {props.party.asks.map((ask) => (
          <AskedOne
            key={ask.credentialType}
            ask={ask}
            held={ofType(ask.credentialType)}
            type={props.typeOf(ask.credentialType)}
            picked={props.deciding.picks[props.party.subject]?.[ask.credentialType]}
            onPick={(id: string) => {
              props.deciding.picks[props.party.subject] = {
                ...props.deciding.picks[props.party.subject],
                [ask.credentialType]: id,
              };
            }}
          />
        ))}
      </div>
    );
  },
  { props: ['party', 'deciding', 'typeOf'] },
);

type AskedProps = {
  readonly ask: Asked;
  /** The holder's certificates of the type, newest first; undefined where they aren't known or may not be read. */
  readonly held: readonly OwnCredential[] | undefined;
  readonly type: CredentialType | undefined;
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
};

const AskedOne = defineComponent(
  (props: AskedProps) => {
    const chosen = (): string | undefined => props.picked ?? props.held?.[0]?.id;
    const values = useReveal(async () => (await readCertificate(chosen() ?? '')).values);
    watch(chosen, () => {
      if (values.value !== undefined) void values.toggle();
    });
    return () => (
      <section aria-label={nameOf(props.ask)}>
        <div class="from">
          <h3>
            <Icon of={iconOf(props.ask.credentialType)} />
            {nameOf(props.ask)}
          </h3>
          <Why of={props.ask} />
          {chosen() === undefined ? null : <Toggle of={values} type={nameOf(props.ask)} />}
        </div>
        {props.held === undefined || props.held.length < 2 ? null : (
          <Which of={props.held} type={props.ask} picked={chosen() ?? ''} onPick={props.onPick} />
        )}
        {props.held?.length === 0 ? <NotHeld /> : null}
        <dl class="items">
          {props.ask.fields.map((field) => (
            <Row
              key={field.name}
              field={field}
              known={fieldIn(props.type, field.name)}
              values={values.value}
            />
          ))}
        </dl>
      </section>
    );
  },
  { props: ['ask', 'held', 'type', 'picked', 'onPick'] },
);

const fieldIn = (type: CredentialType | undefined, name: string): CredentialField | undefined =>
  type?.fields.find((field) => field.name === name);

const Why = ({ of }: { readonly of: Asked }) => (
  <>
    <p class="small quiet">
      {say.purpose({ purpose: language.value === 'zh' ? of.purposeZh : of.purposeEn })}
    </p>
    {of.because.map((one) => (
      <p key={one.id} class="small quiet">
        {say.because({ text: language.value === 'zh' ? one.textZh : one.textEn })}
      </p>
    ))}
  </>
);

const Toggle = ({ of, type }: { readonly of: Reveal<unknown>; readonly type: string }) => {
  const isShown = of.value !== undefined;
  return (
    <div>
      <button
        class="tool"
        type="button"
        aria-busy={of.isBusy ? 'true' : undefined}
        aria-label={isShown ? say.hideOf({ type }) : say.showOf({ type })}
        onClick={() => void of.toggle()}
      >
        <Icon of={isShown ? eyeOff : eye} />
        {isShown ? citizen.hide() : citizen.show()}
      </button>
      <span class="small quiet" role="status">
        {of.hasFailed ? citizen.notShown() : isShown ? say.shownOf() : ''}
      </span>
    </div>
  );
};

const NotHeld = () => (
  <Note kind="warn">
    <p>
      <strong>{say.notHeld()}</strong>
    </p>
    <p>{say.notHeldNext()}</p>
  </Note>
);

type RowProps = {
  readonly field: Asked['fields'][number];
  readonly known: CredentialField | undefined;
  readonly values: Readonly<Record<string, unknown>> | undefined;
};

const Row = ({ field, known, values }: RowProps) => {
  const label = labelOf(field);
  return (
    <div>
      <dt>{known !== undefined && isSensitive(known) ? say.sensitive({ label }) : label}</dt>
      <dd>
        {values === undefined ? (
          <Covered />
        ) : known?.derived === true && values[field.name] === undefined ? (
          say.workedOut()
        ) : (
          <Value of={values[field.name]} label={label} format={known?.format} />
        )}
      </dd>
    </div>
  );
};

const Covered = () => (
  <>
    <span aria-hidden="true" class="quiet">
      ••••
    </span>
    <span class="visually-hidden">{citizen.covered()}</span>
  </>
);
