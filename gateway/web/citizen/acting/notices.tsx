/** What a person has to know whatever page is open: somebody asks them to act, or two officers stood in for their phone. */
import { defineComponent, ref } from 'vue';
import type { Department } from '../../../../sdk/schemas/catalog.ts';
import type { Mandate } from '../../../../sdk/schemas/mandates.ts';
import type { HistoryEntry } from '../../../../sdk/schemas/receipts.ts';
import { call } from '../../calls/call.ts';
import { type Items, listDepartments } from '../../calls/catalogue.ts';
import { useLoaded } from '../../calls/loaded.ts';
import { bell } from '../../icons/icons.ts';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/notes.tsx';
import { RouterLink, useRoute } from '../../parts/router.tsx';
import { acting as say } from '../../words/acting.ts';
import { dateText } from '../../words/dates.ts';
import { nameOf } from '../../words/words.ts';
import { hasHeard, toldRequests } from '../requests/known.ts';
import './acting.css';

/** For how long an access by two officers is told of, in milliseconds. */
const TOLD_FOR = 30 * 86_400_000;
const LATEST = 50;
/** Under this key the device remembers which accesses the reader has heard of. */
const HEARD = 'heard-of-officers';

type Access = Extract<HistoryEntry, { readonly kind: 'access' }>;
type Found = {
  readonly hasOffer: boolean;
  readonly byOfficers: readonly Access[];
  readonly departments: readonly Department[];
};

const NOTHING: Found = { hasOffer: false, byOfficers: [], departments: [] };

export const Notices = defineComponent(() => {
  const route = useRoute();
  const isAtFamily = (): boolean => route.path.startsWith('/family');
  // Read once the stream of requests has told what there is, and again when it tells of a change; offers are answered
  // on the family's pages.
  const found = useLoaded(
    () => (hasHeard.value ? `${isAtFamily()} ${toldRequests.value}` : undefined),
    async (told, signal): Promise<Found> => (told === undefined ? NOTHING : await read(signal)),
  );
  const heard = ref<readonly string[]>(heardOf());
  const hear = (id: string): void => {
    heard.value = [...heard.value, id];
    remember(heard.value);
  };
  return () => {
    const { hasOffer, byOfficers, departments } = found.value ?? NOTHING;
    const [first] = byOfficers.filter(({ id }) => !heard.value.includes(id));
    return (
      <div class="acting" role="status">
        {hasOffer && found.phase === 'ready' && route.path === '/' ? <Offer /> : null}
        {first === undefined ? null : (
          <ByOfficers of={first} departments={departments} onHeard={() => hear(first.id)} />
        )}
      </div>
    );
  };
});

/** What can't be read is no notice; the pages say why in their own place. */
async function read(signal: AbortSignal): Promise<Found> {
  const [mandates, history, departments] = await Promise.all([
    call<Items<Mandate>>('GET', '/me/mandates?limit=100', { signal }),
    call<Items<HistoryEntry>>('GET', `/me/history?limit=${LATEST}`, { signal }),
    listDepartments(signal),
  ]);
  const since = Date.now() - TOLD_FOR;
  return {
    hasOffer: mandates.items.some(({ state, given }) => state === 'waiting' && !given),
    byOfficers: history.items.flatMap((entry) =>
      entry.kind === 'access' && isByOfficers(entry) && Date.parse(entry.at) > since ? entry : [],
    ),
    departments: departments.items,
  };
}

const isByOfficers = ({ receipt: { receipt } }: Access): boolean => receipt.method === 'officers';

const Offer = () => (
  <Note kind="plain" icon={bell}>
    <p>
      <strong>{say.noticeOffer()}</strong>
    </p>
    <p>
      <RouterLink class="button" to="/family">
        {say.noticeOfferGo()}
      </RouterLink>
    </p>
  </Note>
);

type OfficersProps = {
  readonly of: Access;
  readonly departments: readonly Department[];
  readonly onHeard: () => void;
};

const ByOfficers = ({ of, departments, onHeard }: OfficersProps) => {
  const code = of.receipt.receipt.department ?? '';
  const row = departments.find((one) => one.code === code);
  const department = row === undefined ? code : nameOf(row);
  return (
    <Note kind="warn" icon={bell}>
      <p>{say.noticeOfficers({ date: dateText(of.at), department })}</p>
      <p class="row">
        <RouterLink class="button" to="/records">
          {say.noticeOfficersGo()}
        </RouterLink>
        <Button onPress={onHeard}>{say.noticeSeen()}</Button>
      </p>
    </Note>
  );
};

// A browser that keeps nothing throws: then the notice is there again next time.
function heardOf(): readonly string[] {
  try {
    return (localStorage.getItem(HEARD) ?? '').split(' ');
  } catch {
    return [];
  }
}

function remember(ids: readonly string[]): void {
  try {
    localStorage.setItem(HEARD, ids.join(' '));
  } catch {
    // Nothing is lost but the reader's "I know".
  }
}
