/** Since when keys are accredited, as gateways saw it: the ledger knows places in logs and no times. */
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import type { VerifiedCopy } from '../ledger/verified-copy.ts';

type Parts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly copy: Pick<VerifiedCopy, 'departments' | 'keysOf'>;
};

/**
 * Notes the keys that the copy of the ledger has and that weren't `noted` yet; the first gateway to see one says since
 * when.
 */
export async function noteKeys({ db, clock, copy }: Parts, noted: Set<string>): Promise<void> {
  const fresh = copy
    .departments()
    .flatMap((department) => copy.keysOf(department).map(({ thumbprint: kid }) => ({ department, kid })))
    .filter(({ kid }) => !noted.has(kid));
  if (fresh.length === 0) return;
  const since = clock.now();
  await db
    .insertInto('key_dates')
    .values(fresh.map((key) => ({ ...key, since })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  for (const { kid } of fresh) noted.add(kid);
}

/** Dates by the key's thumbprint; a key that waits for its accreditation has none. */
export async function keyDates(
  db: Kysely<Tables>,
  kids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('key_dates')
    .select(['kid', 'since'])
    .where(sql<boolean>`kid = any(${kids}::text[])`)
    .execute();
  return new Map(rows.map(({ kid, since }) => [kid, since]));
}
