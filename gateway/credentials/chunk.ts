/** A chunk of a department's rows becomes credentials, in one transaction. */
import type { Kysely } from 'kysely';
import type { Catalog } from '../catalog/catalog.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { recordAuthority } from './authority.ts';
import { findPresent, lockRecords, markDeceased, type Present, type Work } from './chunk-store.ts';
import { type IssuanceContext, issueAll, serialOf } from './issuance.ts';
import { rememberMinors } from './minors.ts';
import { recordHashOf } from './record-hash.ts';
import { claimsOf, type GoodRow } from './rows.ts';
import { subjectOf } from './subjects.ts';

/** What a chunk needs beside its rows, and what credentials are made with. */
export type ChunkContext = IssuanceContext & { readonly catalog: Catalog };

export type ChunkCounts = { readonly issued: number; readonly replaced: number; readonly unchanged: number };

/**
 * Issues what is new, replaces what changed and leaves the rest alone: the department's record number tells which is
 * which, with the holder where a record has several, so that the same rows again change nothing. Where it has one, a
 * record that comes back with another holder takes the former one's credential out of force. No two of the rows are of
 * one record.
 */
export async function takeChunk(
  trx: Kysely<Tables>,
  rows: readonly GoodRow[],
  context: ChunkContext,
): Promise<ChunkCounts> {
  const works = rows.map((row) => prepare(row, context));
  if (!context.rule.coHolders) await lockRecords(trx, context.type);
  const present = await findPresent(trx, works, context);
  const changed = works.filter(({ name, fingerprint }) => present.get(name)?.fingerprint !== fingerprint);
  await replaceAll(trx, changed, { present, context });
  await markDeceased(trx, works, context.rule);
  await rememberMinors(trx, works, context.now);
  const replaced = changed.filter(({ name }) => present.has(name)).length;
  return { issued: changed.length - replaced, replaced, unchanged: works.length - changed.length };
}

function prepare(row: GoodRow, { keys, type, rule }: ChunkContext): Work {
  const subject = subjectOf(keys, row.holder);
  if (subject === undefined) throw new CityError('INTERNAL');
  const blind = (value: string): string => Buffer.from(keys.blind('record', value)).toString('base64url');
  const record = recordHashOf(keys, {
    department: type.issuingDepartmentCode,
    credentialType: type.id,
    record: row.record,
  });
  return {
    row,
    subject,
    record,
    name: rule.coHolders ? `${record} ${subject}` : record,
    fingerprint: blind(JSON.stringify(row.values)),
  };
}

type Replacing = { readonly present: ReadonlyMap<string, Present>; readonly context: ChunkContext };

async function replaceAll(
  trx: Kysely<Tables>,
  changed: readonly Work[],
  { present, context }: Replacing,
): Promise<void> {
  const { type, rule, catalog } = context;
  const issuerCode = catalog.findDepartment(type.issuingDepartmentCode)?.uscc ?? '';
  const wanted = changed.map(({ row, name, subject, record, fingerprint }) => {
    const replaces = present.get(name);
    const version = (replaces?.version ?? 0) + 1;
    const claims = claimsOf(row, { type, rule, issuerCode, serial: serialOf(record), version });
    return { subject, record, fingerprint, version, validUntil: row.validUntil, claims, replaces };
  });
  const made = await issueAll(trx, wanted, context);
  await recordAuthority(
    trx,
    changed.map((work, at) => ({
      ...work,
      id: made[at]?.id ?? '',
      replaces: wanted[at]?.replaces?.id,
    })),
    context,
  );
}
