/** Fields of a form, and the summary of what has to be mended. */
import { defineComponent, type FunctionalComponent, nextTick, ref, watch } from 'vue';
import { circleX } from '../icons/icons.ts';
import { shared } from '../words/shared.ts';
import { Icon } from './icon.tsx';

/** What a field's input gets, so that label, hint and error are told with it. */
export type InputAttributes = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
};

type FieldProps = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** How to mend it; undefined where nothing is wrong. */
  readonly error?: string | undefined;
};

/** A label, a hint, perhaps an error, and the input: `<Field …>{(own: InputAttributes) => <input {...own} …/>}</Field>`. */
export const Field: FunctionalComponent<FieldProps> = ({ id, label, hint, error }, { slots }) => {
  const described = error === undefined ? undefined : `${id}-error`;
  return (
    <div class={['field', error === undefined ? '' : 'wrong']}>
      <label for={id}>
        {label}
        {hint === undefined ? null : <span class="hint">{hint}</span>}
      </label>
      {error === undefined ? null : (
        <p class="error" id={described}>
          <Icon of={circleX} />
          {error}
        </p>
      )}
      {slots.default?.({
        id,
        'aria-describedby': described,
        'aria-invalid': error === undefined ? undefined : 'true',
      } satisfies InputAttributes)}
    </div>
  );
};
Field.props = ['id', 'label', 'hint', 'error'];

/** A fault of a form: the id of its field, and how to mend it in the words of the field. */
export type Fault = { readonly id: string; readonly text: string };

/** What has to be mended, with a link to each field. It takes the focus whenever a form comes back with faults. */
export const ErrorSummary = defineComponent(
  (props: { readonly faults: readonly Fault[] }) => {
    const summary = ref<HTMLElement>();
    watch(
      () => props.faults,
      async (faults) => {
        await nextTick();
        if (faults.length > 0) summary.value?.focus();
      },
      { immediate: true },
    );
    return () =>
      props.faults.length === 0 ? null : (
        <div class="summary" role="alert" tabindex="-1" ref={summary}>
          <h2>{shared.faults(props.faults.length)}</h2>
          {props.faults.map(({ id, text }) => (
            <p key={id}>
              <a href={`#${id}`} onClick={(event) => goTo(event, id)}>
                {text}
              </a>
            </p>
          ))}
        </div>
      );
  },
  { props: ['faults'] },
);

function goTo(event: Event, id: string): void {
  event.preventDefault();
  document.getElementById(id)?.focus();
}

/** Digits as people type them: full-width ones, spaces and dashes are accepted. */
export const plainDigits = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
