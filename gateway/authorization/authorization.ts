/** An authorization: what subjects permitted, for one matter, one use, minutes long; and who may use it. */
import { type Kysely, sql } from 'kysely';
import type { FaceFact } from '../../sdk/schemas/receipts.ts';
import type { Subject } from '../actor.ts';
import type { AgreedBy, PartyItem, PartyMethod, RequestState } from '../database/tables/authorization.ts';
import type { Tables } from '../database/tables.ts';

/** Seconds within which the same question may be answered again, and how often: a lost answer costs nobody an approval. */
export const REPEAT_WITHIN = 120;
export const MOST_REPEATS = 3;

export type AuthorizedParty = {
  readonly subject: string;
  readonly giver: Subject | null;
  readonly holder: Subject | null;
  readonly confirmed: boolean | null;
  readonly method: PartyMethod;
  readonly officers: readonly string[];
  readonly face: FaceFact | null;
  readonly agreedBy: AgreedBy | null;
  readonly items: readonly PartyItem[];
};

export type Authorization = {
  readonly id: string;
  readonly client: string;
  readonly department: string;
  readonly matter: string;
  readonly nonce: string;
  readonly window: string;
  /** Staff number of the clerk who asked; null where a system did. */
  readonly officer: string | null;
  readonly conditions: readonly string[];
  readonly state: RequestState;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly parties: readonly AuthorizedParty[];
};

/** The request with its parties in a fixed order; undefined for none. */
export async function readAuthorization(db: Kysely<Tables>, id: string): Promise<Authorization | undefined> {
  return (await readAuthorizations(db, [id])).get(id);
}

/** Those of the requests that there are, by id, in one query. */
export async function readAuthorizations(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Authorization>> {
  const { rows } = await sql<Authorization>`
    select id, client, department, matter, nonce, "window", officer, conditions, state,
      expires_at as "expiresAt", answered_at as "answeredAt", (
        select coalesce(json_agg(json_build_object(
          'subject', subject, 'giver', giver, 'holder', holder, 'confirmed', confirmed, 'method', method,
          'officers', officers, 'face', face, 'agreedBy', agreed_by, 'items', items
        ) order by subject), '[]')
        from request_parties where request_id = requests.id) as parties
    from requests where id = any(${ids}::uuid[])
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every officer who took part in what is asked of a party, each once. */
export const officersOf = (officer: string | null, party: Pick<AuthorizedParty, 'officers'>): string[] => [
  ...new Set([...(officer === null ? [] : [officer]), ...party.officers]),
];

/** As what somebody agreed for a party; two officers, where no person did; undefined where nobody has. */
export function agreedByOf({
  agreedBy,
  method,
  holder,
}: Pick<AuthorizedParty, 'agreedBy' | 'method' | 'holder'>): AgreedBy | undefined {
  if (agreedBy !== null) return agreedBy;
  return method === 'officers' && holder !== null ? 'officers' : undefined;
}

/** One try to use an authorization. */
export type Use = { readonly id: string; readonly client: string; readonly nonce: string };

/** True where it is the request's own asker that tries, with the nonce of the request. */
export const isAsker = (
  known: Authorization | undefined,
  { client, nonce }: Pick<Use, 'client' | 'nonce'>,
): known is Authorization => known?.client === client && known.nonce === nonce;

export type UseOutcome = 'consumed' | 'repeat' | 'AUTHORIZATION_USED' | 'NOT_AUTHORIZED';
