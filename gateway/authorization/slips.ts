/** Slips: a person agrees beforehand, for one matter and until a day, and can take it back until a window redeems it. */
import { type Kysely, sql } from 'kysely';
import type { MakeSlip, SlipState, SlipWish } from '../../sdk/schemas/slips.ts';
import { isOpenOn } from '../../sdk/slip/ticket.ts';
import type { Subject } from '../actor.ts';
import { NOBODY } from '../catalog/roles.ts';
import { civilDateAfter, civilDateOf, civilDaysBetween } from '../clock.ts';
import { ageGroupOf } from '../credentials/minors.ts';
import { type Page, type Paging, pageOf } from '../database/pages.ts';
import type { SlipParty } from '../database/tables/slips.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import { authoritiesOf } from './authorities.ts';
import { type Entitled, entitle } from './entitlement.ts';
import { askedOf, authorityFor } from './holders.ts';
import { itemsOf } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';
import { pick } from './picks.ts';
import type { SlipRow } from './redeem-slips.ts';

/** Civil days from today to the last day. */
const USUAL_DAYS = 7;
const MOST_DAYS = 30;
/** Slips of one person that can still be redeemed: each is a paper that may lie about somewhere. */
const MOST_LIVE = 20;

/** What a slip for a matter could stand for, before anybody agreed to anything. */
export type Draft = Pick<Entitled, 'rows' | 'consents'> & {
  readonly department: string;
  readonly matter: string;
  readonly lastDay: string;
};

/**
 * What the matter's department may ask of a person, narrowed by what they name.
 * @throws CityError WRONG_MATTER, UNKNOWN_CONDITION, NOT_ENTITLED, NOTHING_ASKED, SLIP_REFUSED
 */
export function draftSlip(
  { matter: code, conditions, fields, until, role }: SlipWish,
  { catalog, clock }: Pick<AuthorizationParts, 'catalog' | 'clock'>,
): Draft {
  const matter = catalog.findMatter(code);
  // Whoever redeems it at a window asks as the first system of the department that may.
  const client = catalog.clients.find(
    (one) => one.departmentCode === matter?.departmentCode && one.scopes.includes('ask'),
  );
  if (matter === undefined || client === undefined) throw new CityError('WRONG_MATTER', { matter: code });
  const date = civilDateOf(clock.now());
  const { rows, consents } = entitle({ matter, client, conditions, fields, date });
  const own = consents.filter(({ givenBy }) => givenBy !== NOBODY && (role ?? givenBy) === givenBy);
  if (own.length === 0) throw new CityError('NOTHING_ASKED', { matter: code });
  const lastDay = until ?? civilDateAfter(clock.now(), USUAL_DAYS);
  const days = civilDaysBetween(date, lastDay);
  if (days < 0 || days > MOST_DAYS) throw new CityError('SLIP_REFUSED');
  return { rows, consents: own, department: matter.departmentCode, matter: code, lastDay };
}

/**
 * Makes a slip: consent to exactly the fields named, given by this person for one of the matter's givers. Returns its id.
 * @throws CityError as draftSlip, GUARDIAN_NEEDED, ROLE_NEEDED, HOLDER_NEEDED, PICK_REFUSED, SLIP_REFUSED,
 * TOO_MANY_SLIPS
 */
export async function makeSlip(giver: Subject, wish: MakeSlip, parts: AuthorizationParts): Promise<string> {
  const draft = draftSlip(wish, parts);
  const roles = [...new Set(draft.consents.map(({ givenBy }) => givenBy))];
  if (roles.length > 1) throw new CityError('ROLE_NEEDED', { roles });
  // Somebody else holds the phone of the dead.
  if (await parts.credentials.isDeceased(giver)) throw new CityError('SLIP_REFUSED');
  const date = civilDateOf(parts.clock.now());
  if ((await ageGroupOf(parts.db, giver, date)) === 'child') throw new CityError('GUARDIAN_NEEDED');
  const authorities = await authoritiesOf(parts.db, giver, { date });
  const agreed: SlipParty[] = [];
  for (const { subject, givenBy } of draft.consents) {
    const party = { subject, given_by: givenBy };
    const items = itemsOf(draft.rows, subject);
    const asked = askedOf(draft, { items });
    const authority = authorityFor(giver, { party, authorities, asked, named: wish.holders[subject] });
    if (authority === undefined) throw new CityError('SLIP_REFUSED');
    const { holder } = authority;
    const picking = { holder, picks: wish.picks[subject] ?? {}, parts };
    agreed.push({ ...party, holder, items: await pick(items, picking) });
  }
  return parts.db.transaction().execute((trx) => keepSlip(trx, draft, { giver, agreed, parts }));
}

type Agreeing = {
  readonly giver: Subject;
  readonly agreed: readonly SlipParty[];
  readonly parts: AuthorizationParts;
};

/** Slips made side by side would all see the count from before, so that one giver's are kept in turn. */
async function keepSlip(
  trx: Kysely<Tables>,
  { department, matter, lastDay }: Draft,
  { giver, agreed, parts }: Agreeing,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${`slips/${giver}`}))`.execute(trx);
  const now = parts.clock.now();
  const { live } = await trx
    .selectFrom('slips')
    .select(({ fn }) => fn.countAll<number>().as('live'))
    .where('giver', '=', giver)
    .where('redeemed_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('last_day', '>=', civilDateOf(now))
    .executeTakeFirstOrThrow();
  if (live >= MOST_LIVE) throw new CityError('TOO_MANY_SLIPS', { most: MOST_LIVE });
  const id = newId();
  await trx
    .insertInto('slips')
    .values({
      ...{ id, giver, department, matter },
      parties: JSON.stringify(agreed) as never,
      ...{ last_day: lastDay, created_at: now },
      ...{ withdrawn_at: null, redeemed_at: null, window: null, request_id: null },
    })
    .execute();
  return id;
}

/** Takes a slip back at once. @throws CityError SLIP_NOT_FOUND, SLIP_ENDED */
export async function withdrawSlip(giver: Subject, id: string, parts: AuthorizationParts): Promise<void> {
  const slip = await findOwnSlip(giver, id, parts);
  if (stateOf(slip, parts) !== 'live') throw new CityError('SLIP_ENDED');
  const withdrawn = await parts.db
    .updateTable('slips')
    .set({ withdrawn_at: parts.clock.now() })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where('redeemed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  // It was redeemed in the same moment.
  if (withdrawn === undefined) throw new CityError('SLIP_ENDED');
}

/** A slip of this person's. @throws CityError SLIP_NOT_FOUND */
export async function findOwnSlip(
  giver: Subject,
  id: string,
  { db }: Pick<AuthorizationParts, 'db'>,
): Promise<SlipRow> {
  const row = await db
    .selectFrom('slips')
    .selectAll()
    .where('id', '=', id)
    .where('giver', '=', giver)
    .executeTakeFirst();
  if (row === undefined) throw new CityError('SLIP_NOT_FOUND');
  return row;
}

/** A person's slips, newest first; `next` is how many to leave out. */
export async function listOwnSlips(
  giver: Subject,
  { limit, next }: Paging,
  { db }: Pick<AuthorizationParts, 'db'>,
): Promise<Page<SlipRow>> {
  const own = db.selectFrom('slips').where('giver', '=', giver);
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  return pageOf(rows, { total, next });
}

/** How a slip stands. */
export function stateOf(
  { withdrawn_at, redeemed_at, last_day: lastDay }: SlipRow,
  { clock }: Pick<AuthorizationParts, 'clock'>,
): SlipState {
  if (redeemed_at !== null) return 'redeemed';
  if (withdrawn_at !== null) return 'withdrawn';
  return isOpenOn({ lastDay }, clock.now()) ? 'live' : 'over';
}
