/** Masked names of several, each looked up once. */
import type { Subject } from '../actor.ts';
import type { AuthorizationParts } from './parts.ts';

export async function namesOf(
  subjects: readonly Subject[],
  { credentials }: { readonly credentials: Pick<AuthorizationParts['credentials'], 'maskedName'> },
): Promise<ReadonlyMap<Subject, string>> {
  const names = new Map<Subject, string>();
  for (const subject of new Set(subjects)) names.set(subject, await credentials.maskedName(subject));
  return names;
}
