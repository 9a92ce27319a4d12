/** Requests: asked for by a department's system, with a party for each whose consent is needed. */
import type { Kysely } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import type { Subject, SystemCaller } from '../actor.ts';
import type { Consent } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import { newId } from '../ids.ts';
import { announce } from './changes.ts';
import { type Entitled, entitle } from './entitlement.ts';
import { type Context, type CreatedRequest, insertRequest, type Resolved } from './insert-request.ts';
import type { AuthorizationParts } from './parts.ts';

/**
 * Creates a request. Nothing in here depends on what anybody holds: it never looks into credentials.
 * @throws CityError WRONG_MATTER, WRONG_WINDOW, UNKNOWN_CONDITION, NOT_ENTITLED, PARTIES_INCOMPLETE,
 * METHOD_NOT_AVAILABLE, CODE_NOT_ACCEPTED, TOO_MANY_WRONG_NUMBERS
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
    if (hasCode(error, 'NOT_ENTITLED')) await recordAttempt(caller, wish, parts);
    throw error;
  }
  const chosen = chooseParties(wish.parties, entitled.consents);
  const numbers = await enterNumbers(chosen, { caller, wish, parts });
  return parts.db.transaction().execute(async (trx) => {
    const resolved = await resolveAll(trx, chosen, { caller, wish, parts, numbers });
    return insertRequest(trx, resolved, { caller, wish, rows: entitled.rows, parts });
  });
}

type Chosen = { readonly consent: Consent; readonly party: Party };

/** A party for each consent; where somebody consents for another, the giver's own party stands for both. */
function chooseParties(given: AskForProof['parties'], consents: readonly Consent[]): Chosen[] {
  const known = new Set(consents.map(({ subject }) => subject));
  const unknown = Object.keys(given).filter((subject) => !known.has(subject));
  const chosen = consents.map((consent) => ({
    consent,
    party: given[consent.subject] ?? given[consent.givenBy],
  }));
  const missing = chosen.filter(({ party }) => party === undefined).map(({ consent }) => consent.subject);
  if (unknown.length > 0 || missing.length > 0)
    throw new CityError('PARTIES_INCOMPLETE', { missing, unknown });
  return chosen.flatMap(({ consent, party }) => (party === undefined ? [] : [{ consent, party }]));
}

type Numbers = ReadonlyMap<string, Subject>;

/** The people behind numbers: wrong ones must stay counted whatever becomes of the request. */
async function enterNumbers(chosen: readonly Chosen[], { caller, wish, parts }: Context): Promise<Numbers> {
  const numbers = new Map<string, Subject>();
  const place = { department: caller.department, window: wish.window };
  for (const { party } of chosen)
    if ('number' in party && !numbers.has(party.number))
      numbers.set(party.number, await parts.codes.enterNumber(party.number, place));
  return numbers;
}

/** The person behind each party; a code that stands for several parties is used once for all of them. */
async function resolveAll(
  trx: Kysely<Tables>,
  chosen: readonly Chosen[],
  context: Context & { readonly numbers: Numbers },
): Promise<Resolved[]> {
  const known = new Map<string, Subject>();
  const resolved: Resolved[] = [];
  for (const { consent, party } of chosen) {
    const method = methodOf(party);
    const code = 'code' in party ? party.code : undefined;
    let giver = 'number' in party ? (context.numbers.get(party.number) ?? null) : null;
    if (code !== undefined) giver = known.get(code) ?? (await context.parts.codes.takeQr(trx, code));
    if (code !== undefined && giver !== null) known.set(code, giver);
    resolved.push({ consent, method, giver });
  }
  return resolved;
}

function methodOf(party: Party): Resolved['method'] {
  if ('code' in party) return 'code';
  if ('number' in party) return 'number';
  if ('show' in party) return 'show';
  // A slip, or officers named by a client, are no evidence that anybody agreed.
  throw new CityError('METHOD_NOT_AVAILABLE');
}

/** An attempt to see more than the matter may is told to those whose codes came with it; nothing else of them is used. */
async function recordAttempt(
  caller: SystemCaller,
  wish: AskForProof,
  parts: AuthorizationParts,
): Promise<void> {
  for (const [role, party] of Object.entries(wish.parties)) {
    if (!('code' in party)) continue;
    await parts.db
      .transaction()
      .execute(async (trx) => {
        const holder = await parts.codes.takeQr(trx, party.code);
        const items = Object.entries(wish.fields?.[role] ?? {}).map(([credentialType, fields]) => ({
          credentialType,
          fields,
          outcome: 'NOT_ENTITLED',
        }));
        const { client, department } = caller;
        await parts.recordAccess(trx, [
          {
            holder,
            outcome: 'not-entitled',
            request: null,
            client,
            department,
            matter: wish.matter,
            window: wish.window,
            role,
            items,
          },
        ]);
        await announce(trx, newId(), [holder]);
      })
      .catch((error: unknown) => {
        if (!hasCode(error, 'CODE_NOT_ACCEPTED')) throw error;
      });
  }
}
