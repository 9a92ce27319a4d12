/** One check that was drawn: who did it, where and why, and how it was found. */
import { defineComponent, ref } from 'vue';
import type { OfficerReview } from '../../../../sdk/schemas/officers.ts';
import { Tag } from '../../parts/notes.tsx';
import { voices as say } from '../../words/department-voices.ts';
import { type Catalogue, matterName, momentText } from '../names.ts';
import { settleReview } from '../own.ts';
import { NoteForm } from './note-form.tsx';

type Outcome = NonNullable<OfficerReview['outcome']>;
const outcomes: readonly (readonly [Outcome, () => string])[] = [
  ['in-order', say.inOrder],
  ['follow-up', say.followUp],
];

type Props = {
  readonly of: OfficerReview;
  readonly names: Catalogue | undefined;
  readonly onDone: () => unknown;
};

export const Review = defineComponent(
  (props: Props) => {
    const outcome = ref<Outcome>('in-order');
    return () => {
      const { of } = props;
      return (
        <>
          <p class="row">
            <StateTag of={of.outcome} />
            <strong>{matterName(props.names, of.matter)}</strong>
          </p>
          <p>{say.officers({ first: of.officers[0] ?? '', second: of.officers[1] ?? '' })}</p>
          <p class="small quiet number fingerprint">
            {[
              say.decided({ window: of.window, time: momentText(of.decidedAt) }),
              say.request({ request: of.request }),
            ].join(' · ')}
          </p>
          {of.outcome === null ? (
            <NoteForm
              id={`note-${of.id}`}
              label={say.note()}
              hint={say.reviewNoteHint()}
              missing={say.noteMissing()}
              button={say.settle()}
              onSend={async (note) => {
                await settleReview(of.id, { outcome: outcome.value, note });
                props.onDone();
              }}
            >
              <fieldset class="radios">
                <legend>{say.found()}</legend>
                {outcomes.map(([value, text]) => (
                  <label key={value}>
                    <input
                      type="radio"
                      name={`outcome-${of.id}`}
                      value={value}
                      checked={outcome.value === value}
                      onChange={() => {
                        outcome.value = value;
                      }}
                    />
                    <span>{text()}</span>
                  </label>
                ))}
              </fieldset>
            </NoteForm>
          ) : (
            <p class="small quiet">
              {say.reviewedBy({
                staff: of.reviewedBy ?? '',
                time: momentText(of.reviewedAt ?? of.decidedAt),
              })}
              {' · '}
              {of.note}
            </p>
          )}
        </>
      );
    };
  },
  { props: ['of', 'names', 'onDone'] },
);

const StateTag = ({ of }: { readonly of: OfficerReview['outcome'] }) => {
  if (of === null) return <Tag kind="info">{say.waiting()}</Tag>;
  return of === 'in-order' ? <Tag kind="ok">{say.inOrder()}</Tag> : <Tag kind="warn">{say.followUp()}</Tag>;
};
