/** Who is a minor, by the birthday in the holder's number: two civil days are kept, and forgotten with the second. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import { birthdayOf } from '../catalog/check-digits.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { birthday } from './authority.ts';

/** From this age on a child's own consent counts (Personal Information Protection Law, art. 31). */
const OWN_CONSENT = 14;
/** Full age (Civil Code, art. 17). */
export const FULL_AGE = 18;

/** `child`: only a guardian agrees; `youth`: the minor itself or a guardian; `adult`: nobody else by their age. */
export type AgeGroup = 'child' | 'youth' | 'adult';

/** Remembers those of the holders who are minors today, in the caller's transaction. */
export async function rememberMinors(
  trx: Kysely<Tables>,
  works: readonly { readonly subject: Subject; readonly row: { readonly holder: string } }[],
  now: Date,
): Promise<void> {
  const today = civilDateOf(now);
  const minors = new Map(
    works.flatMap(({ subject, row }) => {
      const born = birthdayOf(row.holder);
      const adultFrom = born === undefined ? today : birthday(born, FULL_AGE);
      return born === undefined || adultFrom <= today ? [] : [[subject, { born, adultFrom }] as const];
    }),
  );
  if (minors.size === 0) return;
  await sql`
    insert into minors (subject, consents_from, adult_from)
    select * from unnest(
      ${[...minors.keys()]}::text[],
      ${[...minors.values()].map(({ born }) => birthday(born, OWN_CONSENT))}::text[],
      ${[...minors.values()].map(({ adultFrom }) => adultFrom)}::text[])
    on conflict do nothing
  `.execute(trx);
}

/** How old somebody is on a civil date, as far as it decides who agrees; the city knows everybody of whom it keeps anything. */
export async function ageGroupOf(db: Kysely<Tables>, subject: Subject, date: string): Promise<AgeGroup> {
  const row = await db
    .selectFrom('minors')
    .select(['consents_from', 'adult_from'])
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (row === undefined || row.adult_from <= date) return 'adult';
  return row.consents_from <= date ? 'youth' : 'child';
}

/** Forgets the days of those who are of age. */
export async function forgetAdults(db: Kysely<Tables>, now: Date): Promise<void> {
  await db.deleteFrom('minors').where('adult_from', '<=', civilDateOf(now)).execute();
}
