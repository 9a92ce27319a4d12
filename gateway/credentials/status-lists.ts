/** Places in status lists: given out at random, once each; changed at once here and soon on the ledger. */
import { randomInt } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type STATUS, STATUS_LIST_BYTES, STATUS_LIST_SIZE } from '../../sdk/verify/status-list.ts';
import type { Tables } from '../database/tables.ts';

const PLACE_BYTES = 3;

/** A place: list number from 1, index below 2^17. */
export type StatusPlace = { readonly list: number; readonly index: number };

export type StatusValue = (typeof STATUS)[keyof typeof STATUS];

/** Gives out `count` places that no credential had before; a list that is full is followed by the next. */
export async function allocatePlaces(
  trx: Kysely<Tables>,
  department: string,
  count: number,
): Promise<StatusPlace[]> {
  const places: StatusPlace[] = [];
  await takeTurn(trx, department);
  while (places.length < count) {
    const list = await openList(trx, department);
    const taken = Math.min(count - places.length, STATUS_LIST_SIZE - list.used);
    const { rows } = await sql<{ part: Buffer }>`
      update status_lists set used = used + ${taken}
      where department = ${department} and list = ${list.list}
      returning substring(permutation from ${1 + PLACE_BYTES * list.used} for ${PLACE_BYTES * taken}) as part
    `.execute(trx);
    const part = rows[0]?.part ?? Buffer.alloc(0);
    for (let place = 0; place < taken; place++)
      places.push({ list: list.list, index: part.readUIntBE(PLACE_BYTES * place, PLACE_BYTES) });
  }
  return places;
}

/** Queues changes for the ledger in the caller's transaction. */
export async function queueChanges(
  trx: Kysely<Tables>,
  department: string,
  changes: readonly (StatusPlace & { readonly value: StatusValue })[],
): Promise<void> {
  if (changes.length === 0) return;
  // Without turns a number drawn earlier could be seen later, and be taken for done with those before it.
  await takeTurn(trx, department);
  await trx
    .insertInto('status_changes')
    .values(changes.map(({ list, index, value }) => ({ department, list, index, value })))
    .execute();
  await sql`select pg_notify(${STATUS_CHANNEL}, ${department})`.execute(trx);
}

/** One transaction at a time writes a department's lists; whoever locks credentials as well does that first. */
const takeTurn = (trx: Kysely<Tables>, department: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`status/${department}`}))`.execute(trx);

/** Tells the batchers of all gateways that a department's lists have changes. */
export const STATUS_CHANNEL = 'status_changed';

async function openList(trx: Kysely<Tables>, department: string): Promise<{ list: number; used: number }> {
  const newest = await trx
    .selectFrom('status_lists')
    .select(['list', 'used'])
    .where('department', '=', department)
    .orderBy('list', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest !== undefined && newest.used < STATUS_LIST_SIZE) return newest;
  const list = (newest?.list ?? 0) + 1;
  await trx
    .insertInto('status_lists')
    .values({
      department,
      list,
      permutation: randomPermutation(),
      used: 0,
      anchored: Buffer.alloc(STATUS_LIST_BYTES),
      head: Buffer.alloc(32),
    })
    .execute();
  return { list, used: 0 };
}

/** All indexes in an order that nobody can guess (Fisher and Yates). */
function randomPermutation(): Buffer {
  const order = Uint32Array.from({ length: STATUS_LIST_SIZE }, (_, index) => index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  const bytes = Buffer.alloc(PLACE_BYTES * order.length);
  for (const [place, index] of order.entries()) bytes.writeUIntBE(index, PLACE_BYTES * place, PLACE_BYTES);
  return bytes;
}
