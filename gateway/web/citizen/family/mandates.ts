/** Mandates and the rest of acting for others, as the gateway keeps them. */
import type { Family, GiveMandate, Mandate } from '../../../../sdk/schemas/mandates.ts';
import { call } from '../../calls/call.ts';
import type { Items } from '../../calls/catalogue.ts';
import { readDirectory } from '../../calls/directory.ts';
import { readNames } from '../../calls/names.ts';
import type { Known } from '../records/access.ts';

export const readFamily = (signal?: AbortSignal): Promise<Family> => call('GET', '/me/family', { signal });

/** All that one gave or holds, newest first. */
export async function listMandates(signal?: AbortSignal): Promise<readonly Mandate[]> {
  const found: Mandate[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page: Items<Mandate> = await call<Items<Mandate>>('GET', `/me/mandates?limit=100&next=${next}`, {
      signal,
    });
    found.push(...page.items);
    ({ next } = page);
  }
  return found;
}

/** @throws CallProblem, Unreached, as all that follow */
export const giveMandate = (body: GiveMandate): Promise<{ readonly id: string }> =>
  call('POST', '/me/mandates', { body });

export const answerMandate = (id: string, answer: 'accept' | 'decline' | 'end'): Promise<unknown> =>
  call('POST', `/me/mandates/${encodeURIComponent(id)}/${answer}`, { body: {} });

export async function readKnown(): Promise<Known> {
  const [names, directory] = await Promise.all([readNames(), readDirectory()]);
  return { names, directory };
}
