/** Requests: asked for by a department's system, with a party for each whose consent is needed. */
import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import type { Subject, SystemCaller } from '../actor.ts';
import type { AskedRow } from '../catalog/ask.ts';
import type { Consent } from '../catalog/shapes.ts';
import { civilDateOf } from '../clock.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { CityError, hasCode } from '../errors.ts';
import { newId } from '../ids.ts';
import { announce } from './changes.ts';
import { drawQr, type QrImages } from './codes.ts';
import { type Entitled, entitle } from './entitlement.ts';
import type { AuthorizationParts } from './parts.ts';

/** Seconds that a request waits, and that an authorization lives once it is given. */
export const REQUEST_LIFE = 600;

/** What a counter shows for a party: a code for the person to scan, and the number that the person must pick. */
export type Shown = QrImages & { readonly url: string; readonly twoDigits: number };
export type CreatedRequest = { readonly id: string; readonly shown: ReadonlyMap<string, Shown> };

type Resolved = {
  readonly consent: Consent;
  readonly method: 'code' | 'number' | 'show';
  readonly giver: Subject | null;
};

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

type Context = {
  readonly caller: SystemCaller;
  readonly wish: AskForProof;
  readonly parts: AuthorizationParts;
};

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

type Insert = Context & { readonly rows: readonly AskedRow[] };

async function insertRequest(
  trx: Kysely<Tables>,
  resolved: readonly Resolved[],
  { caller, wish, rows, parts }: Insert,
): Promise<CreatedRequest> {
  const id = newId();
  const now = parts.clock.now();
  const expiresAt = new Date(now.getTime() + 1000 * REQUEST_LIFE);
  await trx
    .insertInto('requests')
    .values({
      id,
      client: caller.client,
      department: caller.department,
      matter: wish.matter,
      nonce: wish.nonce,
      window: wish.window,
      conditions: wish.conditions,
      state: 'waiting',
      created_at: now,
      expires_at: expiresAt,
      approved_at: null,
      answered_at: null,
      ended_because: null,
    })
    .execute();
  const shown = new Map<string, Shown>();
  const urls = new Map<string, Shown & { readonly choices: number[] }>();
  for (const { consent, method, giver } of resolved) {
    // One person scans once for all the parties that they stand for.
    const screen =
      method === 'show'
        ? (urls.get(consent.givenBy) ?? (await show(trx, id, { party: consent.subject, expiresAt, parts })))
        : undefined;
    if (screen !== undefined) {
      urls.set(consent.givenBy, screen);
      const { choices: _, ...visible } = screen;
      shown.set(consent.subject, visible);
    }
    await trx
      .insertInto('request_parties')
      .values({
        request_id: id,
        subject: consent.subject,
        given_by: consent.givenBy,
        method,
        giver,
        holder: null,
        state: 'waiting',
        digits: screen?.twoDigits ?? null,
        choices: screen?.choices ?? null,
        confirmed: method === 'show' ? false : null,
        items: JSON.stringify(itemsOf(rows, consent.subject)) as never,
      })
      .execute();
  }
  await announce(
    trx,
    id,
    resolved.map(({ giver }) => giver),
  );
  return { id, shown };
}

async function show(
  trx: Kysely<Tables>,
  request: string,
  { party, expiresAt, parts }: { party: string; expiresAt: Date; parts: AuthorizationParts },
) {
  const url = await parts.codes.showForParty(trx, request, { party, expiresAt });
  const choices = new Set<number>();
  while (choices.size < 3) choices.add(randomInt(10, 100));
  const [twoDigits = 10, ...others] = choices;
  // In the order of the numbers, so that the right one stands nowhere in particular.
  return {
    ...(await drawQr(url)),
    url,
    twoDigits,
    choices: [twoDigits, ...others].toSorted((a, b) => a - b),
  };
}

const itemsOf = (rows: readonly AskedRow[], subject: string): PartyItem[] =>
  rows
    .filter((row) => row.subject === subject)
    .map(({ credentialType, fields, because, accepts }) => ({
      credentialType,
      fields,
      because: because.map(({ id }) => id),
      accepts,
    }));

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
