/** What waits for this administrator, with a link to each. */
import { defineComponent } from 'vue';
import type { Items } from '../../calls/catalogue.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { chevronRight, circleCheck } from '../../icons/icons.ts';
import { Blank, ShowLoaded } from '../../parts/blank.tsx';
import { Icon } from '../../parts/icon.tsx';
import { RouterLink } from '../../parts/router.tsx';
import { department as say } from '../../words/department.ts';
import {
  listComplaints,
  listPapers,
  listProposals,
  listReviews,
  ownStaff,
  type ProposalPath,
} from '../own.ts';

type Waiting = { readonly to: string; readonly count: number; readonly text: (count: number) => string };

export const WaitingList = defineComponent(() => {
  const waiting = useLoaded(
    () => undefined,
    (_, signal) => readWaiting(signal),
  );
  return () => (
    <section class="sheet stack" aria-labelledby="for-you">
      <h2 id="for-you">{say.forYou()}</h2>
      <ShowLoaded
        of={waiting}
        show={(rows) =>
          rows.length === 0 ? (
            <Blank icon={circleCheck} heading={say.forYouNone()} />
          ) : (
            <ul class="plain lines">
              {rows.map(({ to, count, text }) => (
                <li key={to}>
                  <RouterLink to={to}>
                    {text(count)}
                    <Icon of={chevronRight} />
                  </RouterLink>
                </li>
              ))}
            </ul>
          )
        }
      />
    </section>
  );
});

async function readWaiting(signal: AbortSignal): Promise<readonly Waiting[]> {
  const toConfirm = async (path: ProposalPath): Promise<number> =>
    countOf(
      await listProposals(path)(0, signal),
      ({ state, proposedBy }) => state === 'waiting' && proposedBy !== ownStaff(),
    );
  const rows: readonly (Omit<Waiting, 'count'> & { readonly count: Promise<number> })[] = [
    { to: '/status', text: say.waitingStatus, count: toConfirm('status-changes') },
    { to: '/keys', text: say.waitingKeys, count: toConfirm('keys/rotation') },
    {
      to: '/complaints',
      text: say.waitingComplaints,
      count: listComplaints(0, signal).then((found) =>
        countOf(found, ({ answeredAt }) => answeredAt === null),
      ),
    },
    {
      to: '/papers',
      text: say.waitingPapers,
      count: listPapers(0, signal, 'open').then(({ total }) => total),
    },
    {
      to: '/reviews',
      text: say.waitingReviews,
      count: listReviews(0, signal).then((found) => countOf(found, ({ outcome }) => outcome === null)),
    },
  ];
  const counted = await Promise.all(rows.map(async (row) => ({ ...row, count: await row.count })));
  return counted.filter(({ count }) => count > 0);
}

/** Counted among the newest: what waits longer than a page of them is seen on its own page. */
const countOf = <Item,>({ items }: Items<Item>, isOpen: (item: Item) => boolean): number =>
  items.filter(isOpen).length;
