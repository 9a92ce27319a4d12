/** A name that can be compared with who stands there, and from which nobody is known. */
import type { Subject } from '../actor.ts';
import type { Credentials } from './credentials.ts';

const sources: readonly (readonly [string, string])[] = [
  ['resident-identity-card', 'name'],
  ['birth-medical-certificate', 'newbornName'],
  ['business-licence', 'companyName'],
];

/** The first character and a star for every other; a dash where nothing is kept of the subject. */
export async function maskedName(credentials: Credentials, subject: Subject): Promise<string> {
  const key = await credentials.subjectKey(subject);
  if (key === undefined) return '—';
  for (const [type, field] of sources) {
    const [row] = await credentials.candidates(subject, type);
    const name = row === undefined ? undefined : (await credentials.open(row, key)).values[field];
    if (typeof name === 'string') return mask(name);
  }
  return '—';
}

/** Two stars at most, so that the length of a long name isn't told. */
const mask = (name: string): string => {
  const [first = '', ...others] = name;
  return first + '*'.repeat(Math.min(2, Math.max(1, others.length)));
};
