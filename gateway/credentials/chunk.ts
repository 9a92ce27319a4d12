/** A chunk of a department's rows becomes credentials, in one transaction. */
import type { Kysely } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { CredentialType, ImportRule } from '../catalog/shapes.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { newEntryId, type QueuedEntry, queueEntries } from '../log/queue.ts';
import { recordAuthority } from './authority.ts';
import {
  findPresent,
  insertAll,
  markDeceased,
  type NewCredential,
  type Present,
  retire,
  type Work,
} from './chunk-store.ts';
import { issue } from './issue.ts';
import { claimsOf, type GoodRow } from './rows.ts';
import { allocatePlaces, queueChanges, type StatusPlace } from './status-lists.ts';
import { provideSubjectKeys, type SubjectKey } from './subject-keys.ts';
import { subjectOf } from './subjects.ts';
import { sealContent } from './vault.ts';

/** What a chunk needs beside its rows; `key` signs for the department now. */
export type ChunkContext = {
  readonly type: CredentialType;
  readonly rule: ImportRule;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly names: CityNames;
  readonly key: SigningKey;
  readonly now: Date;
};

export type ChunkCounts = { readonly issued: number; readonly replaced: number; readonly unchanged: number };

type New = {
  readonly work: Work;
  readonly before: Present | undefined;
  readonly place: StatusPlace;
  readonly subjectKey: SubjectKey;
};

/**
 * Issues what is new, replaces what changed and leaves the rest alone: the department's record number and the holder
 * tell which is which, so that the same rows again change nothing. Of a record that stands twice, the last one counts,
 * and the others are counted as unchanged.
 */
export async function takeChunk(
  trx: Kysely<Tables>,
  rows: readonly GoodRow[],
  context: ChunkContext,
): Promise<ChunkCounts> {
  const works = new Map<string, Work>();
  for (const row of rows) {
    const work = prepare(row, context);
    works.set(`${work.record} ${work.subject}`, work);
  }
  const present = await findPresent(trx, [...works.values()], context.type);
  const changed = [...works].filter(
    ([name, { fingerprint }]) => present.get(name)?.fingerprint !== fingerprint,
  );
  await issueAll(
    trx,
    changed.map(([name, work]) => ({ work, before: present.get(name) })),
    context,
  );
  await markDeceased(trx, [...works.values()]);
  const replaced = changed.filter(([name]) => present.has(name)).length;
  return { issued: changed.length - replaced, replaced, unchanged: rows.length - changed.length };
}

function prepare(row: GoodRow, { keys, type }: ChunkContext): Work {
  const subject = subjectOf(keys, row.holder);
  if (subject === undefined) throw new CityError('INTERNAL');
  const blind = (value: string): string => Buffer.from(keys.blind('record', value)).toString('base64url');
  return {
    row,
    subject,
    record: blind(`${type.issuingDepartmentCode}/${type.id}/${row.record}`),
    fingerprint: blind(JSON.stringify(row.values)),
  };
}

async function issueAll(
  trx: Kysely<Tables>,
  wanted: readonly Pick<New, 'work' | 'before'>[],
  context: ChunkContext,
): Promise<void> {
  if (wanted.length === 0) return;
  const department = context.type.issuingDepartmentCode;
  const keys = await provideSubjectKeys(
    trx,
    context.keys,
    wanted.map(({ work }) => work.subject),
  );
  const places = await allocatePlaces(trx, department, wanted.length);
  await retire(
    trx,
    department,
    wanted.flatMap(({ before }) => before ?? []),
  );
  const made: NewCredential[] = [];
  const entries: QueuedEntry[] = [];
  for (const [index, { work, before }] of wanted.entries()) {
    const [place, subjectKey] = [places[index], keys.get(work.subject)];
    if (place === undefined || subjectKey === undefined) throw new CityError('INTERNAL');
    const { credential, entry } = await makeOne({ work, before, place, subjectKey }, context);
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
  await recordAuthority(
    trx,
    wanted.map(({ work, before }, index) => ({ ...work, id: made[index]?.id ?? '', replaces: before?.id })),
    context,
  );
}

async function makeOne(
  { work, before, place, subjectKey }: New,
  context: ChunkContext,
): Promise<{ credential: NewCredential; entry: QueuedEntry }> {
  const { type, rule, catalog, names, key, now } = context;
  const id = newEntryId(now);
  const version = (before?.version ?? 0) + 1;
  const issuerCode = catalog.findDepartment(type.issuingDepartmentCode)?.uscc ?? '';
  const serial = Buffer.from(work.record, 'base64url').toString('hex', 0, 10).toUpperCase();
  const issued = await issue(
    {
      department: type.issuingDepartmentCode,
      credentialType: type.id,
      ...claimsOf(work.row, { type, rule, issuerCode, serial, version }),
      holder: subjectKey.holderPublicKey(id),
      status: place,
      issuedAt: now,
      validUntil: work.row.validUntil,
    },
    key,
    names,
  );
  const credential: NewCredential = {
    id,
    subject: work.subject,
    record: work.record,
    fingerprint: work.fingerprint,
    version,
    validUntil: work.row.validUntil,
    place,
    status: before?.status === STATUS.suspended ? STATUS.suspended : STATUS.valid,
    sealed: sealContent(subjectKey, id, issued),
  };
  const entry: QueuedEntry = {
    id,
    log: type.issuingDepartmentCode,
    kind: 'issued',
    credentialType: type.id,
    commitment: issued.commitment,
    release: 'batch',
  };
  return { credential, entry };
}
