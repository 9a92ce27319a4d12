/** What answers showed, by month, matter and type: nobody had to bring these as paper, which public figures tell. */
import { type Kysely, sql } from 'kysely';
import type { AccessFacts } from '../authorization/access.ts';
import { civilMonthOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';

/** Counts the credentials shown in first answers, in the transaction that answers; whose they were isn't kept. */
export async function keepShown(
  trx: Kysely<Tables>,
  accesses: readonly AccessFacts[],
  now: Date,
): Promise<void> {
  const shown = accesses.flatMap(({ request, department, matter, items }) =>
    items
      .filter(({ outcome }) => outcome === 'shown')
      .map(({ credentialType }) => ({ request, department, matter, credentialType })),
  );
  if (shown.length === 0) return;
  const cells = [
    ...Map.groupBy(shown, ({ department, matter, credentialType }) =>
      [department, matter, credentialType].join(' '),
    ).values(),
  ];
  await sql`
    insert into credentials_shown (month, department, matter, credential_type, requests, credentials)
    select ${civilMonthOf(now)}::text, * from unnest(
      ${cells.map(([first]) => first?.department)}::text[],
      ${cells.map(([first]) => first?.matter)}::text[],
      ${cells.map(([first]) => first?.credentialType)}::text[],
      ${cells.map((cell) => new Set(cell.map(({ request }) => request)).size)}::integer[],
      ${cells.map((cell) => cell.length)}::integer[])
  `.execute(trx);
}
