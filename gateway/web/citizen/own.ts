/** What the gateway keeps of the person who is signed in, and of those for whom they act. */
import type { OwnCredential, OwnCredentialContent } from '../../../sdk/schemas/credentials.ts';
import type { Family } from '../../../sdk/schemas/mandates.ts';
import type { HistoryEntry } from '../../../sdk/schemas/receipts.ts';
import { call } from '../calls/call.ts';
import type { Items } from '../calls/catalogue.ts';
import { type Loaded, useLoaded } from '../calls/loaded.ts';

/** More than anybody has. */
const ALL = '100';

const address = (path: string, holder: string | undefined): string =>
  `${path}?${new URLSearchParams({ limit: ALL, ...(holder === undefined ? {} : { holder }) })}`;

/** Certificates without their content, newest first; one's own where no holder is named. */
export const listCertificates = (
  holder: string | undefined,
  signal?: AbortSignal,
): Promise<Items<OwnCredential>> => call('GET', address('/me/credentials', holder), { signal });

/** A certificate with its content. Each look leaves a receipt. */
export const readCertificate = (id: string): Promise<OwnCredentialContent> =>
  call('GET', `/me/credentials/${encodeURIComponent(id)}`);

/** The newest entries of a history. */
export const readHistory = (holder: string | undefined, signal?: AbortSignal): Promise<Items<HistoryEntry>> =>
  call('GET', address('/me/history', holder), { signal });

/** Says to whoever issued it what is wrong in a certificate. */
export const reportMistake = (id: string, holder: string, text: string): Promise<{ readonly id: string }> =>
  call('POST', `/me/credentials/${encodeURIComponent(id)}/report?${new URLSearchParams({ holder })}`, {
    body: { text },
  });

/** For whom the person may act, and how old they are. */
export const useFamily = (): Loaded<Family> =>
  useLoaded(
    () => undefined,
    (_, signal) => call<Family>('GET', '/me/family', { signal }),
  );
