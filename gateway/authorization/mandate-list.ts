/** Mandates as those see them whom they concern. */
import type { Kysely, Selectable } from 'kysely';
import type { Mandate, PageQuery } from '../../sdk/schemas/mandates.ts';
import type { Subject } from '../actor.ts';
import { civilDateOf } from '../clock.ts';
import { type Page, pageOf } from '../database/pages.ts';
import type { AuthorizationTables } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { firmsOf, mandatesInForce } from './authorities.ts';
import { offeredSince } from './mandates.ts';
import { namesOf } from './names.ts';
import type { AuthorizationParts } from './parts.ts';

type Parts = Pick<AuthorizationParts, 'db' | 'clock' | 'credentials'>;
type Row = Selectable<AuthorizationTables['mandates']>;

/** Mandates that a person gave or holds, and those of firms that they represent, newest first; of one firm where it is named. */
export async function listMandates(
  of: Subject,
  { limit, next, holder }: PageQuery & { readonly holder?: Subject | undefined },
  parts: Parts,
): Promise<Page<Mandate>> {
  const firms = await firmsOf(parts.db, of, { date: civilDateOf(parts.clock.now()) });
  const concerning = ofWhom(parts.db, holder === undefined ? { of, firms } : { holder });
  const { total } = await concerning
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await concerning
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  const names = await namesOf(
    rows.flatMap(({ giver, holder: whose, agent }) => [giver, whose, agent]),
    parts,
  );
  const items = await Promise.all(rows.map((row) => view(row, { isAgent: row.agent === of, names, parts })));
  return pageOf(items, { total, next });
}

type Whom = { readonly of: Subject; readonly firms: readonly Subject[] } | { readonly holder: Subject };

const ofWhom = (db: Kysely<Tables>, whom: Whom) =>
  db
    .selectFrom('mandates')
    .where((where) =>
      'holder' in whom
        ? where('holder', '=', whom.holder)
        : where.or([
            where('giver', '=', whom.of),
            where('agent', '=', whom.of),
            where('holder', 'in', [whom.of, ...whom.firms]),
          ]),
    );

type View = {
  readonly isAgent: boolean;
  readonly names: ReadonlyMap<Subject, string>;
  readonly parts: Parts;
};

async function view(row: Row, { isAgent, names, parts }: View): Promise<Mandate> {
  const nameOf = (subject: Subject): string => names.get(subject) ?? '—';
  return {
    id: row.id,
    state: await stateOf(row, parts),
    given: !isAgent,
    holder: row.holder,
    ofFirm: row.holder !== row.giver,
    holderName: nameOf(row.holder),
    giverName: nameOf(row.giver),
    // Before, whoever types a number would learn whose it is.
    agentName: isAgent || row.accepted_at !== null ? nameOf(row.agent) : null,
    scope: row.scope,
    until: row.valid_until,
    offeredAt: row.created_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

/** One whose giver died, or no longer represents the firm, has ended as well. */
async function stateOf(row: Row, { db, clock }: Parts): Promise<Mandate['state']> {
  const now = clock.now();
  const date = civilDateOf(now);
  if (row.declined_at !== null) return 'declined';
  if (row.ended_at !== null) return 'ended';
  if (row.accepted_at === null)
    return row.created_at > offeredSince(now) && row.valid_until >= date ? 'waiting' : 'lapsed';
  const inForce = await mandatesInForce(db, { agent: row.agent }, { date });
  return inForce.some(({ id }) => id === row.id) ? 'in-force' : 'ended';
}
