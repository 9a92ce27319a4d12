/** Facts that are fixed for a city at its first start, and checked at every later one. */
import type { Kysely } from 'kysely';
import type { CityTables } from '../database/tables/city.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';

export type FactName = CityTables['city_facts']['name'];

export async function readFact(db: Kysely<Tables>, name: FactName): Promise<string | undefined> {
  const row = await db.selectFrom('city_facts').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

export async function writeFact(db: Kysely<Tables>, name: FactName, value: string): Promise<void> {
  await db
    .insertInto('city_facts')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Fixes city and ledger at the first start. @throws CityError CITY_ID_FIXED, LEDGER_CHANGED where they differ from what was fixed. */
export async function fixCity(
  db: Kysely<Tables>,
  { cityId, ledgerId }: { readonly cityId: string; readonly ledgerId: string },
): Promise<void> {
  const rows = [
    { name: 'city-id' as const, value: cityId },
    { name: 'ledger' as const, value: ledgerId },
  ];
  await db
    .insertInto('city_facts')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if ((await readFact(db, 'city-id')) !== cityId) throw new CityError('CITY_ID_FIXED');
  if ((await readFact(db, 'ledger')) !== ledgerId) throw new CityError('LEDGER_CHANGED');
}
