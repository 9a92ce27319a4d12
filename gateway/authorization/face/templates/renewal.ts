/** Wraps the keys of all templates under a new version of the wrapping key. */
import { sql, type Transaction } from 'kysely';
import { byteaArray } from '../../../database/arrays.ts';
import type { FaceTemplateTables } from '../../../database/tables/face-templates.ts';
import type { FaceKeys } from '../../../keys/keys.ts';
import type { FaceDatabase } from './room.ts';
import { wrapAnew } from './template-keys.ts';

type RenewalParts = { readonly db: FaceDatabase; readonly keys: FaceKeys; readonly cityId: string };

/** So many at once, so that the gateway answers others between them. */
const ROWS_AT_ONCE = 1000;

type Row = FaceTemplateTables['template_keys'];

/**
 * All keys lie under the version that is returned once this returns, save those that can't be opened any more; nobody
 * stores a key meanwhile.
 */
export async function wrapAllAnew({ db, keys, cityId }: RenewalParts): Promise<number> {
  return await db.transaction().execute(async (transaction) => {
    await sql`lock table template_keys in share row exclusive mode`.execute(transaction);
    const version = keys.renew();
    let rows = await nextRows(transaction, undefined);
    while (rows.length > 0) {
      const fresh = rows.flatMap(({ id, version: from, wrapped }) => {
        const anew = wrapAnew(keys, { cityId, id }, { from, to: version, wrapped });
        return anew === undefined ? [] : [{ id, wrapped: anew }];
      });
      await store(transaction, version, fresh);
      rows = await nextRows(transaction, rows.at(-1)?.id);
    }
    return version;
  });
}

async function nextRows(
  transaction: Transaction<FaceTemplateTables>,
  after: string | undefined,
): Promise<readonly Row[]> {
  const query = transaction.selectFrom('template_keys').selectAll().orderBy('id').limit(ROWS_AT_ONCE);
  return await (after === undefined ? query : query.where('id', '>', after)).execute();
}

async function store(
  transaction: Transaction<FaceTemplateTables>,
  version: number,
  fresh: readonly Pick<Row, 'id' | 'wrapped'>[],
): Promise<void> {
  await sql`
    update template_keys set version = ${version}, wrapped = fresh.wrapped
    from unnest(${fresh.map(({ id }) => id)}::uuid[], ${byteaArray(fresh.map(({ wrapped }) => wrapped))}::bytea[])
      as fresh (id, wrapped)
    where template_keys.id = fresh.id
  `.execute(transaction);
}
