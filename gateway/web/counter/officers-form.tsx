/** The first of two officers says why, and types the number on the document; who it belongs to is not told here. */
import { defineComponent, ref, shallowReactive } from 'vue';
import type { CompleteMatter } from '../../../sdk/schemas/catalog.ts';
import { listOfficerReasons } from '../calls/counter.ts';
import { useLoaded } from '../calls/loaded.ts';
import { ShowLoaded } from '../parts/blank.tsx';
import { Button } from '../parts/button.tsx';
import { Field, type InputAttributes } from '../parts/fields.tsx';
import { ask as say } from '../words/counter-ask.ts';
import { nameOf } from '../words/words.ts';
import type { Way } from './asking.ts';
import { type Giver, roleText } from './matter.ts';

/** Of a citizen's number (GB 11643-1999). */
const LENGTH = 18;

type Props = {
  readonly giver: Giver | undefined;
  readonly matter: CompleteMatter;
  readonly onTake: (way: Way) => void;
};

export const OfficersForm = defineComponent(
  (props: Props) => {
    const reasons = useLoaded(
      () => undefined,
      (_, signal) => listOfficerReasons(signal),
    );
    const isDeceased = (): boolean => props.giver?.isDeceased === true;
    const possible = () => reasons.value?.items.filter((one) => one.isForDeceased === isDeceased()) ?? [];
    const typed = shallowReactive({ reason: '', document: '', holders: {} as Record<string, string> });
    const faults = shallowReactive<{ reason?: string | undefined; document?: string | undefined }>({});
    const wasTried = ref(false);
    const others = (): readonly string[] =>
      isDeceased() ? [] : (props.giver?.subjects.filter((subject) => subject !== props.giver?.role) ?? []);
    const check = (): boolean => {
      const [only, ...more] = possible();
      if (more.length === 0) typed.reason = only?.code ?? '';
      faults.reason = typed.reason === '' ? say.reasonMissing() : undefined;
      faults.document = plain(typed.document).length === LENGTH ? undefined : say.documentMissing();
      return faults.reason === undefined && faults.document === undefined;
    };
    const send = (): void => {
      wasTried.value = true;
      if (!check()) return;
      const holders = Object.entries(typed.holders).flatMap(([role, number]) =>
        plain(number) === '' ? [] : [[role, plain(number)]],
      );
      const officers = {
        reason: typed.reason,
        document: plain(typed.document),
        holders: Object.fromEntries(holders) as Record<string, string>,
      };
      props.onTake({ method: 'officers', party: { officers } });
    };
    const change = (set: () => void): void => {
      set();
      if (wasTried.value) check();
    };
    const show = () => (
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p class="small quiet">{isDeceased() ? say.officersForDeceased() : say.officersWhat()}</p>
        {possible().length < 2 ? null : (
          <Field id="reason" label={say.reason()} error={faults.reason}>
            {(own: InputAttributes) => (
              <select
                {...own}
                value={typed.reason}
                onChange={(event) =>
                  change(() => {
                    typed.reason = (event.target as HTMLSelectElement).value;
                  })
                }
              >
                <option value="" />
                {possible().map((one) => (
                  <option key={one.code} value={one.code}>
                    {nameOf(one)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field id="document" label={say.document()} error={faults.document}>
          {(own: InputAttributes) => (
            <Text own={own} value={typed.document} onType={(text) => change(() => (typed.document = text))} />
          )}
        </Field>
        {others().map((role) => (
          <Field
            key={role}
            id={`holder-${role}`}
            label={say.holder({ role: roleText(props.matter, role) })}
            hint={say.holderHint()}
          >
            {(own: InputAttributes) => (
              <Text
                own={own}
                value={typed.holders[role] ?? ''}
                onType={(text) => {
                  typed.holders = { ...typed.holders, [role]: text };
                }}
              />
            )}
          </Field>
        ))}
        <Button type="submit">{say.officersStart()}</Button>
      </form>
    );
    return () => <ShowLoaded of={reasons} show={show} />;
  },
  { props: ['giver', 'matter', 'onTake'] },
);

type TextProps = {
  readonly own: InputAttributes;
  readonly value: string;
  readonly onType: (text: string) => unknown;
};

const Text = ({ own, value, onType }: TextProps) => (
  <input
    {...own}
    type="text"
    class="number"
    autocomplete="off"
    value={value}
    onInput={(event) => onType((event.target as HTMLInputElement).value)}
  />
);
Text.props = ['own', 'value', 'onType'];

/** A number as documents have it, whatever was typed between its digits. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
