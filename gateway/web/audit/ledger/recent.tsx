/** What happened on the ledger just now. */
import { defineComponent, onScopeDispose } from 'vue';
import { useLoaded } from '../../calls/loaded.ts';
import { useNames } from '../../calls/names.ts';
import { gitCommitVertical } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { audit as say } from '../../words/audit.ts';
import { EventList } from './event-list.tsx';
import { readBackwards } from './reading.ts';

const LOOK_AGAIN = 30_000;
const SHOWN = 6;

export const Recent = defineComponent(() => {
  const names = useNames();
  const page = useLoaded(
    () => undefined,
    () => readBackwards('all', undefined),
  );
  const turns = setInterval(() => {
    if (page.phase === 'ready') page.again();
  }, LOOK_AGAIN);
  onScopeDispose(() => clearInterval(turns));
  return () => (
    <section class="sheet stack" aria-labelledby="recent">
      <h2 id="recent">{say.recent()}</h2>
      <ShowLoaded
        of={page}
        from={say.ledgerOf()}
        show={({ events }) =>
          events.length === 0 ? (
            <Blank icon={gitCommitVertical} heading={say.noEvents()} text={say.noEventsNext()} />
          ) : (
            <>
              <EventList of={events.slice(0, SHOWN)} names={names.value} />
              <RouterLink class="tall" to="/events">
                {say.allEvents()}
              </RouterLink>
            </>
          )
        }
      />
    </section>
  );
});
