/** Asking for a proof: the ways that were given for whom, the request while it is open, and its end. */
import { onScopeDispose, shallowReactive } from 'vue';
import type { Party, RequestForAsker } from '../../../sdk/schemas/requests.ts';
import {
  askForProof,
  confirmPerson,
  lookAtRequest,
  requestEvents,
  withdrawRequest,
} from '../calls/counter.ts';
import { live } from '../calls/live.ts';
import { CallProblem, Unreached } from '../calls/problem.ts';
import { type Answer, fetchAnswer } from './answers.ts';
import { countAsked, endRequest, type Kept, keepRequest, type Method, openRequest } from './kept.ts';
import { drawNonce } from './nonce.ts';

/** What somebody brought, or that the counter shows them its code. */
export type Way = { readonly method: Method; readonly party: Party };

export type Asking = {
  /** `choosing` a way; `waiting` for everybody; `comparing` a masked name with who stands there; `fetching` the proof. */
  phase: 'choosing' | 'sending' | 'waiting' | 'comparing' | 'fetching';
  /** Ways by the role of the giver. */
  given: Readonly<Record<string, Way>>;
  kept: Kept | undefined;
  view: RequestForAsker | undefined;
  /** The clerk stopped waiting. */
  wasStopped: boolean;
  /** Why the last try failed. */
  fault: CallProblem | 'unreached' | undefined;
};

/** What is asked, and where. */
export type Wish = {
  readonly matter: string;
  readonly conditions: readonly string[];
  readonly window: string;
  /** For each giver the names under which a request has their party. */
  readonly givers: readonly { readonly role: string; readonly names: readonly string[] }[];
};

type Ends = {
  readonly onAnswer: (answer: Answer) => void;
  /** There will be no proof: the request's id, and the reason's code. */
  readonly onEnd: (id: string, code: string) => void;
};

/** Call it while setting a component up; what is open when that is gone stays open at the gateway, and is taken up again. */
export function useAsking(wish: () => Wish, { onAnswer, onEnd }: Ends) {
  const state = shallowReactive<Asking>({
    phase: 'choosing',
    given: {},
    kept: undefined,
    view: undefined,
    wasStopped: false,
    fault: undefined,
  });
  let stop = (): void => {};
  onScopeDispose(() => stop());

  const end = (kept: Kept, code: string): void => {
    stop();
    endRequest(kept.id, code);
    onEnd(kept.id, code);
  };
  const fetch = async (kept: Kept): Promise<void> => {
    if (state.phase === 'fetching') return;
    state.phase = 'fetching';
    stop();
    try {
      onAnswer(await fetchAnswer(kept));
    } catch (error) {
      if (error instanceof CallProblem) end(kept, error.code);
      else state.fault = faultOf(error);
    }
  };
  const look = (view: RequestForAsker): void => {
    const { kept } = state;
    if (kept === undefined || view.id !== kept.id) return;
    state.view = view;
    const code = endings[view.state];
    if (code !== undefined) end(kept, code);
    else if (view.state === 'answered') void fetch(kept);
    else if (view.state === 'approved') {
      if (toCompare(view) === undefined) void fetch(kept);
      else state.phase = 'comparing';
    }
  };
  const follow = (kept: Kept): void => {
    Object.assign(state, { kept, phase: 'waiting' });
    stop();
    stop = live<RequestForAsker>({
      path: requestEvents(kept.id),
      poll: (signal) => lookAtRequest(kept.id, signal),
      onMessage: look,
    });
  };
  /** Takes back what is open, so that another way may be tried. */
  const leave = async (): Promise<void> => {
    const { kept } = state;
    stop();
    Object.assign(state, { kept: undefined, view: undefined, phase: 'choosing' });
    if (kept === undefined) return;
    endRequest(kept.id, 'STOPPED');
    // One that has ended meanwhile needs no taking back.
    await withdrawRequest(kept.id).catch(() => {});
  };
  const send = async (): Promise<void> => {
    const { given } = state;
    await leave();
    Object.assign(state, { phase: 'sending', wasStopped: false });
    const { givers, matter, window, conditions } = wish();
    const parties = Object.fromEntries(
      givers.flatMap(({ role, names }) => names.map((name) => [name, given[role]?.party as Party])),
    );
    const nonce = drawNonce();
    try {
      const view = await askForProof({ matter, nonce, window, conditions: [...conditions], parties });
      const kept = keptOf(view, { wish: wish(), given, nonce });
      keepRequest(kept);
      countAsked(matter);
      Object.assign(state, { view, given: {} });
      follow(kept);
      look(view);
    } catch (error) {
      // Codes are taken once, whatever came of it.
      Object.assign(state, { phase: 'choosing', given: {}, fault: faultOf(error) });
    }
  };
  return {
    state,
    /** Takes somebody's way; once everybody has one it is sent. */
    take: async (role: string, way: Way): Promise<void> => {
      if (state.phase === 'sending' || state.phase === 'fetching') return;
      Object.assign(state, { given: { ...state.given, [role]: way }, fault: undefined });
      if (wish().givers.every((giver) => state.given[giver.role] !== undefined)) await send();
    },
    stop: async (): Promise<void> => {
      await leave();
      state.wasStopped = true;
    },
    forget: (): void => {
      Object.assign(state, { given: {}, fault: undefined });
    },
    /** Says whether who stands there is the one whose masked name it is. */
    compare: async (same: boolean): Promise<void> => {
      const { kept } = state;
      if (kept === undefined) return;
      // Else the stream might tell of the end before the answer does, and without its reason.
      if (!same) stop();
      try {
        const view = await confirmPerson(kept.id, same);
        if (same) look(view);
        else end(kept, 'NOT_SAME');
      } catch (error) {
        follow(kept);
        state.fault = faultOf(error);
      }
    },
    /** Takes up what was open for this matter when the page was left. */
    resume: (): void => {
      const kept = openRequest(wish().matter);
      if (kept !== undefined && Date.parse(kept.expiresAt) > Date.now()) follow(kept);
    },
    /** Fetches the proof anew, where that failed. */
    retry: async (): Promise<void> => {
      const { kept } = state;
      Object.assign(state, { fault: undefined, phase: 'waiting' });
      if (kept !== undefined) await fetch(kept);
    },
  };
}

/** Why a request that ended so has no proof. */
const endings: Partial<Record<RequestForAsker['state'], string>> = {
  refused: 'NOT_AUTHORIZED',
  expired: 'REQUEST_EXPIRED',
  withdrawn: 'WITHDRAWN',
};

/** The party whose masked name has to be compared next. */
export const toCompare = ({ parties }: RequestForAsker): RequestForAsker['parties'][number] | undefined =>
  parties.find(({ confirmed, maskedName }) => confirmed === false && maskedName !== undefined);

const faultOf = (error: unknown): NonNullable<Asking['fault']> => {
  if (error instanceof CallProblem) return error;
  if (error instanceof Unreached) return 'unreached';
  throw error;
};

function keptOf(
  { id, client, expiresAt, parties }: RequestForAsker,
  { wish, given, nonce }: { readonly wish: Wish; readonly given: Asking['given']; readonly nonce: string },
): Kept {
  const methods = wish.givers.flatMap(({ role, names }) =>
    names.map((name) => [name, given[role]?.method ?? 'code'] as const),
  );
  const shows = parties.flatMap(({ subject, show }) =>
    show === undefined ? [] : [[subject, { svg: show.svg, twoDigits: show.twoDigits }] as const],
  );
  return {
    ...{ id, client, nonce, matter: wish.matter, conditions: wish.conditions, window: wish.window },
    ...{ askedAt: new Date().toISOString(), expiresAt },
    methods: Object.fromEntries(methods),
    shows: Object.fromEntries(shows),
  };
}
