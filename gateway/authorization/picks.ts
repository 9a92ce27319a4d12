/** Which of several credentials a person chose to be shown. */
import type { Subject } from '../actor.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import { CityError } from '../errors.ts';
import type { AuthorizationParts } from './parts.ts';

type Picking = {
  readonly holder: Subject;
  readonly picks: Readonly<Record<string, string>>;
  readonly parts: AuthorizationParts;
};

/** The items with the credentials picked by type. @throws CityError PICK_REFUSED for one that the holder doesn't have */
export async function pick(
  items: readonly PartyItem[],
  { holder, picks, parts }: Picking,
): Promise<PartyItem[]> {
  const picked: PartyItem[] = [];
  for (const item of items) {
    const credentialId = picks[item.credentialType];
    if (credentialId === undefined) {
      picked.push(item);
      continue;
    }
    const candidates = await parts.credentials.candidates(holder, item.credentialType);
    if (!candidates.some(({ id }) => id === credentialId)) throw new CityError('PICK_REFUSED');
    picked.push({ ...item, credentialId });
  }
  return picked;
}
