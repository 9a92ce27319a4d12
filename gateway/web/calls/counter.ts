/** What clerks ask of the gateway: requests, proofs, copies on paper, and what two officers check. */
import type { MatterSummary, ServiceWindow } from '../../../sdk/schemas/catalog.ts';
import type { OfficerCheck } from '../../../sdk/schemas/officers.ts';
import type { AskForProof, RequestForAsker } from '../../../sdk/schemas/requests.ts';
import type { ManualCheck } from '../../../sdk/schemas/slips.ts';
import type { Proof } from '../../../sdk/verify/types.ts';
import { call, callForFile } from './call.ts';
import type { Items } from './catalogue.ts';

const at = (id: string, verb = ''): string => `/requests/${encodeURIComponent(id)}${verb}`;

/** A department's matters found the way people type, best first. */
export const findOwnMatters = (
  wish: { readonly q: string; readonly department: string; readonly limit: number },
  signal?: AbortSignal,
): Promise<Items<MatterSummary>> =>
  call('GET', `/catalog/matters?${new URLSearchParams({ ...wish, limit: String(wish.limit) })}`, { signal });

export const listWindows = (department: string, signal?: AbortSignal): Promise<Items<ServiceWindow>> =>
  call('GET', `/catalog/windows?${new URLSearchParams({ department })}`, { signal });

/** Why two officers may stand for somebody. */
export type OfficerReason = {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly isForDeceased: boolean;
};

export const listOfficerReasons = (signal?: AbortSignal): Promise<Items<OfficerReason>> =>
  call('GET', '/catalog/officer-reasons', { signal });

/** Asked once: codes are used up by it. @throws CallProblem, Unreached */
export const askForProof = (body: AskForProof): Promise<RequestForAsker> =>
  call('POST', '/requests', { body });

export const lookAtRequest = (id: string, signal?: AbortSignal): Promise<RequestForAsker> =>
  call('GET', at(id), { signal });

/** Address of the stream of a request's changes. */
export const requestEvents = (id: string): string => at(id, '/events');

export const confirmPerson = (id: string, same: boolean): Promise<RequestForAsker> =>
  call('POST', at(id, '/confirm'), { body: { same } });

export const withdrawRequest = (id: string): Promise<RequestForAsker> =>
  call('POST', at(id, '/withdraw'), { body: {} });

/** The proof; a lost answer is asked for again, which the gateway allows for two minutes. @throws CallProblem, Unreached */
export const fetchProof = (id: string, nonce: string): Promise<Proof> =>
  call('POST', at(id, '/proof'), { body: { nonce }, isRepeatable: true });

/** A proof on paper, as PDF; `expiresOn` is a civil day. @throws CallProblem, Unreached */
export const makeCopy = (proof: Proof, expiresOn: string | undefined): Promise<Blob> =>
  callForFile('POST', '/annotated-copies', {
    body: { proof, ...(expiresOn === undefined ? {} : { expiresOn }) },
    isRepeatable: true,
  });

const ofWindow = (code: string, what: string): string => `/windows/${encodeURIComponent(code)}/${what}`;

/** Checks of a window that wait for officers, oldest first. */
export const listOfficerChecks = (window: string, signal?: AbortSignal): Promise<Items<OfficerCheck>> =>
  call('GET', ofWindow(window, 'officer-checks'), { signal });

export const officerCheckEvents = (window: string): string => ofWindow(window, 'officer-checks/events');

export const confirmDocument = (id: string, document: string): Promise<OfficerCheck> =>
  call('POST', `/officer-checks/${id}/confirm`, { body: { document } });

export const compareName = (id: string, same: boolean): Promise<OfficerCheck> =>
  call('POST', `/officer-checks/${id}/compare`, { body: { same } });

export const declineCheck = (id: string): Promise<OfficerCheck> =>
  call('POST', `/officer-checks/${id}/decline`);

/** Slips that were brought twice, open ones first. */
export const listManualChecks = (window: string, signal?: AbortSignal): Promise<Items<ManualCheck>> =>
  call('GET', ofWindow(window, 'manual-checks'), { signal });

export const settleManualCheck = (id: string, note: string): Promise<{ readonly settled: true }> =>
  call('POST', `/manual-checks/${id}/settle`, { body: { note } });
