/** The person's requests as they come, change and end: followed once for all pages of the area. */
import { computed, readonly, ref, shallowReactive } from 'vue';
import type { RequestForPerson } from '../../../../sdk/schemas/requests.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { useLive } from '../../calls/live.ts';

const known = shallowReactive(new Map<string, RequestForPerson>());

const heard = ref(false);

/** Whether the gateway has told what there is; until then nothing is known to be new. */
export const hasHeard = readonly(heard);

/** What stands of all of them, to be compared: another text whenever one comes, changes or ends. */
export const toldRequests = computed(() =>
  [...known.values()].map(({ id, state }) => `${id} ${state}`).join(),
);

/** A request as it was told last. */
export const knownRequest = (id: string): RequestForPerson | undefined => known.get(id);

/** Takes over what a call answered. */
export function tell(request: RequestForPerson): RequestForPerson {
  known.set(request.id, request);
  return request;
}

/** @throws CallProblem, Unreached */
export const readRequest = async (id: string, signal?: AbortSignal): Promise<RequestForPerson> =>
  tell(await call<RequestForPerson>('GET', `/me/requests/${encodeURIComponent(id)}`, { signal }));

/** Requests that wait for this person's own word, oldest first. */
export const waitingRequests = computed(() =>
  [...known.values()].filter(asksMe).toSorted((one, other) => one.createdAt.localeCompare(other.createdAt)),
);

/** True while it is this person's turn: parties that are shown to them and aren't agreed to are theirs to give. */
export const asksMe = ({ state, parties }: RequestForPerson): boolean =>
  state === 'waiting' && parties.some(({ agreed }) => !agreed);

/** True for what may still change. */
export const isOpen = ({ state }: RequestForPerson): boolean => state === 'waiting' || state === 'approved';

/** Follows them while the component that calls this is there. */
export function followRequests(): void {
  useLive<Items<RequestForPerson>>({
    path: '/me/events',
    poll: (signal) => call('GET', '/me/requests', { signal }),
    onMessage: ({ items }) => {
      items.forEach(tell);
      // Asked in turns only what is open is told: of the others it must be found out how they ended.
      const told = new Set(items.map(({ id }) => id));
      for (const request of known.values())
        if (isOpen(request) && !told.has(request.id)) void readRequest(request.id).catch(() => {});
      heard.value = true;
    },
  });
}
