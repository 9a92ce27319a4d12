/** Suspending, reinstating and revoking, by the department's own record number; at once here, soon on the ledger. */
import type { Kysely } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { Keys } from '../keys/keys.ts';
import { type RecordNumber, recordHashOf } from './record-hash.ts';
import { recordEvents } from './status-events.ts';
import { queueChanges, type StatusValue } from './status-lists.ts';

/** Reasons with their codes in the interface of electronic licences (电子证照状态). */
export const statusReasons = {
  suspended: '02',
  rescinded: '03',
  cancelled: '04',
  lapsed: '05',
  'moved-out': '06',
  revoked: '07',
  superseded: '99',
  other: '99',
} as const;

export type StatusReason = keyof typeof statusReasons;
export type StatusChangeKind = 'suspend' | 'reinstate' | 'revoke';

type Change = {
  readonly change: StatusChangeKind;
  /** Not asked for a reinstatement, after which none stands. */
  readonly reason?: StatusReason | undefined;
};

/** A change of all credentials of one record: those of co-holders change together. */
export type StatusChange = RecordNumber & Change;

/** A record by the keyed hash of its number. */
export type KnownRecord = Omit<RecordNumber, 'record'> & { readonly recordHash: string };

/** Reasons for which a department may change a status; `superseded` is what replacing a record says. */
const reasonsFor: Readonly<Record<Exclude<StatusChangeKind, 'reinstate'>, readonly StatusReason[]>> = {
  // A residence permit that wasn't endorsed in time is suspended, not over (居住证暂行条例 art. 10).
  suspend: ['suspended', 'lapsed', 'other'],
  revoke: ['rescinded', 'cancelled', 'lapsed', 'moved-out', 'revoked', 'other'],
};

const values: Readonly<Record<StatusChangeKind, StatusValue>> = {
  suspend: STATUS.suspended,
  reinstate: STATUS.valid,
  revoke: STATUS.invalid,
};

const kinds = { suspend: 'suspended', reinstate: 'reinstated', revoke: 'revoked' } as const;

export type StatusChangesParts = {
  readonly db: Kysely<Tables>;
  readonly keys: Keys;
  readonly clock: Clock;
};

/**
 * Applies a change and queues it for the ledger in one transaction; a change that is in force already changes nothing.
 * @returns how many credentials changed.
 * @throws CityError RECORD_NOT_FOUND; STATUS_FINAL where all of the record's credentials were revoked;
 * REASON_NOT_FITTING.
 */
export function changeStatus(parts: StatusChangesParts, wish: StatusChange): Promise<number> {
  const known = { ...wish, recordHash: recordHashOf(parts.keys, wish) };
  return parts.db.transaction().execute((trx) => applyStatus(trx, known, parts.clock.now()));
}

/** As `changeStatus`, in the caller's transaction, for a record whose number isn't known any more. */
export async function applyStatus(
  trx: Kysely<Tables>,
  wish: KnownRecord & Change,
  now: Date,
): Promise<number> {
  const { department, change } = wish;
  const reason = reasonOf(wish);
  const value = values[change];
  const changed = await changedBy(trx, wish);
  if (changed.length === 0) return 0;
  await trx
    .updateTable('credentials')
    .set({ status: value, status_reason: reason })
    .where(
      'id',
      'in',
      changed.map(({ id }) => id),
    )
    .execute();
  await queueChanges(
    trx,
    department,
    changed.map((row) => ({ list: row.status_list, index: row.status_index, value })),
  );
  const events = changed.map(({ id, subject }) => ({ credential: id, subject, kind: kinds[change], reason }));
  await recordEvents(trx, events, now);
  return changed.length;
}

/**
 * The credentials that a change would change, locked until the caller's transaction ends.
 * @throws CityError RECORD_NOT_FOUND, STATUS_FINAL
 */
export async function changedBy(
  trx: Kysely<Tables>,
  { department, credentialType, recordHash, change }: KnownRecord & Pick<Change, 'change'>,
) {
  const value = values[change];
  const found = await trx
    .selectFrom('credentials')
    .select(['id', 'subject', 'status', 'status_list', 'status_index'])
    .where('department', '=', department)
    .where('credential_type', '=', credentialType)
    .where('record', '=', recordHash)
    .where('current', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (found.length === 0) throw new CityError('RECORD_NOT_FOUND');
  // One co-holder's may have been revoked alone, with a former owner; the others' go on.
  const alive = found.filter(({ status }) => status !== STATUS.invalid);
  if (alive.length === 0 && value !== STATUS.invalid) throw new CityError('STATUS_FINAL');
  return alive.filter(({ status }) => status !== value);
}

/** The reason that is kept; none for a reinstatement. @throws CityError REASON_NOT_FITTING */
export function reasonOf({ change, reason }: Change): StatusReason | null {
  if (change === 'reinstate') return null;
  if (reason === undefined || !reasonsFor[change].includes(reason))
    throw new CityError('REASON_NOT_FITTING', { change, reasons: reasonsFor[change] });
  return reason;
}
