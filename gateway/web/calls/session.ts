/** Who is signed in, for every part of the page; and when that ends. */
import { readonly, shallowRef } from 'vue';
import type { Preferences, SessionView } from '../../../sdk/schemas/sessions.ts';
import { elder, isElderChosen, language, setElder, setLanguage } from '../words/language.ts';
import { call, forgetSignedOut } from './call.ts';
import { Unreached } from './problem.ts';

/** Somebody's session: names in it are masked. */
export type Signed = Exclude<SessionView, { readonly kind: 'anyone' }>;

const found = shallowRef<SessionView>();
const told = shallowRef(false);

/** The session; undefined until the gateway has told. */
export const session = readonly(found);

/** Whether the gateway itself has told it; false where it wasn't reached, so that nobody is known to be signed in. */
export const isSessionTold = readonly(told);

/** Whoever is signed in; undefined for anyone. */
export const signedIn = (): Signed | undefined =>
  found.value === undefined || found.value.kind === 'anyone' ? undefined : found.value;

/** Asks the gateway who is signed in, and takes over what the account prefers. Where it can't tell, nobody is. */
export async function findSession(): Promise<void> {
  let isTold = true;
  const view = await call<SessionView>('GET', '/session').catch((error: unknown) => {
    isTold = !(error instanceof Unreached);
    return { kind: 'anyone' } as const;
  });
  [told.value, found.value] = [isTold, view];
  forgetSignedOut();
  const { language: ownLanguage, elder: ownElder } = signedIn()?.preferences ?? {};
  if (ownLanguage) setLanguage(ownLanguage);
  if (ownElder) setElder(ownElder);
}

/** Takes up a session that began meanwhile, in another tab for instance; where there is none, the page stays as it is. */
export async function findNewSession(): Promise<void> {
  const view = await call<SessionView>('GET', '/session').catch(() => undefined);
  if (view === undefined || view.kind === 'anyone') return;
  found.value = view;
  forgetSignedOut();
}

/** Has the session last on. @throws CallProblem, Unreached */
export async function keepSession(): Promise<void> {
  found.value = await call<SessionView>('POST', '/session/keep');
}

/**
 * Signs out here, at the provider too where it has a place for that, and ends on the start page. What this device kept for
 * the session is wiped first, also where the gateway can't be reached.
 * @throws CallProblem, Unreached
 */
export async function endSession(): Promise<void> {
  const { wipe } = await import('./session-store.ts').catch(() => {
    throw new Unreached();
  });
  await wipe();
  const { next } = await call<{ readonly next: string | null }>('POST', '/session/end');
  location.assign(next ?? '/');
}

/** Keeps language and size of letters with the account, where somebody is signed in. */
export async function keepPreferences(): Promise<void> {
  if (signedIn() === undefined) return;
  // Whoever chose a language only is yet to be offered large type.
  const body: Preferences = {
    language: language.value,
    elder: isElderChosen.value ? elder.value : null,
  };
  // The choice holds on this device all the same.
  await call('PUT', '/session/preferences', { body }).catch(() => {});
}

/** Where signing in begins; afterwards the reader is at the path `to`. */
export const signInAddress = (as: 'person' | 'staff', to = location.pathname + location.search): string =>
  `/sign-in/begin?${new URLSearchParams({ as, to })}`;
