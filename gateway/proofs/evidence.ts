/** Where credentials stand on their departments' logs: for all of a batch one head a log. */
import { CityError } from '../errors.ts';
import type { Logs } from '../log/logs.ts';
import type { Anchored } from './check.ts';

/** A credential's place: sibling hashes in base64url, and the signed head that they lead to. */
export type PlaceEvidence = { readonly inclusion: readonly string[]; readonly checkpoint: string };

export type EvidenceOf = (credential: Anchored) => PlaceEvidence;

/** Evidence for these credentials, with one look at each log. */
export async function gatherEvidence(
  credentials: readonly Anchored[],
  { reader }: Pick<Logs, 'reader'>,
): Promise<EvidenceOf> {
  const gathered = new Map<string, PlaceEvidence>();
  for (const log of new Set(credentials.map(({ department }) => department))) {
    const indexes = [
      ...new Set(credentials.filter(({ department }) => department === log).map(({ leaf }) => leaf)),
    ];
    const { checkpoint, inclusions } = await reader.evidence(log, indexes);
    for (const [at, index] of indexes.entries()) {
      const inclusion = (inclusions[at] ?? []).map((node) => Buffer.from(node).toString('base64url'));
      gathered.set(`${log} ${index}`, { inclusion, checkpoint });
    }
  }
  return ({ department, leaf }) => {
    const found = gathered.get(`${department} ${leaf}`);
    if (found === undefined) throw new CityError('INTERNAL');
    return found;
  };
}
