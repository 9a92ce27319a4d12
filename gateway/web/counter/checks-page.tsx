/** What waits for a second officer at this window, and slips that were brought twice. */
import { defineComponent, onScopeDispose, shallowRef } from 'vue';
import type { OfficerCheck } from '../../../sdk/schemas/officers.ts';
import type { Items } from '../calls/catalogue.ts';
import { listManualChecks, listOfficerChecks, officerCheckEvents } from '../calls/counter.ts';
import { live } from '../calls/live.ts';
import { useLoaded } from '../calls/loaded.ts';
import { users } from '../icons/icons.ts';
import { Blank, ShowLoaded } from '../parts/blank.tsx';
import { usePage } from '../parts/page.ts';
import { checks as say } from '../words/counter-ask.ts';
import { ManualCheckSheet } from './manual-check.tsx';
import { OfficerCheckSheet } from './officer-check.tsx';
import { windowHere } from './window.tsx';

export const ChecksPage = defineComponent(() => {
  usePage(say.heading);
  const window = (): string => windowHere.value?.code ?? '';
  const followed = shallowRef<Items<OfficerCheck>>();
  const first = useLoaded(window, listOfficerChecks);
  const slips = useLoaded(window, listManualChecks);
  const stop = live<Items<OfficerCheck>>({
    path: officerCheckEvents(window()),
    poll: (signal) => listOfficerChecks(window(), signal),
    onMessage: (list) => {
      followed.value = list;
    },
  });
  onScopeDispose(stop);
  const show = (list: Items<OfficerCheck>) => {
    const { items } = followed.value ?? list;
    return items.length === 0 ? (
      <Blank icon={users} heading={say.none()} text={say.noneNext()} />
    ) : (
      <ul class="plain stack">
        {items.map((one) => (
          <OfficerCheckSheet key={one.id} check={one} onChange={first.again} />
        ))}
      </ul>
    );
  };
  return () => (
    <div class="stack loose">
      <h1 tabindex="-1">{say.heading()}</h1>
      <section class="stack" aria-labelledby="officers" aria-live="polite">
        <h2 id="officers">{say.officers()}</h2>
        <ShowLoaded of={first} show={show} />
      </section>
      <section class="stack" aria-labelledby="slips">
        <h2 id="slips">{say.slips()}</h2>
        <ShowLoaded
          of={slips}
          show={({ items }) =>
            items.length === 0 ? (
              <p class="quiet">{say.noSlips()}</p>
            ) : (
              <ul class="plain stack">
                {items.map((one) => (
                  <ManualCheckSheet key={one.id} check={one} onSettled={slips.again} />
                ))}
              </ul>
            )
          }
        />
      </section>
    </div>
  );
});
