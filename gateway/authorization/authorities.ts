/** For whom somebody may act, all in one: by departments' records, by mandates, and a youth for itself where a guardian would. */
import type { Kysely } from 'kysely';
import type { Subject } from '../actor.ts';
import { type OfWhom, type RecordedAuthority, recordedAuthorities } from '../credentials/authority.ts';
import { ageGroupOf } from '../credentials/minors.ts';
import type { MandateScope } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';

/** A mandate that is in force; `ofFirm` where the giver gave it as the firm's representative. */
export type MandateInForce = {
  readonly id: string;
  readonly giver: Subject;
  readonly agent: Subject;
  readonly holder: Subject;
  readonly scope: MandateScope;
  readonly since: Date;
  /** Last civil day. */
  readonly until: string;
  readonly ofFirm: boolean;
};

/** For whom somebody may act, and by what. */
export type Authority =
  | { readonly holder: Subject; readonly kind: 'self' }
  | RecordedAuthority
  | { readonly holder: Subject; readonly kind: 'mandate'; readonly mandate: MandateInForce };

/** A civil date; `hold` keeps what was read as it is until the caller's transaction ends. */
export type On = { readonly date: string; readonly hold?: boolean };

export async function authoritiesOf(
  db: Kysely<Tables>,
  giver: Subject,
  on: On,
): Promise<readonly Authority[]> {
  const recorded = await recordedAuthorities(db, { giver }, on);
  const mandates = await mandatesInForce(db, { agent: giver }, on);
  const isYouth = (await ageGroupOf(db, giver, on.date)) === 'youth';
  return [
    ...(isYouth ? [{ holder: giver, kind: 'self' } as const] : []),
    ...recorded,
    ...mandates.map((mandate) => ({ holder: mandate.holder, kind: 'mandate' as const, mandate })),
  ];
}

/** Mandates of an agent or over a holder: accepted, not over, and their giver living, and still the firm's representative where it is a firm's. */
export async function mandatesInForce(
  db: Kysely<Tables>,
  who: { readonly agent: Subject } | Extract<OfWhom, { readonly holder: Subject }>,
  on: On,
): Promise<readonly MandateInForce[]> {
  const [column, subject] =
    'agent' in who ? (['agent', who.agent] as const) : (['holder', who.holder] as const);
  const rows = await db
    .selectFrom('mandates')
    .selectAll()
    .where(column, '=', subject)
    .where('accepted_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>=', on.date)
    .where('giver', 'not in', db.selectFrom('deceased_subjects').select('subject'))
    .orderBy('id')
    .$if(on.hold === true, (query) => query.forShare())
    .execute();
  const found: MandateInForce[] = [];
  for (const { id, giver, agent, holder, scope, accepted_at, created_at, valid_until } of rows) {
    const ofFirm = holder !== giver;
    if (ofFirm && !(await firmsOf(db, giver, on)).includes(holder)) continue;
    const since = accepted_at ?? created_at;
    found.push({ id, giver, agent, holder, scope, since, until: valid_until, ofFirm });
  }
  return found;
}

/** Firms that somebody represents, as records say. */
export async function firmsOf(db: Kysely<Tables>, giver: Subject, on: On): Promise<readonly Subject[]> {
  const recorded = await recordedAuthorities(db, { giver }, on);
  return recorded.flatMap(({ kind, holder }) => (kind === 'representative' ? holder : []));
}
