/** A slip that was brought twice: where and when, what the windows found, and this window's own note. */
import { defineComponent, ref, shallowRef } from 'vue';
import type { ManualCheck } from '../../../sdk/schemas/slips.ts';
import { settleManualCheck } from '../calls/counter.ts';
import { CallProblem, Unreached } from '../calls/problem.ts';
import { Button } from '../parts/button.tsx';
import { Field, type InputAttributes } from '../parts/fields.tsx';
import { Tag } from '../parts/notes.tsx';
import { checks as say } from '../words/counter-ask.ts';
import { timeText } from '../words/dates.ts';
import { FaultNote } from './fault-note.tsx';
import { windowText } from './window.tsx';

type Props = { readonly check: ManualCheck; readonly onSettled: () => void };

export const ManualCheckSheet = defineComponent(
  (props: Props) => {
    const note = ref('');
    const isBusy = ref(false);
    const error = ref<string>();
    const fault = shallowRef<CallProblem | 'unreached'>();
    const settle = async (): Promise<void> => {
      error.value = note.value.trim() === '' ? say.noteMissing() : undefined;
      if (error.value !== undefined || isBusy.value) return;
      isBusy.value = true;
      try {
        await settleManualCheck(props.check.id, note.value.trim());
        props.onSettled();
      } catch (thrown) {
        if (thrown instanceof CallProblem) fault.value = thrown;
        else if (thrown instanceof Unreached) fault.value = 'unreached';
        else throw thrown;
      }
      isBusy.value = false;
    };
    return () => {
      const { id, slip, first, second, notes, open } = props.check;
      return (
        <li class="sheet stack">
          <h3>{say.slip({ number: slip })}</h3>
          <p>
            {say.slipUse({
              first: windowText(first.window),
              firstAt: timeText(first.at),
              second: windowText(second.window),
              secondAt: timeText(second.at),
            })}
          </p>
          {notes.map((one) =>
            one.note === null ? null : (
              <p key={one.window + one.at} class="quiet">
                {say.settledBy({ window: windowText(one.window), note: one.note })}
              </p>
            ),
          )}
          <FaultNote fault={fault.value} />
          {open ? (
            <form
              class="stack tight"
              onSubmit={(event) => {
                event.preventDefault();
                void settle();
              }}
            >
              <Field id={`note-${id}`} label={say.note()} error={error.value}>
                {(own: InputAttributes) => (
                  <textarea
                    {...own}
                    rows="2"
                    maxlength="500"
                    value={note.value}
                    onInput={(event) => {
                      note.value = (event.target as HTMLTextAreaElement).value;
                    }}
                  />
                )}
              </Field>
              <p>
                <Button type="submit" busy={isBusy.value}>
                  {say.settle()}
                </Button>
              </p>
            </form>
          ) : (
            <p>
              <Tag kind="ok">{say.settled()}</Tag>
            </p>
          )}
        </li>
      );
    };
  },
  { props: ['check', 'onSettled'] },
);
