/** Credentials of the town that are suspended or revoked, each with a reason that fits. */
import type { StatusChange } from '../../gateway/credentials/status-changes.ts';
import type { Cast } from './cast.ts';
import type { TownFile } from './files.ts';
import { drawsOf } from './prng.ts';
import type { Row } from './records.ts';

/** A change as the department would send it; `record` is the department's own record number. */
export type TownStatusChange = StatusChange & { readonly change: 'suspend' | 'revoke' };

type Kind = Pick<TownStatusChange, 'credentialType' | 'change' | 'reason'> & { readonly count: number };

const SOCIAL_CARD = 'social-security-card';
const kinds: readonly Kind[] = [
  { credentialType: SOCIAL_CARD, change: 'suspend', reason: 'suspended', count: 4 },
  { credentialType: SOCIAL_CARD, change: 'revoke', reason: 'cancelled', count: 2 },
  { credentialType: 'resident-identity-card', change: 'suspend', reason: 'suspended', count: 3 },
  { credentialType: 'residence-permit', change: 'suspend', reason: 'lapsed', count: 3 },
  { credentialType: 'household-register', change: 'revoke', reason: 'moved-out', count: 2 },
  { credentialType: 'business-licence', change: 'revoke', reason: 'revoked', count: 3 },
  { credentialType: 'minimum-living-allowance-proof', change: 'revoke', reason: 'rescinded', count: 1 },
];

/** Spares everybody in the cast, save the one whose card is to be revoked; no record changes twice. */
export function makeStatusChanges(files: readonly TownFile[], cast: Cast): readonly TownStatusChange[] {
  const spared = new Set(
    Object.values(cast)
      .flat()
      .map(({ number }) => number),
  );
  const taken = new Set<Row>();
  const drawn = kinds.flatMap(({ count, ...kind }) => {
    const file = fileOf(files, kind.credentialType);
    const draws = drawsOf(`status/${kind.credentialType}/${kind.reason}`);
    return Array.from({ length: count }, () => {
      const row = draws.pick(file.rows.filter((one) => !taken.has(one) && !namesAny(one, spared)));
      taken.add(row);
      return changeOf(file, kind, row);
    });
  });
  const cards = fileOf(files, SOCIAL_CARD);
  const revoked = cards.rows.filter(({ idNumber }) => idNumber === cast.revokedCard.number);
  const kind = { credentialType: SOCIAL_CARD, change: 'revoke', reason: 'revoked' } as const;
  return [...revoked.map((row) => changeOf(cards, kind, row)), ...drawn];
}

const namesAny = (row: Row, numbers: ReadonlySet<string>): boolean =>
  Object.values(row).some((value) => typeof value === 'string' && numbers.has(value));

const changeOf = (
  { department, recordColumn }: TownFile,
  kind: Omit<Kind, 'count'>,
  row: Row,
): TownStatusChange => ({ ...kind, department, record: String(row[recordColumn]) });

function fileOf(files: readonly TownFile[], credentialType: string): TownFile {
  const file = files.find((one) => one.credentialType === credentialType);
  if (file === undefined) throw new Error(`the town has no file of ${credentialType}`);
  return file;
}
