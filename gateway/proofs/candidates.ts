/** Which credential answers: the one picked, else the newest of its type, with all that its checks need and nothing opened. */
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import type { Tables } from '../database/tables.ts';

/** What is looked for: a holder's credential of a type, or the one that was picked. */
export type Wanted = {
  readonly holder: Subject;
  readonly credentialType: string;
  readonly credentialId?: string | undefined;
};

/** A credential as its row tells it; `sealed` is its content, which only the holder's key opens. */
export type Candidate = {
  readonly id: string;
  readonly department: string;
  readonly credentialType: string;
  readonly kid: string;
  readonly status: 0 | 1 | 2;
  readonly issuedAt: Date;
  /** Last civil day on which it is valid; null where it has no end. */
  readonly validUntil: string | null;
  readonly list: number;
  readonly sealed: Buffer;
  /** Index in the department's log; null while it isn't on the ledger. */
  readonly leaf: number | null;
  /** When the department last confirmed its data of the type; null where it never did. */
  readonly confirmedAt: Date | null;
};

/** What answers each wish, in their order and in one query; undefined where there is nothing. */
export async function findCandidates(
  db: Kysely<Tables>,
  wanted: readonly Wanted[],
): Promise<readonly (Candidate | undefined)[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<Candidate & { place: number }>`
    select distinct on (w.place)
      w.place, c.id, c.department, c.credential_type as "credentialType", c.kid, c.status,
      c.issued_at as "issuedAt", c.valid_until as "validUntil", c.status_list as "list", c.sealed,
      p.index as leaf, f.confirmed_at as "confirmedAt"
    from unnest(
      ${wanted.map(({ holder }) => holder)}::text[],
      ${wanted.map(({ credentialType }) => credentialType)}::text[],
      ${wanted.map(({ credentialId }) => credentialId ?? null)}::uuid[])
      with ordinality as w (subject, credential_type, picked, place)
    join credentials c on c.subject = w.subject and c.credential_type = w.credential_type and c.current
      and (w.picked is null or c.id = w.picked)
    left join log_places p on p.id = c.id
    left join confirmations f on f.department = c.department and f.credential_type = c.credential_type
    order by w.place, c.id desc
  `.execute(db);
  const found = new Map(rows.map((row) => [row.place, row]));
  return wanted.map((_, place) => found.get(place + 1));
}
