/** Person-facing screens as clerks look after them. */
import { call } from './call.ts';
import type { Items } from './catalogue.ts';

/** A screen that is paired with a window. */
export type ListedScreen = {
  readonly id: string;
  readonly name: string;
  readonly pairedBy: string;
  readonly pairedAt: string;
  readonly isLive: boolean;
};

const ofWindow = (code: string): string => `/windows/${encodeURIComponent(code)}/screens`;

export const listScreens = (window: string, signal?: AbortSignal): Promise<Items<ListedScreen>> =>
  call('GET', ofWindow(window), { signal });

/** A code that pairs one screen within five minutes; the one before stops working. */
export const showPairingCode = (
  window: string,
): Promise<{ readonly code: string; readonly expiresAt: string }> =>
  call('POST', `${ofWindow(window)}/pairing`);

export const endScreen = (id: string): Promise<unknown> =>
  call('POST', `/screens/${encodeURIComponent(id)}/end`);
