/** What a change of status would touch, before anybody proposes it: counts, and nobody's name. */
import { type Kysely, sql } from 'kysely';
import type { z } from 'zod';
import type { statusPreview } from '../../../sdk/schemas/administration.ts';
import type { Subject } from '../../actor.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Tables } from '../../database/tables.ts';
import { changedBy, type KnownRecord, type StatusChangeKind } from '../status-changes.ts';

type Wish = KnownRecord & { readonly change: StatusChangeKind };

/** @throws CityError RECORD_NOT_FOUND, STATUS_FINAL */
export async function previewStatusChange(
  trx: Kysely<Tables>,
  wish: Wish,
  { catalog, now }: { readonly catalog: Pick<Catalog, 'matters'>; readonly now: Date },
): Promise<z.infer<typeof statusPreview>> {
  const changed = await changedBy(trx, wish);
  const { credentialType } = wish;
  const matters = catalog.matters.filter(({ asks }) =>
    asks.some((row) => row.credentialType === credentialType),
  );
  const subjects = [...new Set(changed.map(({ subject }) => subject))];
  const asked = { subjects, credentialType };
  const retained = matters.map(({ code, addition }) => ({
    code,
    since: yearsBefore(now, addition.retention.years).toISOString(),
  }));
  return {
    credentials: changed.length,
    matters: matters.map(({ code }) => code),
    openRequests: await countOpen(trx, asked, now),
    usesInRetention: await countUses(trx, asked, retained),
  };
}

type Asked = { readonly subjects: readonly Subject[]; readonly credentialType: string };

/** Parties that concern one of the subjects and are asked for the type. */
const isAsked = ({ subjects, credentialType }: Asked) => sql<boolean>`
  exists (select from request_parties p where p.request_id = requests.id
    and coalesce(p.holder, p.giver) = any(${subjects}::text[])
    and p.items @> ${JSON.stringify([{ credentialType }])}::jsonb)`;

async function countOpen(trx: Kysely<Tables>, asked: Asked, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from requests
    where state in ('waiting', 'approved') and expires_at > ${now} and ${isAsked(asked)}
  `.execute(trx);
  return rows[0]?.count ?? 0;
}

async function countUses(
  trx: Kysely<Tables>,
  asked: Asked,
  retained: readonly { readonly code: string; readonly since: string }[],
): Promise<number> {
  // From the parties' side, where subjects are indexed: all answered requests there ever were are many.
  const { rows } = await sql<{ count: number }>`
    select count(distinct requests.id) as count
    from request_parties p join requests on requests.id = p.request_id
    join unnest(
      ${retained.map(({ code }) => code)}::text[],
      ${retained.map(({ since }) => since)}::timestamptz[]) as kept (matter, since)
      on kept.matter = requests.matter and requests.answered_at >= kept.since
    where p.holder = any(${asked.subjects}::text[])
      and p.items @> ${JSON.stringify([{ credentialType: asked.credentialType }])}::jsonb
      and requests.state = 'answered'
  `.execute(trx);
  return rows[0]?.count ?? 0;
}

function yearsBefore(time: Date, years: number): Date {
  const before = new Date(time);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}
