/** Slips as the gateway keeps them. */
import type {
  MakeSlip,
  SlipForPerson,
  SlipPreview,
  SlipState,
  SlipWithCode,
} from '../../../../sdk/schemas/slips.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { slips as say } from '../../words/slips.ts';

const at = (id: string, verb = ''): string => `/me/slips/${encodeURIComponent(id)}${verb}`;

/** What a slip would be for; conditions are those of the matter that hold. */
export type Wish = {
  readonly matter: string;
  readonly conditions: readonly string[];
  readonly until: string;
  readonly role?: string;
};

export const listSlips = (next: number, signal: AbortSignal): Promise<Items<SlipForPerson>> =>
  call('GET', `/me/slips?next=${next}`, { signal });

export const readSlip = (id: string, signal?: AbortSignal): Promise<SlipWithCode> =>
  call('GET', at(id), { signal });

/** Nothing is kept of it. */
export const previewSlip = (body: Wish, signal?: AbortSignal): Promise<SlipPreview> =>
  call('POST', '/me/slips/preview', { body, signal, isRepeatable: true });

/** @throws CallProblem, Unreached */
export const makeSlip = (body: MakeSlip): Promise<SlipWithCode> => call('POST', '/me/slips', { body });

/** @throws CallProblem, Unreached */
export const withdrawSlip = (id: string): Promise<SlipForPerson> =>
  call('POST', at(id, '/withdraw'), { body: {} });

export const pdfAddress = (id: string, language: string): string =>
  at(id, `/pdf?${new URLSearchParams({ language })}`);

export const states = {
  live: { kind: 'ok', text: say.stateLive },
  redeemed: { kind: 'info', text: say.stateRedeemed },
  withdrawn: { kind: 'plain', text: say.stateWithdrawn },
  over: { kind: 'warn', text: say.stateOver },
} as const satisfies Record<SlipState, { readonly kind: string; readonly text: () => string }>;
