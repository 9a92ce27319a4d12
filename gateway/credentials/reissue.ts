/** Signs again, under the same record numbers, what a key had signed and the ledger didn't have when the key ended. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { licenceIdentifier } from '../catalog/licence-identifier.ts';
import type { CredentialType } from '../catalog/shapes.ts';
import { LICENCE_CLAIM } from '../catalog/type-metadata.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { entriesBeyond } from '../log/queue.ts';
import type { NewCredential } from './chunk-store.ts';
import { issueAll, serialOf, type Wanted } from './issuance.ts';
import { readSubjectKeys } from './subject-keys.ts';
import { openContent } from './vault.ts';

/** Credentials signed again in one transaction. */
const PORTION = 500;

export type ReissueParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Catalog;
  readonly keys: Keys;
  readonly names: CityNames;
  readonly clock: Clock;
  readonly signingKey: (
    trx: Kysely<Tables>,
    department: string,
    credentialType: string,
  ) => Promise<SigningKey>;
};

/** A key that has ended, and the size of the log at which it did. */
export type EndedKey = { readonly department: string; readonly kid: string; readonly size: number };

/**
 * Replaces every credential in force that the key signed and whose leaf lies, or will lie, behind its end. What was
 * signed again before is signed by another key and left alone, so that a run that broke off can be repeated.
 * @returns how many were signed again.
 */
export async function reissueBeyond(ended: EndedKey, parts: ReissueParts): Promise<number> {
  const ids = await entriesBeyond(parts.db, ended.department, ended.size);
  let signed = 0;
  for (let from = 0; from < ids.length; from += PORTION) {
    const portion = ids.slice(from, from + PORTION);
    signed += await parts.db.transaction().execute((trx) => reissueThese(trx, portion, { ended, parts }));
  }
  return signed;
}

type Context = { readonly ended: EndedKey; readonly parts: ReissueParts };

async function reissueThese(
  trx: Kysely<Tables>,
  ids: readonly string[],
  { ended, parts }: Context,
): Promise<number> {
  const rows = await lockSigned(trx, ids, ended.kid);
  for (const [credentialType, ofType] of Map.groupBy(rows, (row) => row.credential_type)) {
    const type = parts.catalog.findCredentialType(credentialType);
    const rule = parts.catalog.findImportRule(credentialType);
    if (type === undefined || rule === undefined) throw new CityError('INTERNAL');
    const key = await parts.signingKey(trx, ended.department, credentialType);
    const wanted = await wantedOf(trx, ofType, { type, parts });
    const { keys, names, clock } = parts;
    const made = await issueAll(trx, wanted, { type, rule, keys, names, key, now: clock.now() });
    await moveAuthority(trx, wanted, made);
  }
  return rows.length;
}

type Row = Awaited<ReturnType<typeof lockSigned>>[number];

function lockSigned(trx: Kysely<Tables>, ids: readonly string[], kid: string) {
  return trx
    .selectFrom('credentials')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('kid', '=', kid)
    .where('current', '=', true)
    .where('status', '<>', STATUS.invalid)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function wantedOf(
  trx: Kysely<Tables>,
  rows: readonly Row[],
  { type, parts: { keys, catalog } }: { readonly type: CredentialType; readonly parts: ReissueParts },
): Promise<Wanted[]> {
  const subjectKeys = await readSubjectKeys(
    trx,
    keys,
    rows.map(({ subject }) => subject),
  );
  const issuerCode = catalog.findDepartment(type.issuingDepartmentCode)?.uscc ?? '';
  return rows.map((row) => {
    const subjectKey = subjectKeys.get(row.subject);
    if (subjectKey === undefined) throw new CityError('INTERNAL');
    const { values, disclosures } = openContent(subjectKey, row.id, row.sealed);
    const [hidden, open] = [true, false].map((isHidden) =>
      Object.fromEntries(Object.entries(values).filter(([name]) => name in disclosures === isHidden)),
    );
    const version = row.version + 1;
    const serial = serialOf(row.record);
    const licence = licenceIdentifier({ typeCode: type.demoTypeCode, issuerCode, serial, version });
    const { subject, record, fingerprint, valid_until: validUntil } = row;
    const claims = { open: open ?? {}, hidden: { ...hidden, [LICENCE_CLAIM]: licence } };
    return { subject, record, fingerprint, version, validUntil, claims, replaces: row };
  });
}

/** Who may act for a holder by a record may do so by the same record signed again. */
async function moveAuthority(
  trx: Kysely<Tables>,
  wanted: readonly Wanted[],
  made: readonly NewCredential[],
): Promise<void> {
  const former = wanted.map(({ replaces }) => replaces?.id ?? '');
  await sql`
    update authority_edges set credential_id = moved.later
    from unnest(${former}::uuid[], ${made.map(({ id }) => id)}::uuid[]) as moved (former, later)
    where credential_id = moved.former
  `.execute(trx);
}
