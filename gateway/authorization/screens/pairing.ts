/** Person-facing screens: paired with one window by a code, known by their own key, and ended at once. */
import { createPublicKey, randomInt } from 'node:crypto';
import type { PairScreen } from '../../../sdk/schemas/screens.ts';
import type { ScreenCaller, StaffCaller } from '../../actor.ts';
import { CityError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import type { Keys, PublicJwk } from '../../keys/keys.ts';
import { thumbprintOf } from '../../keys/signing-key.ts';
import { announceWindow } from '../changes.ts';
import type { AuthorizationParts } from '../parts.ts';
import { mayManageWindow } from '../staff-place.ts';
import { seenSince } from './live.ts';

const PAIRING_LIFE = 300;
const CODES = 100_000_000;
/** Seconds between two notes that a screen was seen. */
const SEEN_EVERY = 15;

export type ScreensParts = AuthorizationParts & { readonly keys: Pick<Keys, 'blind'> };

/** A code for pairing one screen with the window, usable once within five minutes; the window's code before stops working. */
export async function showPairingCode(
  { staff, department }: Pick<StaffCaller, 'staff' | 'department'>,
  window: string,
  { db, keys, clock }: ScreensParts,
): Promise<{ code: string; expiresAt: string }> {
  const code = String(randomInt(CODES)).padStart(8, '0');
  const expiresAt = new Date(clock.now().getTime() + 1000 * PAIRING_LIFE);
  const fresh = { hash: hashOf(code, keys), department, staff, expires_at: expiresAt };
  await db
    .insertInto('screen_pairings')
    .values({ ...fresh, window })
    .onConflict((conflict) => conflict.column('window').doUpdateSet(fresh))
    .execute();
  return { code, expiresAt: expiresAt.toISOString() };
}

/** Pairs a screen with the window that showed the code. @throws CityError PAIRING_CODE_REFUSED; BAD_REQUEST for a key that is none */
export function pairScreen(
  { code, jwk, name }: PairScreen,
  { db, keys, clock }: ScreensParts,
): Promise<{ id: string; department: string; window: string }> {
  const { kty, crv, x, y } = jwk;
  const key: PublicJwk = { kty, crv, x, y };
  checkKey(key);
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const pairing = await trx
      .deleteFrom('screen_pairings')
      .where('hash', '=', hashOf(code, keys))
      .where('expires_at', '>', now)
      .returning(['department', 'window', 'staff'])
      .executeTakeFirst();
    if (pairing === undefined) throw new CityError('PAIRING_CODE_REFUSED');
    const { department, window, staff } = pairing;
    const id = newId();
    await trx
      .insertInto('screens')
      .values({
        ...{ id, department, window, name },
        ...{ kid: thumbprintOf(key), jwk: JSON.stringify(key) as never },
        ...{ paired_by: staff, paired_at: now, seen_at: now },
      })
      .execute();
    await announceWindow(trx, window);
    return { id, department, window };
  });
}

const hashOf = (code: string, keys: Pick<Keys, 'blind'>): string =>
  Buffer.from(keys.blind('pairing-code', code)).toString('base64url');

function checkKey(jwk: PublicJwk): void {
  try {
    createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new CityError('BAD_REQUEST', { faults: ['jwk is no point of P-256'] });
  }
}

/** Screens that are paired with a window, newest first. */
export async function listScreens(window: string, { db, clock }: AuthorizationParts) {
  const live = seenSince(clock.now());
  const rows = await db
    .selectFrom('screens')
    .selectAll()
    .where('window', '=', window)
    .where('ended_at', 'is', null)
    .orderBy('paired_at', 'desc')
    .execute();
  const items = rows.map((row) => ({
    id: row.id,
    window: row.window,
    name: row.name,
    pairedBy: row.paired_by,
    pairedAt: row.paired_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    isLive: row.seen_at > live,
  }));
  return { items, total: items.length, next: null };
}

/** Ends a screen at once: its tokens and its key are worth nothing from then on. @throws CityError SCREEN_NOT_FOUND */
export async function endScreen(by: StaffCaller, id: string, parts: AuthorizationParts): Promise<void> {
  await parts.db.transaction().execute(async (trx) => {
    const screen = await trx
      .selectFrom('screens')
      .select('window')
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (screen === undefined || !mayManageWindow(by, screen.window, parts.catalog))
      throw new CityError('SCREEN_NOT_FOUND');
    await trx
      .updateTable('screens')
      .set({ ended_at: parts.clock.now(), ended_by: by.staff })
      .where('id', '=', id)
      .execute();
    await announceWindow(trx, screen.window);
  });
}

/** The keys of a screen that is still paired; none of any other. */
export async function keysOfScreen(id: string, { db }: Pick<AuthorizationParts, 'db'>) {
  // Whoever signs may claim to be anything: an id that is no UUID would be an error of the database.
  return db
    .selectFrom('screens')
    .select(['kid', 'jwk', 'department', 'window'])
    .where((where) => where(where.cast<string>('id', 'text'), '=', id))
    .where('ended_at', 'is', null)
    .execute();
}

/** Notes that a screen is at work; false for one that was ended meanwhile, whatever its token says. */
export async function seeScreen(
  { screen, window }: Pick<ScreenCaller, 'screen' | 'window'>,
  { db, clock }: Pick<AuthorizationParts, 'db' | 'clock'>,
): Promise<boolean> {
  const now = clock.now();
  const row = await db
    .selectFrom('screens')
    .select('seen_at')
    .where('id', '=', screen)
    .where('window', '=', window)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return false;
  if (now.getTime() - row.seen_at.getTime() > 1000 * SEEN_EVERY)
    await db.updateTable('screens').set({ seen_at: now }).where('id', '=', screen).execute();
  return true;
}

/** @throws CityError UNAUTHENTICATED for a screen that was ended */
export async function checkScreen(
  screen: ScreenCaller,
  parts: Pick<AuthorizationParts, 'db' | 'clock'>,
): Promise<void> {
  if (!(await seeScreen(screen, parts))) throw new CityError('UNAUTHENTICATED');
}
