/** Heads of the logs: the last ones that were seen on the ledger. */
import { type Kysely, sql } from 'kysely';
import { EMPTY_ROOT } from '../../sdk/log/hashing.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';

/** Tells all gateways that a log has a new head. */
export const ANCHORED_CHANNEL = 'log_anchored';

/** A head that is on the ledger; the checkpoint is signed, and missing while the log is empty. */
export type Head = { readonly size: number; readonly root: Uint8Array; readonly checkpoint?: string };

export async function readHead(db: Kysely<Tables>, log: string): Promise<Head> {
  const row = await db
    .selectFrom('log_heads')
    .select(['size', 'root', 'checkpoint'])
    .where('log', '=', log)
    .executeTakeFirst();
  return row ?? { size: 0, root: EMPTY_ROOT };
}

/** Moves the head of a log; belongs in the transaction that stores the tiles. Listeners hear of it when that commits. */
export async function storeHead(trx: Kysely<Tables>, log: string, head: Required<Head>): Promise<void> {
  const row = { size: head.size, root: Buffer.from(head.root), checkpoint: head.checkpoint };
  await trx
    .insertInto('log_heads')
    .values({ log, ...row })
    .onConflict((conflict) => conflict.column('log').doUpdateSet(row))
    .execute();
  await sql`select pg_notify(${ANCHORED_CHANNEL}, ${log})`.execute(trx);
}

type SizeAndRoot = { readonly size: number; readonly root: Uint8Array };

/** True where both are the head of one log. */
export const isSameHead = (one: SizeAndRoot, other: SizeAndRoot): boolean =>
  one.size === other.size && Buffer.compare(one.root, other.root) === 0;

/** Why a log can't go on: DATABASE_BEHIND_LEDGER where the ledger has more than is known, LEDGER_FORKED where it has less or something else. */
export function headFault(log: string, known: SizeAndRoot, onLedger: SizeAndRoot): CityError {
  const details = { log, known: known.size, onLedger: onLedger.size };
  return new CityError(onLedger.size > known.size ? 'DATABASE_BEHIND_LEDGER' : 'LEDGER_FORKED', details);
}
