/** Everything that happened on the ledger: batches, changes of status, accreditations. */
import { defineComponent, type FunctionalComponent, ref, shallowRef, watch } from 'vue';
import { useLoaded } from '../../calls/loaded.ts';
import { useNames } from '../../calls/names.ts';
import { gitCommitVertical, moveDown } from '../../icons/icons.ts';
import { Blank, ShowLoaded, Waiting } from '../../parts/blank.tsx';
import { Button } from '../../parts/button.tsx';
import { usePage } from '../../parts/page.ts';
import { SelectField } from '../../parts/select-field.tsx';
import { audit as say } from '../../words/audit.ts';
import { EventList } from './event-list.tsx';
import { type DatedEvent, type EventKind, readBackwards } from './reading.ts';

const kinds = {
  all: say.onlyAll,
  batches: say.onlyBatches,
  status: say.onlyStatus,
  accreditations: say.onlyAccreditations,
} as const satisfies Record<EventKind, () => string>;

type Wanted = { readonly kind: EventKind; readonly before: number | undefined };

export const EventsPage = defineComponent(() => {
  usePage(say.events);
  const names = useNames();
  const kind = ref<EventKind>('all');
  const wanted = shallowRef<Wanted>({ kind: 'all', before: undefined });
  const earlier = shallowRef<readonly DatedEvent[]>([]);
  watch(kind, (next) => {
    earlier.value = [];
    wanted.value = { kind: next, before: undefined };
  });
  const page = useLoaded(
    () => wanted.value,
    async (about) => ({ ...about, ...(await readBackwards(about.kind, about.before)) }),
  );
  const more = (before: number): void => {
    earlier.value = [...earlier.value, ...(page.value?.events ?? [])];
    wanted.value = { kind: kind.value, before };
  };
  /** What was read stays whatever becomes of the next page; of another kind nothing does. */
  const shown = (): readonly DatedEvent[] => {
    const current = page.value?.kind === kind.value ? page.value.events : [];
    if (page.phase === 'ready') return [...earlier.value, ...current];
    return earlier.value.length > 0 ? earlier.value : current;
  };
  return () => (
    <div class="stack loose">
      <div class="stack tight">
        <h1 tabindex="-1">{say.events()}</h1>
        <p class="quiet">{say.eventsWhat()}</p>
      </div>
      <SelectField
        id="kind"
        label={say.only()}
        value={kind.value}
        options={Object.entries(kinds).map(([value, text]) => ({ value, text: text() }))}
        onPick={(picked) => {
          kind.value = picked as EventKind;
        }}
      />
      <section class="sheet stack" aria-label={say.events()}>
        {shown().length === 0 ? null : <EventList of={shown()} names={names.value} />}
        <ShowLoaded
          of={page}
          from={say.ledgerOf()}
          show={({ before }) => (
            <Further
              isEmpty={shown().length === 0}
              isBusy={page.phase === 'loading'}
              onMore={before === null ? undefined : () => more(before)}
            />
          )}
        />
      </section>
    </div>
  );
});

type FurtherProps = {
  readonly isEmpty: boolean;
  readonly isBusy: boolean;
  /** Undefined where the ledger begins. */
  readonly onMore: (() => unknown) | undefined;
};

const Further: FunctionalComponent<FurtherProps> = ({ isEmpty, isBusy, onMore }) => {
  if (isEmpty)
    return isBusy ? (
      <Waiting from={say.ledgerOf()} />
    ) : (
      <Blank icon={gitCommitVertical} heading={say.noEvents()} text={say.noEventsNext()} />
    );
  return onMore === undefined ? null : (
    <Button icon={moveDown} busy={isBusy} onPress={onMore}>
      {say.earlier()}
    </Button>
  );
};
Further.props = ['isEmpty', 'isBusy', 'onMore'];
