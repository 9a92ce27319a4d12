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

/** What a counter shows for a party: a code for the person to scan, and the number that the person must pick. */
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
