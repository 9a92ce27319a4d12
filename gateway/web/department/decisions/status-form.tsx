/** Which certificate, and what its status shall be. */
import { defineComponent, ref } from 'vue';
import type { CredentialType } from '../../../../sdk/schemas/credential-types.ts';
import type { StatusChangeWish } from '../../../../sdk/schemas/issuing.ts';
import { search } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { ErrorSummary, type Fault, Field, type InputAttributes } from '../../parts/fields.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { decisions as say } from '../../words/department-decisions.ts';
import { nameOf } from '../../words/words.ts';
import { type Change, changes, type Reason, reasonText } from './changes.ts';

/** What was entered so far; an empty type stands for the first. */
export type StatusWish = { type: string; record: string; change: Change; reason: Reason | undefined };

type Props = {
  readonly types: readonly CredentialType[];
  readonly form: StatusWish;
  readonly isBusy: boolean;
  /** Whether what it touches is shown: then that is where to go on. */
  readonly isSeen: boolean;
  readonly onLook: (wish: StatusChangeWish) => unknown;
};

const kinds = Object.keys(changes) as readonly Change[];

export const StatusForm = defineComponent(
  (props: Props) => {
    const faults = ref<readonly Fault[]>([]);
    const look = (): void => {
      const { form, types } = props;
      const record = form.record.trim();
      faults.value = record === '' ? [{ id: 'record', text: say.recordMissing() }] : [];
      if (faults.value.length > 0) return;
      const [first] = changes[form.change].reasons;
      const reason = form.reason ?? first;
      const wish = { type: form.type || (types[0]?.id ?? ''), record, change: form.change };
      props.onLook(reason === undefined ? wish : { ...wish, reason });
    };
    return () => (
      <form
        class="sheet stack"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <ErrorSummary faults={faults.value} />
        <div class="fields">
          <SelectField
            id="type"
            label={say.type()}
            value={props.form.type || props.types[0]?.id}
            options={props.types.map((type) => ({ value: type.id, text: nameOf(type) }))}
            onPick={(type) => {
              props.form.type = type;
            }}
          />
          <Field id="record" label={say.record()} hint={say.recordHint()} error={faults.value[0]?.text}>
            {(own: InputAttributes) => (
              <input
                {...own}
                type="text"
                autocomplete="off"
                spellcheck="false"
                value={props.form.record}
                onInput={({ target }) => {
                  props.form.record = (target as HTMLInputElement).value;
                }}
              />
            )}
          </Field>
        </div>
        <Kinds form={props.form} />
        <Reasons form={props.form} />
        <Button icon={search} look={props.isSeen ? 'plain' : 'primary'} type="submit" busy={props.isBusy}>
          {props.isBusy ? say.looking() : say.look()}
        </Button>
      </form>
    );
  },
  { props: ['types', 'form', 'isBusy', 'isSeen', 'onLook'] },
);

const Kinds = ({ form }: { readonly form: StatusWish }) => (
  <fieldset class="radios">
    <legend>{say.change()}</legend>
    {kinds.map((kind) => (
      <label key={kind}>
        <input
          type="radio"
          name="change"
          value={kind}
          checked={form.change === kind}
          onChange={() => Object.assign(form, { change: kind, reason: undefined })}
        />
        <span>
          {changes[kind].text()}
          <span class="hint small">{changes[kind].what()}</span>
        </span>
      </label>
    ))}
  </fieldset>
);

const Reasons = ({ form }: { readonly form: StatusWish }) => {
  const possible = changes[form.change].reasons;
  return possible.length === 0 ? null : (
    <SelectField
      id="reason"
      label={say.reason()}
      value={form.reason ?? possible[0]}
      options={possible.map((reason) => ({ value: reason, text: reasonText(reason) }))}
      onPick={(picked) => {
        form.reason = possible.find((one) => one === picked);
      }}
    />
  );
};
