/** Credentials come into being, many in one transaction: a place in a status list, a seal, a log entry each, and the end of those that they replace. */
import type { Kysely } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { Subject } from '../actor.ts';
import type { CredentialType, ImportRule } from '../catalog/shapes.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { newEntryId, type QueuedEntry, queueEntries } from '../log/queue.ts';
import { insertAll, type NewCredential, type Present, retire } from './chunk-store.ts';
import { issue } from './issue.ts';
import { outlineOf, sealOutline } from './outline.ts';
import { allocatePlaces, queueChanges, type StatusPlace } from './status-lists.ts';
import { provideSubjectKeys, type SubjectKey } from './subject-keys.ts';
import { sealContent } from './vault.ts';

/** A credential to be made: whose it is, for which record, what it says, and which one it replaces. */
export type Wanted = {
  readonly subject: Subject;
  readonly record: string;
  readonly fingerprint: string;
  readonly version: number;
  readonly validUntil: string | null;
  readonly claims: {
    readonly open: Readonly<Record<string, unknown>>;
    readonly hidden: Readonly<Record<string, unknown>>;
  };
  readonly replaces: Present | undefined;
};

/** What credentials of one type are made with; `key` signs for the department now. */
export type IssuanceContext = {
  readonly type: CredentialType;
  readonly rule: ImportRule;
  readonly keys: Keys;
  readonly names: CityNames;
  readonly key: SigningKey;
  readonly now: Date;
};

/** Letters and digits that stand for a record in the licence identifier. */
export const serialOf = (record: string): string =>
  Buffer.from(record, 'base64url').toString('hex', 0, 10).toUpperCase();

/** Issues in the caller's transaction and gives back what was made, in the order of what was wanted. */
export async function issueAll(
  trx: Kysely<Tables>,
  wanted: readonly Wanted[],
  context: IssuanceContext,
): Promise<readonly NewCredential[]> {
  if (wanted.length === 0) return [];
  const department = context.type.issuingDepartmentCode;
  const keys = await provideSubjectKeys(
    trx,
    context.keys,
    wanted.map(({ subject }) => subject),
  );
  const places = await allocatePlaces(trx, department, wanted.length);
  await retire(
    trx,
    wanted.flatMap(({ replaces, subject }) =>
      replaces === undefined ? [] : { ...replaces, isTransferred: replaces.subject !== subject },
    ),
    { department, now: context.now },
  );
  const made: NewCredential[] = [];
  const entries: QueuedEntry[] = [];
  for (const [index, one] of wanted.entries()) {
    const [place, subjectKey] = [places[index], keys.get(one.subject)];
    if (place === undefined || subjectKey === undefined) throw new CityError('INTERNAL');
    const { credential, entry } = await makeOne(one, { place, subjectKey }, context);
    made.push(credential);
    entries.push(entry);
  }
  await insertAll(trx, made, context);
  await queueEntries(trx, entries, context.now);
  // What was suspended stays so: a new version lifts nothing.
  const suspended = made.filter(({ status }) => status === STATUS.suspended);
  await queueChanges(
    trx,
    department,
    suspended.map(({ place: { list, index } }) => ({ list, index, value: STATUS.suspended })),
  );
  return made;
}

type Provided = { readonly place: StatusPlace; readonly subjectKey: SubjectKey };

async function makeOne(
  { claims, replaces, ...wanted }: Wanted,
  { place, subjectKey }: Provided,
  { type, rule, names, key, now }: IssuanceContext,
): Promise<{ credential: NewCredential; entry: QueuedEntry }> {
  const id = newEntryId(now);
  const department = type.issuingDepartmentCode;
  const issued = await issue(
    {
      department,
      credentialType: type.id,
      ...claims,
      holder: subjectKey.holderPublicKey(id),
      status: place,
      issuedAt: now,
      validUntil: wanted.validUntil,
    },
    key,
    names,
  );
  const status = replaces?.status === STATUS.suspended ? STATUS.suspended : STATUS.valid;
  const entry: QueuedEntry = {
    id,
    log: department,
    kind: 'issued',
    credentialType: type.id,
    commitment: issued.commitment,
    release: 'batch',
  };
  const sealed = sealContent(subjectKey, id, issued);
  const outline = sealOutline(subjectKey, id, outlineOf({ ...claims.open, ...claims.hidden }, rule));
  return { credential: { id, ...wanted, place, status, sealed, outline }, entry };
}
