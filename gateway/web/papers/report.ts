/** A report as it is put together, and where it goes. */
import type { PaperAsked, PaperAskedInRequest } from '../../../sdk/schemas/figures.ts';
import type { RequestForPerson } from '../../../sdk/schemas/requests.ts';
import { call } from '../calls/call.ts';
import { signedIn } from '../calls/session.ts';
import type { Fault } from '../parts/fields.tsx';
import { civilDay, daysAfter } from '../words/days.ts';
import { papers as say } from '../words/papers.ts';

/** Civil days that may have passed since. */
const MOST_DAYS = 60;

export type Report = {
  matter: string | undefined;
  window: string;
  type: string;
  day: string;
  text: string;
};

/** An empty one, save for what is known already. */
export const newReport = (about: Partial<Report> = {}): Report => ({
  matter: undefined,
  window: '',
  type: '',
  day: civilDay(new Date()),
  text: '',
  ...about,
});

/** The days on which it may have been, today first. */
export const days = (): readonly string[] =>
  Array.from({ length: MOST_DAYS + 1 }, (_, back) => daysAfter(civilDay(new Date()), -back));

/** What has to be mended; a request says the matter itself. */
export const faultsOf = (
  { matter, type }: Report,
  request: RequestForPerson | undefined,
): readonly Fault[] => [
  ...(request === undefined && matter === undefined ? [{ id: 'search', text: say.matterFault() }] : []),
  ...(type === '' ? [{ id: 'paper-type', text: say.typeFault() }] : []),
];

/** Tells it; of whoever is signed in as a person, once a day and paper counts. @throws CallProblem, Unreached */
export function send(report: Report, request: RequestForPerson | undefined): Promise<unknown> {
  const text = report.text.trim();
  const more = text === '' ? {} : { text };
  const { type: credentialType } = report;
  if (request !== undefined) {
    const body: PaperAskedInRequest = { request: request.id, credentialType, ...more };
    return call('POST', '/me/papers-asked', { body });
  }
  const body: PaperAsked = {
    matter: report.matter ?? '',
    credentialType,
    atWindow: report.day,
    ...(report.window === '' ? {} : { window: report.window }),
    ...more,
  };
  return call('POST', signedIn()?.kind === 'person' ? '/me/papers-asked' : '/papers-asked', { body });
}
