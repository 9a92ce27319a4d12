/** Slips brought to a window: whose they are, what they stand for, and that each is redeemed once. */
import type { Kysely, Selectable } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import { isOpenOn, slipNumber } from '../../sdk/slip/ticket.ts';
import type { Asker } from '../actor.ts';
import type { AskedRow } from '../catalog/ask.ts';
import type { Consent } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { authoritiesOf } from './authorities.ts';
import { askedOf, authorityFor } from './holders.ts';
import { type Agreed, itemsOf } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';

export type SlipRow = Selectable<Tables['slips']>;

/** Who brings slips, and for what. */
export type Bringing = {
  readonly caller: Pick<Asker, 'department'>;
  readonly wish: Pick<AskForProof, 'matter' | 'window'>;
  readonly parts: AuthorizationParts;
};

/**
 * The slips that were brought, by their texts. Whatever is wrong with one, the answer is the same: not this city's, for
 * another department or matter, over, withdrawn, or of somebody who has died meanwhile.
 * @throws CityError SLIP_NOT_ACCEPTED
 */
export async function findSlips(
  parties: readonly Party[],
  { caller, wish, parts }: Bringing,
): Promise<ReadonlyMap<string, SlipRow>> {
  const slips = new Map<string, SlipRow>();
  for (const party of parties) {
    if (!('slip' in party) || slips.has(party.slip)) continue;
    const ticket = await parts.slipTickets.read(party.slip);
    const row = ticket === undefined ? undefined : await readSlip(parts.db, ticket.id);
    const isFor = row?.department === caller.department && row.matter === wish.matter;
    if (row === undefined || !isFor || !isOpen(row, parts) || (await parts.credentials.isDeceased(row.giver)))
      throw new CityError('SLIP_NOT_ACCEPTED');
    slips.set(party.slip, row);
  }
  return slips;
}

const isOpen = ({ last_day: lastDay, withdrawn_at }: SlipRow, { clock }: AuthorizationParts): boolean =>
  withdrawn_at === null && isOpenOn({ lastDay }, clock.now());

const readSlip = (db: Kysely<Tables>, id: string): Promise<SlipRow | undefined> =>
  db.selectFrom('slips').selectAll().where('id', '=', id).executeTakeFirst();

/** Refuses slips that were redeemed before. @throws CityError SLIP_ALREADY_REDEEMED */
export function checkUnredeemed(slips: Iterable<SlipRow>): void {
  for (const { redeemed_at } of slips) if (redeemed_at !== null) throw new CityError('SLIP_ALREADY_REDEEMED');
}

/**
 * For whom and to what a slip's giver agreed, as far as it is asked for now: no field beyond, for no other reason, and
 * only while the giver may still act for its holder.
 * @throws CityError SLIP_DOES_NOT_COVER, SLIP_NOT_ACCEPTED
 */
export async function agreedBySlip(
  { id, giver, parties, matter, department }: SlipRow,
  { subject, givenBy }: Consent,
  { rows, parts }: { readonly rows: readonly AskedRow[]; readonly parts: AuthorizationParts },
): Promise<Agreed> {
  const given = parties.find((party) => party.subject === subject && party.given_by === givenBy);
  const asked = itemsOf(rows, subject);
  const items = asked.map((item) => coveredBy(given?.items ?? [], item));
  if (given === undefined || items.includes(undefined))
    throw new CityError('SLIP_DOES_NOT_COVER', {
      slip: slipNumber(id),
      fields: beyond(given?.items ?? [], asked, subject),
    });
  const authorities = await authoritiesOf(parts.db, giver, { date: civilDateOf(parts.clock.now()) });
  const authority = authorityFor(giver, {
    party: { subject, given_by: givenBy },
    ...{ authorities, asked: askedOf({ matter, department }, { items: asked }), named: given.holder },
  });
  if (authority === undefined) throw new CityError('SLIP_NOT_ACCEPTED');
  return {
    holder: authority.holder,
    agreedBy: authority.kind,
    items: items.filter((item) => item !== undefined),
  };
}

/** The item with the giver's pick, where the slip covers it. */
function coveredBy(given: readonly PartyItem[], item: PartyItem): PartyItem | undefined {
  const same = given.find(({ credentialType }) => credentialType === item.credentialType);
  if (same === undefined || !item.fields.every((name) => same.fields.includes(name))) return undefined;
  // Consent is for a purpose: what was agreed to because of one condition isn't because of another.
  if (!item.because.every((condition) => same.because.includes(condition))) return undefined;
  return same.credentialId === undefined ? item : { ...item, credentialId: same.credentialId };
}

function beyond(given: readonly PartyItem[], asked: readonly PartyItem[], subject: string): string[] {
  return asked
    .filter((item) => coveredBy(given, item) === undefined)
    .flatMap(({ credentialType, fields }) => fields.map((name) => `${subject}.${credentialType}.${name}`));
}

/**
 * Redeems slips for a request in the caller's transaction: whoever comes first, everybody else is refused.
 * @throws CityError SLIP_ALREADY_REDEEMED, SLIP_NOT_ACCEPTED
 */
export async function redeem(
  trx: Kysely<Tables>,
  slips: readonly SlipRow[],
  { request, window, now }: { readonly request: string; readonly window: string; readonly now: Date },
): Promise<void> {
  // In one order by everybody, so that two who bring the same slips don't wait for each other.
  for (const id of [...new Set(slips.map((slip) => slip.id))].toSorted()) {
    const redeemed = await trx
      .updateTable('slips')
      .set({ redeemed_at: now, window, request_id: request })
      .where('id', '=', id)
      .where('redeemed_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (redeemed !== undefined) continue;
    const row = await readSlip(trx, id);
    throw new CityError(row?.redeemed_at ? 'SLIP_ALREADY_REDEEMED' : 'SLIP_NOT_ACCEPTED');
  }
}
