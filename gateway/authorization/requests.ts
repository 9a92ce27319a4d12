/** Requests: asked for by a department's system, with a party for each whose consent is needed. */
import type { Kysely } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import type { Asker } from '../actor.ts';
import { NOBODY } from '../catalog/roles.ts';
import type { Consent } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import { newId } from '../ids.ts';
import { recordAttempt } from './attempts.ts';
import { type Entitled, entitle } from './entitlement.ts';
import { checkFace, type FaceRule } from './face/asked.ts';
import { findGivers } from './givers.ts';
import { type Context, type CreatedRequest, insertRequest, type Resolved } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';
import { agreedBySlip, checkUnredeemed, findSlips, redeem, type SlipRow } from './redeem-slips.ts';
import { tellOfSlips } from './slip-refusals.ts';

/**
 * Creates a request. Nothing in here depends on what anybody holds: it never looks into credentials. Slips are redeemed
 * with it, and where they stand for everybody in it, it is approved.
 * @throws CityError WRONG_MATTER, WRONG_WINDOW, UNKNOWN_CONDITION, NOT_ENTITLED, NOTHING_ASKED, PARTIES_INCOMPLETE,
 * METHOD_NOT_AVAILABLE, CODE_NOT_ACCEPTED, TOO_MANY_WRONG_NUMBERS, SLIP_NOT_ACCEPTED, SLIP_DOES_NOT_COVER,
 * FACE_NOT_FOR_MATTER, FACE_NEEDS_SCREEN, FACE_OFF, FACE_UNAVAILABLE, SLIP_ALREADY_REDEEMED, ONE_PERSON_TWICE, OFFICER_REASON_REFUSED, DOCUMENT_NOT_A_NUMBER, OFFICER_CAP_REACHED
 */
export async function createRequest(
  caller: Asker,
  wish: AskForProof,
  parts: AuthorizationParts,
): Promise<CreatedRequest> {
  const { catalog, clock } = parts;
  const client = catalog.findClient(caller.client);
  const matter = catalog.findMatter(wish.matter);
  if (client === undefined || matter === undefined)
    throw new CityError('WRONG_MATTER', { matter: wish.matter });
  if (!client.windows.includes(wish.window) || caller.windows?.includes(wish.window) === false)
    throw new CityError('WRONG_WINDOW', { window: wish.window });
  const asking = {
    matter,
    client,
    conditions: wish.conditions,
    fields: wish.fields,
    date: civilDateOf(clock.now()),
  };
  let entitled: Entitled;
  try {
    entitled = entitle(asking);
  } catch (error) {
    if (!hasCode(error, 'NOT_ENTITLED')) throw error;
    const receipts = await recordAttempt(caller, wish, parts);
    throw new CityError('NOT_ENTITLED', { ...error.details, receipts }, error);
  }
  if (entitled.consents.length === 0) throw new CityError('NOTHING_ASKED', { matter: wish.matter });
  const chosen = chooseParties(wish.parties, entitled.consents);
  const face = await checkFace(chosen, { matter, window: wish.window, parts });
  const slips = await findSlips(Object.values(wish.parties), { caller, wish, parts });
  try {
    checkUnredeemed(slips.values());
    const resolved = await resolveSlips(chosen, slips, { rows: entitled.rows, parts });
    const created = await parts.db
      .transaction()
      .execute((trx) => keep(trx, resolved, { caller, wish, rows: entitled.rows, parts, slips, face }));
    if (created === undefined) throw new CityError('CODE_NOT_ACCEPTED');
    return created;
  } catch (error) {
    const brought = { caller, window: wish.window, rows: entitled.rows, parts };
    throw await tellOfSlips(error, [...slips.values()], brought);
  }
}

type Keeping = Context & {
  readonly rows: Entitled['rows'];
  readonly slips: ReadonlyMap<string, SlipRow>;
  readonly face: FaceRule;
};

/** Uses up what was brought and keeps the request; undefined where a number was wrong, which alone stays counted. */
async function keep(
  trx: Kysely<Tables>,
  chosen: readonly Chosen[],
  { caller, wish, rows, parts, slips, face }: Keeping,
): Promise<CreatedRequest | undefined> {
  const place = { department: caller.department, window: wish.window };
  const givers = await findGivers(trx, Object.values(wish.parties), { place, codes: parts.codes, slips });
  if (givers === undefined) return;
  const id = newId();
  await redeem(trx, [...slips.values()], { request: id, window: wish.window, now: parts.clock.now() });
  const resolved = chosen.map((one) => ({ ...one, giver: givers.get(one.party) ?? null }));
  return insertRequest(trx, resolved, { id, caller, wish, rows, parts, face });
}

type Chosen = Omit<Resolved, 'giver'>;

/** A party for each consent; where somebody consents for another, the giver's own party stands for both. */
function chooseParties(given: AskForProof['parties'], consents: readonly Consent[]): Chosen[] {
  const known = new Set(consents.map(({ subject }) => subject));
  const unknown = Object.keys(given).filter((subject) => !known.has(subject));
  const missing: string[] = [];
  const chosen = consents.flatMap((consent) => {
    const party = given[consent.subject] ?? given[consent.givenBy];
    if (party === undefined) missing.push(consent.subject);
    return party === undefined ? [] : [{ consent, party }];
  });
  if (unknown.length > 0 || missing.length > 0)
    throw new CityError('PARTIES_INCOMPLETE', { missing, unknown });
  return chosen.map(({ consent, party }) => ({ consent, party, method: methodOf(party, consent) }));
}

function methodOf(party: Party, { givenBy }: Consent): Resolved['method'] {
  if ('officers' in party) return 'officers';
  // Nobody's code agrees for the dead: that is for two officers, on the ground of a duty.
  if (givenBy === NOBODY) throw new CityError('METHOD_NOT_AVAILABLE');
  if ('code' in party) return 'code';
  if ('number' in party) return 'number';
  if ('face' in party) return 'face';
  return 'show' in party ? 'show' : 'slip';
}

/** What slips stand for has been agreed to. @throws CityError SLIP_DOES_NOT_COVER, SLIP_NOT_ACCEPTED */
async function resolveSlips(
  chosen: readonly Chosen[],
  slips: ReadonlyMap<string, SlipRow>,
  context: { readonly rows: Entitled['rows']; readonly parts: AuthorizationParts },
): Promise<readonly Chosen[]> {
  const resolved: Chosen[] = [];
  for (const one of chosen) {
    const slip = 'slip' in one.party ? slips.get(one.party.slip) : undefined;
    resolved.push(
      slip === undefined ? one : { ...one, agreed: await agreedBySlip(slip, one.consent, context) },
    );
  }
  return resolved;
}
