/** Keeping a new request: its parties, and the codes that a counter shows for them. */
import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AskForProof } from '../../sdk/schemas/requests.ts';
import type { Subject, SystemCaller } from '../actor.ts';
import type { AskedRow } from '../catalog/ask.ts';
import type { Consent } from '../catalog/shapes.ts';
import type { PartyItem } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { newId } from '../ids.ts';
import { announce } from './changes.ts';
import type { AuthorizationParts } from './parts.ts';
import { drawQr, type QrImages } from './qr-images.ts';

/** Seconds that a request waits, and that an authorization lives once it is given. */
export const REQUEST_LIFE = 600;

/** What a counter shows for a party: a code for the person to scan, and the request's number, which everybody who scans must pick. */
export type Shown = QrImages & { readonly url: string; readonly twoDigits: number };
export type CreatedRequest = { readonly id: string; readonly shown: ReadonlyMap<string, Shown> };

/** A party and the person behind it, where that is known yet. */
export type Resolved = {
  readonly consent: Consent;
  readonly method: 'code' | 'number' | 'show';
  readonly giver: Subject | null;
};

/** Who asks, what, and with which parts. */
export type Context = {
  readonly caller: SystemCaller;
  readonly wish: AskForProof;
  readonly parts: AuthorizationParts;
};

type Insert = Context & { readonly rows: readonly AskedRow[] };

/** Keeps a request with its parties, and draws what the counter shows. */
export async function insertRequest(
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
      ended_at: null,
    })
    .execute();
  // They stand side by side on one screen: a number for each would prove nothing more, and whoever scans two codes would
  // have two to pick.
  const { twoDigits, choices } = drawTwoDigits();
  const shown = new Map<string, Shown>();
  const screens = new Map<string, Shown>();
  for (const { consent, method, giver } of resolved) {
    if (method === 'show') {
      // One person scans once for all the parties that they stand for.
      const screen =
        screens.get(consent.givenBy) ??
        (await show(trx, id, { party: consent.subject, twoDigits, expiresAt, parts }));
      screens.set(consent.givenBy, screen);
      shown.set(consent.subject, screen);
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
        digits: method === 'show' ? twoDigits : null,
        choices: method === 'show' ? choices : null,
        confirmed: method === 'show' ? false : null,
        items: JSON.stringify(itemsOf(rows, consent.subject)) as never,
        leaf: null,
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

type Showing = {
  readonly party: string;
  readonly twoDigits: number;
  readonly expiresAt: Date;
  readonly parts: AuthorizationParts;
};

async function show(
  trx: Kysely<Tables>,
  request: string,
  { party, twoDigits, expiresAt, parts }: Showing,
): Promise<Shown> {
  const url = await parts.codes.showForParty(trx, request, { party, expiresAt });
  return { ...(await drawQr(url)), url, twoDigits };
}

/** The number that stands at the counter, and the three to pick it from, in their order: it stands nowhere in particular. */
function drawTwoDigits(): { readonly twoDigits: number; readonly choices: number[] } {
  const drawn = new Set<number>();
  while (drawn.size < 3) drawn.add(randomInt(10, 100));
  const [twoDigits = 10] = drawn;
  return { twoDigits, choices: [...drawn].toSorted((a, b) => a - b) };
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
