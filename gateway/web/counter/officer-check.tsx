/** One check that waits for a second officer: the number typed again, then the name compared, or declined. */
import { defineComponent, ref, shallowRef } from 'vue';
import type { OfficerCheck } from '../../../sdk/schemas/officers.ts';
import { compareName, confirmDocument, declineCheck } from '../calls/counter.ts';
import { CallProblem, Unreached } from '../calls/problem.ts';
import { Button, ChoiceOfTwo } from '../parts/button.tsx';
import { Field, type InputAttributes } from '../parts/fields.tsx';
import { checks as say } from '../words/counter-ask.ts';
import { timeText } from '../words/dates.ts';
import { listText } from '../words/lists.ts';
import { nameOf } from '../words/words.ts';
import { FaultNote } from './fault-note.tsx';

type Props = { readonly check: OfficerCheck; readonly onChange: () => void };

export const OfficerCheckSheet = defineComponent(
  (props: Props) => {
    const typed = ref('');
    const busy = ref<string>();
    const fault = shallowRef<CallProblem | 'unreached'>();
    /** Newer than what the list has, until the list has it too. */
    const answered = shallowRef<OfficerCheck>();
    const now = (): OfficerCheck => (answered.value?.state === 'compare' ? answered.value : props.check);
    const act = async (what: string, call: () => Promise<OfficerCheck>): Promise<void> => {
      if (busy.value !== undefined) return;
      busy.value = what;
      fault.value = undefined;
      try {
        answered.value = await call();
        if (answered.value.state !== 'compare') props.onChange();
      } catch (error) {
        if (error instanceof CallProblem) fault.value = error;
        else if (error instanceof Unreached) fault.value = 'unreached';
        else throw error;
      }
      busy.value = undefined;
    };
    const compare = (same: boolean) => act(String(same), () => compareName(props.check.id, same));
    return () => {
      const check = now();
      return (
        <li class="sheet stack">
          <h3>
            {nameOf(check.matter)}{' '}
            <span class="quiet">{listText(check.roles.map(({ subjectZh }) => subjectZh))}</span>
          </h3>
          <p class="quiet">
            {say.by({
              officer: check.firstOfficer,
              time: timeText(check.openedAt),
              reason: nameOf(check.reason),
            })}
          </p>
          <FaultNote fault={fault.value} />
          {check.waitsForPerson ? <p>{say.atScreen()}</p> : null}
          {!check.mayDecide && !check.waitsForPerson ? <p>{say.own()}</p> : null}
          {check.mayDecide && check.state === 'compare' ? (
            <>
              <p class="lead">{say.compare({ name: check.maskedName ?? '' })}</p>
              <ChoiceOfTwo
                yes={{ text: say.same(), busy: busy.value === 'true', onPress: () => compare(true) }}
                no={{ text: say.notSame(), busy: busy.value === 'false', onPress: () => compare(false) }}
              />
            </>
          ) : null}
          {check.mayDecide && check.state === 'waiting' ? (
            <form
              class="stack tight"
              onSubmit={(event) => {
                event.preventDefault();
                const document = typed.value.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
                void act('confirm', () => confirmDocument(check.id, document));
              }}
            >
              <Field id={`again-${check.id}`} label={say.document()}>
                {(own: InputAttributes) => (
                  <input
                    {...own}
                    type="text"
                    class="number"
                    autocomplete="off"
                    value={typed.value}
                    onInput={(event) => {
                      typed.value = (event.target as HTMLInputElement).value;
                    }}
                  />
                )}
              </Field>
              <div class="row">
                <Button type="submit" look="primary" busy={busy.value === 'confirm'}>
                  {say.check()}
                </Button>
                <Button
                  busy={busy.value === 'decline'}
                  onPress={() => act('decline', () => declineCheck(check.id))}
                >
                  {say.decline()}
                </Button>
              </div>
            </form>
          ) : null}
        </li>
      );
    };
  },
  { props: ['check', 'onChange'] },
);
