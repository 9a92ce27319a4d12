/** How the counter goes on without a network: what it keeps while there is one, and for whom. */
import { shallowRef, watch } from 'vue';
import { readingNewest } from '../../calls/newest.ts';
import { findSession, isSessionTold, session } from '../../calls/session.ts';
import { beginStore, closeStore, findKeeper, type Keeper, onWiped } from '../../calls/session-store.ts';
import { forgetAnswers } from '../answers.ts';
import { keepTrust } from '../trust.ts';
import { watchNetwork } from './away.ts';
import { recallCatalogue, refreshCatalogue } from './catalogue.ts';
import { checkUses } from './check-uses.ts';
import { followLists, readLists } from './uses.ts';

/** Milliseconds. */
const LOOK_EVERY = 60_000;

/** For whom this computer keeps something; undefined where it does for nobody. */
export const keeper = shallowRef<Keeper>();

/** Called once by the area's program. */
export function workOffline(): void {
  watch([session, isSessionTold], () => void follow().catch(() => {}), { immediate: true });
  watchNetwork(() => void findSession());
  onWiped(() => {
    void look();
    forgetAnswers();
  });
  // A page that nobody touches wipes what has become too old all the same.
  setInterval(() => void look(), LOOK_EVERY);
  followLists();
  // Pages over plain HTTP from another machine have none; they need the network.
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  void worker?.register('/counter/service-worker.js', { scope: '/counter' }).catch(() => {});
}

const keepers = readingNewest(findKeeper, (one) => {
  keeper.value = one;
});

/** Reads from the disk for whom something is kept. */
const look = (): Promise<unknown> => keepers.read();

/** Keeps for whoever is signed in, and for nobody else; without a network, for who was. */
async function follow(): Promise<void> {
  // What is being read is from before the gateway told who is signed in, and no news after it.
  keepers.drop();
  const one = session.value;
  if (one === undefined || !isSessionTold.value) {
    await look();
    await recallCatalogue();
    return;
  }
  if (one.kind !== 'staff') {
    // A session that ended by itself, after an hour without a network for instance: what waits is still to be checked.
    keeper.value = undefined;
    await closeStore();
    return;
  }
  const { staff, department, windows } = one;
  // A reactive list is none that a database takes.
  await beginStore({ staff, department, windows: [...windows] });
  await look();
  await keepTrust();
  await refreshCatalogue(department);
  await readLists();
  await checkUses();
}
