/** Who may act for whom, as departments' records say: parents for their children, representatives for their firms. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import type { ImportRule } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import type { Keys } from '../keys/keys.ts';
import type { GoodRow } from './rows.ts';
import { subjectOf } from './subjects.ts';

/** That a giver may act for a holder, by which kind of record, and from which civil day until which it no longer holds. */
export type RecordedAuthority = {
  readonly giver: Subject;
  readonly holder: Subject;
  readonly kind: 'guardian' | 'representative';
  readonly from: string;
  readonly until: string | null;
  readonly source: { readonly department: string; readonly credentialType: string };
};

type Recorded = {
  readonly id: string;
  readonly row: GoodRow;
  readonly subject: Subject;
  /** Credential that this one replaces, whose edges end. */
  readonly replaces: string | undefined;
};

/** Keeps the edges of new credentials in the caller's transaction. */
export async function recordAuthority(
  trx: Kysely<Tables>,
  recorded: readonly Recorded[],
  { rule, keys, now }: { readonly rule: ImportRule; readonly keys: Keys; readonly now: Date },
): Promise<void> {
  const { authority } = rule;
  if (authority === undefined) return;
  const replaced = recorded.flatMap(({ replaces }) => replaces ?? []);
  await sql`delete from authority_edges where credential_id = any(${replaced}::uuid[])`.execute(trx);
  const edges = recorded.flatMap(({ id, row, subject }) => {
    const from =
      authority.bornOn === undefined
        ? civilDateOf(now)
        : civilDateOf(new Date(String(row.values[authority.bornOn])));
    const until = authority.untilAge === undefined ? null : birthday(from, authority.untilAge);
    return row.givers.flatMap((number) => {
      const giver = subjectOf(keys, number);
      if (giver === undefined) return [];
      return [
        {
          giver,
          holder: subject,
          kind: authority.kind,
          credential_id: id,
          valid_from: from,
          valid_until: until,
        },
      ];
    });
  });
  if (edges.length > 0)
    await trx
      .insertInto('authority_edges')
      .values(edges)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Whose authorities are looked for: those of a giver, or those over a holder. */
export type OfWhom = { readonly giver: Subject } | { readonly holder: Subject };

/**
 * Who may act for whom on a civil date, by records that are in force and while the holder lives. `hold` keeps the records
 * as they were read until the caller's transaction ends.
 */
export async function recordedAuthorities(
  db: Kysely<Tables>,
  who: OfWhom,
  { date, hold = false }: { readonly date: string; readonly hold?: boolean },
): Promise<readonly RecordedAuthority[]> {
  const [column, subject] =
    'giver' in who ? (['giver', who.giver] as const) : (['holder', who.holder] as const);
  const rows = await db
    .selectFrom('authority_edges')
    .innerJoin('credentials', 'credentials.id', 'authority_edges.credential_id')
    .select([
      'authority_edges.giver',
      'authority_edges.holder',
      'authority_edges.kind',
      'authority_edges.valid_from as from',
      'authority_edges.valid_until as until',
      'credentials.department',
      'credentials.credential_type as credentialType',
    ])
    .where(`authority_edges.${column}`, '=', subject)
    .where('credentials.status', '=', 0)
    .where('authority_edges.holder', 'not in', db.selectFrom('deceased_subjects').select('subject'))
    .where('authority_edges.valid_from', '<=', date)
    .where((where) =>
      where.or([
        where('authority_edges.valid_until', 'is', null),
        where('authority_edges.valid_until', '>', date),
      ]),
    )
    .orderBy('authority_edges.credential_id')
    .$if(hold, (query) => query.forShare(['authority_edges', 'credentials']))
    .execute();
  // Two records may say the same.
  const distinct = new Map(rows.map((row) => [`${row.giver} ${row.holder} ${row.kind}`, row]));
  return [...distinct.values()].map(({ department, credentialType, ...row }) => ({
    ...row,
    source: { department, credentialType },
  }));
}

/** The day on which somebody born on `born` reaches an age; 29 February counts as 1 March in other years. */
export function birthday(born: string, age: number): string {
  const [year = '', month = '', day = ''] = born.split('-');
  const reached = new Date(Date.UTC(Number(year) + age, Number(month) - 1, Number(day)));
  return reached.toISOString().slice(0, 10);
}
