/** Keeping a new request: its parties, and the codes that a counter shows for them. */
import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AskForProof, Party } from '../../sdk/schemas/requests.ts';
import type { Asker, Subject } from '../actor.ts';
import type { AskedRow } from '../catalog/ask.ts';
import type { Consent } from '../catalog/shapes.ts';
import type { AgreedBy, PartyItem, PartyMethod } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';
import { approveIfComplete, REQUEST_LIFE } from './approval.ts';
import { announce } from './changes.ts';
import type { FaceRule } from './face/asked.ts';
import { checkTwoPeople } from './holders.ts';
import { openChecks } from './officers/open.ts';
import type { AuthorizationParts } from './parts.ts';
import { drawQr, type QrImages } from './qr-images.ts';

/** What a counter shows for a party: a code for the person to scan, and the request's number, which everybody who scans must pick. */
export type Shown = QrImages & { readonly url: string; readonly twoDigits: number };
export type CreatedRequest = { readonly id: string; readonly shown: ReadonlyMap<string, Shown> };

/** A party as it was given, and the person behind it, where that is known yet. */
export type Resolved = {
  readonly party: Party;
  readonly consent: Consent;
  readonly method: PartyMethod;
  readonly giver: Subject | null;
  /** What a slip stands for; nobody has to be asked again. */
  readonly agreed?: Agreed;
};

/** For whom somebody agreed beforehand, as what, and to what. */
export type Agreed = {
  readonly holder: Subject;
  readonly agreedBy: AgreedBy;
  readonly items: readonly PartyItem[];
};

/** Who asks, what, and with which parts. */
export type Context = {
  readonly caller: Asker;
  readonly wish: AskForProof;
  readonly parts: AuthorizationParts;
};

type Insert = Context & {
  readonly id: string;
  readonly rows: readonly AskedRow[];
  readonly face: FaceRule;
};

/**
 * Keeps a request with its parties, and draws what the counter shows. Where all have agreed beforehand it is approved.
 * @throws CityError ONE_PERSON_TWICE
 */
export async function insertRequest(
  trx: Kysely<Tables>,
  resolved: readonly Resolved[],
  { id, caller, wish, rows, parts, face }: Insert,
): Promise<CreatedRequest> {
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
      officer: caller.officer ?? null,
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
  const checks = await openChecks(trx, id, { resolved, caller, wish, parts });
  const shown = new Map<string, Shown>();
  const screens = new Map<string, Shown>();
  for (const { consent, party, method, giver, agreed } of resolved) {
    if (method === 'show') {
      // One person scans once for all the parties that they stand for.
      const screen =
        screens.get(consent.givenBy) ??
        (await show(trx, id, { party: consent.givenBy, twoDigits, expiresAt, parts }));
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
        holder: agreed?.holder ?? null,
        agreed_by: agreed?.agreedBy ?? null,
        state: agreed === undefined ? 'waiting' : 'agreed',
        digits: method === 'show' ? twoDigits : null,
        choices: method === 'show' ? choices : null,
        confirmed: mustConfirm(method, face) ? false : null,
        items: JSON.stringify(agreed?.items ?? itemsOf(rows, consent.subject)) as never,
        check_id: checks.get(party) ?? null,
        leaf: null,
      })
      .execute();
  }
  if (resolved.some(({ agreed }) => agreed !== undefined)) {
    await checkTwoPeople(trx, id);
    await approveIfComplete(trx, { id }, parts);
  } else {
    await announce(
      trx,
      id,
      resolved.map(({ giver }) => giver),
    );
  }
  return { id, shown };
}

/** Whoever found a slip, was sent a photograph of the counter's code, or looks like somebody, is another than its giver. */
const mustConfirm = (method: PartyMethod, face: FaceRule): boolean =>
  method === 'show' || method === 'slip' || (method === 'face' && face.needsOfficer);

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

/** What a party is asked for by these rows. */
export const itemsOf = (rows: readonly AskedRow[], subject: string): PartyItem[] =>
  rows
    .filter((row) => row.subject === subject)
    .map(({ credentialType, fields, because, accepts }) => ({
      credentialType,
      fields,
      because: because.map(({ id }) => id),
      accepts,
    }));
