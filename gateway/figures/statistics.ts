/** What a department itself asked for, counted for its administrator: no person is in it, and no officer. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { departmentStatistics } from '../../sdk/schemas/administration.ts';
import { civilDaysBetween, startOfCivilDate } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';

const MOST_DAYS = 366;
const DAY = 86_400_000;

export type Span = { readonly from: string; readonly to: string };

/**
 * Counts of the requests made on these civil days, both included. Small ones are told too: they are about the
 * department's own work, which its systems have in full.
 * @throws CityError BAD_REQUEST for a span that ends before it begins or is longer than 366 days
 */
export async function readStatistics(
  department: string,
  { from, to }: Span,
  db: Kysely<Tables>,
): Promise<z.infer<typeof departmentStatistics>> {
  const days = civilDaysBetween(from, to) + 1;
  if (days < 1 || days > MOST_DAYS)
    throw new CityError('BAD_REQUEST', { faults: [`from and to must be 1 to ${MOST_DAYS} days`] });
  const made = sql<boolean>`department = ${department} and created_at >= ${startOfCivilDate(from)}
    and created_at < ${new Date(startOfCivilDate(to).getTime() + DAY)}`;
  const requests = sql`from requests where ${made}`;
  const count = async <Name extends string>(name: Name, value: RawBuilder<unknown>, of = requests) => {
    const { rows } = await sql<{ value: string; count: number }>`
      select ${value} as value, count(*) as count ${of} group by 1 order by 1
    `.execute(db);
    return rows.map((row) => ({ [name]: row.value, count: row.count }) as Counted<Name>);
  };
  const outcomes = await count('outcome', sql`coalesce(ended_because, state)`);
  return {
    from,
    to,
    requests: outcomes.reduce((total, row) => total + row.count, 0),
    outcomes,
    matters: await count('matter', sql`matter`),
    windows: await count('window', sql`"window"`),
    days: await count('day', sql`to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`),
    methods: await count(
      'method',
      sql`method`,
      sql`from request_parties join requests on requests.id = request_id where ${made}`,
    ),
  };
}

type Counted<Name extends string> = { readonly count: number } & Record<Name, string>;
