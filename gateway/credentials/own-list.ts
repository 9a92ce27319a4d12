/** Credentials as their holder lists them: how each stands, and what calls for care. Nothing of their content is opened. */
import { type Kysely, sql } from 'kysely';
import { STATUS } from '../../sdk/verify/status-list.ts';
import type { Subject } from '../actor.ts';
import { civilDaysBetween } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { NO_OUTLINE, type Outline, openOutline } from './outline.ts';
import type { SubjectKey } from './subject-keys.ts';

/** Civil days before the end of a credential from which on its holder is told. */
const EXPIRES_SOON = 120;

export type Alert = 'expires-soon' | 'expired' | 'suspended' | 'revoked' | 'updating';

export type OwnCredential = Outline & {
  readonly id: string;
  readonly department: string;
  readonly credentialType: string;
  readonly subject: Subject;
  readonly status: 'valid' | 'expired' | 'suspended' | 'revoked';
  readonly issuedAt: Date;
  readonly validUntil: string | null;
  readonly alerts: readonly Alert[];
};

/** Which credentials: one, or a page of all; of which types, null for all of them; as seen on a civil date. */
export type Wanted = {
  readonly id?: string;
  readonly types: readonly string[] | null;
  readonly limit: number;
  readonly next: number;
  readonly today: string;
};

/** A subject's current credentials, newest first. */
export async function listOwn(
  db: Kysely<Tables>,
  subject: Subject,
  { key, id, types, limit, next, today }: Wanted & { readonly key: SubjectKey | undefined },
): Promise<readonly OwnCredential[]> {
  const rows = await owned(db, subject, types)
    .leftJoin('log_places', 'log_places.id', 'credentials.id')
    .selectAll('credentials')
    .select('log_places.index as leaf')
    .$if(id !== undefined, (query) => query.where('credentials.id', '=', id ?? ''))
    .orderBy('credentials.id', 'desc')
    .limit(limit)
    .offset(next)
    .execute();
  return rows.map((row) => {
    const status = statusOf(row, today);
    const outline =
      row.outline === null || key === undefined ? NO_OUTLINE : openOutline(key, row.id, row.outline);
    return {
      id: row.id,
      department: row.department,
      credentialType: row.credential_type,
      subject,
      status,
      issuedAt: row.issued_at,
      validUntil: row.valid_until,
      ...outline,
      alerts: alertsOf(status, { ...row, today }),
    };
  });
}

export async function countOwn(
  db: Kysely<Tables>,
  subject: Subject,
  types: readonly string[] | null,
): Promise<number> {
  const { total } = await owned(db, subject, types)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** Whose a credential is; undefined for none that is current. */
export async function subjectOfCredential(db: Kysely<Tables>, id: string): Promise<Subject | undefined> {
  const row = await db
    .selectFrom('credentials')
    .select('subject')
    .where('id', '=', id)
    .where('current', '=', true)
    .executeTakeFirst();
  return row?.subject;
}

const owned = (db: Kysely<Tables>, subject: Subject, types: readonly string[] | null) =>
  db
    .selectFrom('credentials')
    .where('credentials.subject', '=', subject)
    .where('credentials.current', '=', true)
    .$if(types !== null, (query) => query.where(sql<boolean>`credential_type = any(${types}::text[])`));

type Standing = {
  readonly status: 0 | 1 | 2;
  readonly valid_until: string | null;
  readonly leaf: number | null;
};

function statusOf({ status, valid_until }: Omit<Standing, 'leaf'>, today: string): OwnCredential['status'] {
  if (status === STATUS.invalid) return 'revoked';
  if (status === STATUS.suspended) return 'suspended';
  return valid_until !== null && valid_until < today ? 'expired' : 'valid';
}

function alertsOf(
  status: OwnCredential['status'],
  { valid_until, leaf, today }: Standing & { readonly today: string },
): Alert[] {
  const alerts: Alert[] = status === 'valid' ? [] : [status];
  if (status === 'valid' && valid_until !== null && civilDaysBetween(today, valid_until) <= EXPIRES_SOON)
    alerts.push('expires-soon');
  if (leaf === null) alerts.push('updating');
  return alerts;
}
