/** Requests: asked for by a department's system, with a party for each whose consent is needed. */
import type { Kysely } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import type { Subject, SystemCaller } from '../actor.ts';
import { NOBODY } from '../catalog/roles.ts';
import type { Consent } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import { newId } from '../ids.ts';
import { announce } from './changes.ts';
import type { Codes } from './codes.ts';
import { type Entitled, entitle } from './entitlement.ts';
import { type Context, type CreatedRequest, insertRequest, type Resolved } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';
import type { Place } from './wrong-numbers.ts';

/**
 * Creates a request. Nothing in here depends on what anybody holds: it never looks into credentials.
 * @throws CityError WRONG_MATTER, WRONG_WINDOW, UNKNOWN_CONDITION, NOT_ENTITLED, NOTHING_ASKED,
 * PARTIES_INCOMPLETE, METHOD_NOT_AVAILABLE, CODE_NOT_ACCEPTED, TOO_MANY_WRONG_NUMBERS
 */
export async function createRequest(
  caller: SystemCaller,
  wish: AskForProof,
  parts: AuthorizationParts,
): Promise<CreatedRequest> {
  const { catalog, clock } = parts;
  const client = catalog.findClient(caller.client);
  const matter = catalog.findMatter(wish.matter);
  if (client === undefined || matter === undefined)
    throw new CityError('WRONG_MATTER', { matter: wish.matter });
  if (!client.windows.includes(wish.window)) throw new CityError('WRONG_WINDOW', { window: wish.window });
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
  const place = { department: caller.department, window: wish.window };
  const created = await parts.db.transaction().execute(async (trx) => {
    const givers = await findGivers(trx, Object.values(wish.parties), { place, codes: parts.codes });
    if (givers === undefined) return;
    const resolved = chosen.map(({ consent, party, method }) => ({
      consent,
      method,
      giver: givers.get(party) ?? null,
    }));
    return insertRequest(trx, resolved, { caller, wish, rows: entitled.rows, parts });
  });
  if (created === undefined) throw new CityError('CODE_NOT_ACCEPTED');
  return created;
}

type Chosen = { readonly consent: Consent; readonly party: Party; readonly method: Resolved['method'] };

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
  // Nobody's code agrees for the dead: that is for two officers, on the ground of a duty.
  if (givenBy === NOBODY) throw new CityError('METHOD_NOT_AVAILABLE');
  if ('code' in party) return 'code';
  if ('number' in party) return 'number';
  if ('show' in party) return 'show';
  // A slip, or officers named by a client, are no evidence that anybody agreed.
  throw new CityError('METHOD_NOT_AVAILABLE');
}

/**
 * The people behind parties; a code or number that stands for several is used once for all of them. Undefined where a
 * number is wrong, which stays counted only where the transaction is committed.
 * @throws CityError CODE_NOT_ACCEPTED, TOO_MANY_WRONG_NUMBERS
 */
async function findGivers(
  trx: Kysely<Tables>,
  parties: readonly Party[],
  { place, codes }: { readonly place: Place; readonly codes: Codes },
): Promise<ReadonlyMap<Party, Subject> | undefined> {
  const shown = parties.flatMap((party) => ('code' in party ? party.code : []));
  const said = parties.flatMap((party) => ('number' in party ? party.number : []));
  const people = await codes.enter(trx, { codes: shown, numbers: said }, place);
  if (people === undefined) return;
  return new Map(
    parties.flatMap((party) => {
      const giver = people.get('code' in party ? party.code : 'number' in party ? party.number : '');
      return giver === undefined ? [] : [[party, giver] as const];
    }),
  );
}

/** The leaf of a receipt, and the role in which its subject was to take part. */
type ReceiptLeaf = { readonly subject: string; readonly leaf: string };

/**
 * An attempt to see more than the matter may is told to those whose codes or numbers came with it; nothing else of them
 * is used. Gives back the leaves of their receipts, as a proof would.
 */
async function recordAttempt(
  caller: SystemCaller,
  wish: AskForProof,
  parts: AuthorizationParts,
): Promise<readonly ReceiptLeaf[]> {
  // A code that stands for several roles is used once for all of them.
  const shown = Map.groupBy(Object.entries(wish.parties), ([, party]) => JSON.stringify(party));
  const receipts: ReceiptLeaf[] = [];
  for (const [[role, party] = [], ...others] of shown.values()) {
    if (role === undefined || party === undefined) continue;
    const roles = [role, ...others.map(([other]) => other)];
    const told = parts.db
      .transaction()
      .execute((trx) => recordAttemptOn(trx, { party, roles }, { caller, wish, parts }))
      .catch((error: unknown): readonly ReceiptLeaf[] => {
        if (hasCode(error, 'CODE_NOT_ACCEPTED') || hasCode(error, 'TOO_MANY_WRONG_NUMBERS')) return [];
        throw error;
      });
    receipts.push(...(await told));
  }
  return receipts;
}

async function recordAttemptOn(
  trx: Kysely<Tables>,
  { party, roles }: { readonly party: Party; readonly roles: readonly string[] },
  { caller: { client, department }, wish: { matter, window, fields }, parts }: Context,
): Promise<readonly ReceiptLeaf[]> {
  const givers = await findGivers(trx, [party], { place: { department, window }, codes: parts.codes });
  const holder = givers?.get(party);
  if (holder === undefined) return [];
  const outcome = 'not-entitled';
  const about = { holder, outcome, request: null, client, department, matter, window } as const;
  const attempts = roles.map((role) => ({
    ...about,
    role,
    items: Object.entries(fields?.[role] ?? {}).map(([credentialType, names]) => ({
      ...{ credentialType, fields: names, outcome: 'NOT_ENTITLED' },
    })),
  }));
  const leaves = await parts.recordAccess(trx, attempts);
  await announce(trx, newId(), [holder]);
  return roles.map((subject, at) => ({ subject, leaf: leaves[at] ?? '' }));
}
