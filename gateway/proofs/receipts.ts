/** Receipts: what every access leaves behind, numbered and chained for each subject, committed to on the access log and readable by the subject alone. */
import { hash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Receipt } from '../../sdk/schemas/receipts.ts';
import { canonicalize } from '../../sdk/verify/canonical.ts';
import { commit, encodeEntry } from '../../sdk/verify/entry.ts';
import type { Subject } from '../actor.ts';
import type { AccessFacts } from '../authorization/access.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { provideSubjectKeys, type SubjectKey } from '../credentials/subject-keys.ts';
import { byteaArray } from '../database/arrays.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { Keys } from '../keys/keys.ts';
import { newEntryId, type QueuedEntry, queueEntries } from '../log/queue.ts';
import { drawRandom } from '../random.ts';

export const ACCESS_LOG = 'access';

/** Entries begin so before they are hashed into a leaf (RFC 9162 section 2.1.1). */
const LEAF_PREFIX = Buffer.of(0);

/** An access as it is told; `first` is the receipt of the use that a repeat repeats, `tries` how many it stands for. */
export type Access = AccessFacts & { readonly first?: number; readonly tries?: number };

export type ReceiptsParts = {
  readonly keys: Keys;
  readonly catalog: Pick<Catalog, 'findMatter'>;
  readonly cityId: string;
};

/** A receipt that was written; `leaf` is its leaf hash on the access log in base64url. */
export type Written = { readonly id: string; readonly number: number; readonly leaf: string };

/** What is sealed: the receipt as it was committed to, and the salt. */
export type Opening = { readonly receipt: Receipt; readonly salt: string };

export type WrittenReceipts = {
  readonly written: readonly Written[];
  readonly entries: readonly QueuedEntry[];
};

type Chain = { number: number; previous: Buffer | null };

/**
 * Writes a receipt for each access in the caller's transaction, and gives back the log entries that go with them: the
 * caller queues those in the same transaction. A subject's chain stays locked until the transaction ends, subjects in
 * their order, so that numbers have no gap. `known` spares unwrapping keys that the caller holds already.
 */
export async function writeReceipts(
  trx: Kysely<Tables>,
  accesses: readonly Access[],
  {
    parts,
    now,
    known = new Map(),
  }: {
    readonly parts: ReceiptsParts;
    readonly now: Date;
    readonly known?: ReadonlyMap<Subject, SubjectKey>;
  },
): Promise<WrittenReceipts> {
  if (accesses.length === 0) return { written: [], entries: [] };
  const holders = accesses.map(({ holder }) => holder);
  const missing = holders.filter((holder) => !known.has(holder));
  const fresh = missing.length === 0 ? new Map() : await provideSubjectKeys(trx, parts.keys, missing);
  const chains = await lockChains(trx, holders);
  const made = accesses.map((access) => {
    const [key, chain] = [known.get(access.holder) ?? fresh.get(access.holder), chains.get(access.holder)];
    if (key === undefined || chain === undefined) throw new CityError('INTERNAL');
    return makeReceipt(access, { chain, key, parts, now });
  });
  await store(trx, made);
  return { written: made, entries: made.map(({ entry }) => entry) };
}

/** Writes receipts for accesses that no proof answers, and queues their entries; gives back their leaves. */
export async function recordAccess(
  trx: Kysely<Tables>,
  accesses: readonly Access[],
  context: { readonly parts: ReceiptsParts; readonly now: Date },
): Promise<readonly string[]> {
  const { written, entries } = await writeReceipts(trx, accesses, context);
  await queueEntries(trx, entries, context.now);
  return written.map(({ leaf }) => leaf);
}

/** The next numbers and the last commitments of these subjects, whose chains are locked in one order by everybody. */
async function lockChains(
  trx: Kysely<Tables>,
  holders: readonly Subject[],
): Promise<ReadonlyMap<Subject, Chain>> {
  const counts = new Map<Subject, number>();
  for (const holder of holders) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  const subjects = [...counts.keys()].toSorted();
  const added = subjects.map((subject) => counts.get(subject) ?? 0);
  const { rows } = await sql<{ subject: Subject; number: number; commitment: Buffer | null }>`
    insert into receipt_chains (subject, number)
    select * from unnest(${subjects}::text[], ${added}::integer[])
    on conflict (subject) do update set number = receipt_chains.number + excluded.number
    returning subject, number, commitment
  `.execute(trx);
  return new Map(
    rows.map(({ subject, number, commitment }) => [
      subject,
      { number: number - (counts.get(subject) ?? 0), previous: commitment },
    ]),
  );
}

type Made = Written & { readonly subject: Subject; readonly sealed: Buffer; readonly entry: QueuedEntry };

type Making = {
  readonly chain: Chain;
  readonly key: SubjectKey;
  readonly parts: ReceiptsParts;
  readonly now: Date;
};

function makeReceipt(access: Access, { chain, key, parts, now }: Making): Made {
  chain.number += 1;
  const receipt = canonicalize(describe(access, { chain, parts, now }));
  const salt = new Uint8Array(drawRandom(32));
  const commitment = commit(salt, receipt);
  chain.previous = Buffer.from(commitment);
  const id = newEntryId(now);
  const opening = `{"receipt":${receipt},"salt":"${Buffer.from(salt).toString('base64url')}"}`;
  return {
    id,
    subject: access.holder,
    number: chain.number,
    leaf: accessLeaf(commitment),
    sealed: key.seal(Buffer.from(opening), contextOf(id)),
    entry: { id, log: ACCESS_LOG, kind: 'access', commitment, release: 'minute' },
  };
}

/** Leaf hash of an access with that commitment, in base64url. */
export function accessLeaf(commitment: Uint8Array): string {
  const entry = encodeEntry({ kind: 'access', commitment });
  return hash('sha256', Buffer.concat([LEAF_PREFIX, entry]), 'base64url');
}

/** What an opening is sealed to, so that no receipt can be passed off as another. */
export const contextOf = (id: string): string => `receipt/${id}`;

function describe(access: Access, { chain, parts, now }: Omit<Making, 'key'>): Receipt {
  const { request, client, department, matter, window, role, officers = [], items } = access;
  const { method, agreedBy, face, first, tries } = access;
  const basis =
    matter === null
      ? undefined
      : parts.catalog.findMatter(matter)?.addition.basis.find(({ subject }) => subject === role);
  return {
    version: 1,
    cityId: parts.cityId,
    number: chain.number,
    previous: chain.previous?.toString('base64url') ?? null,
    kind: access.outcome,
    request,
    client,
    department,
    matter,
    window,
    role,
    ...(officers.length === 0 ? {} : { officers }),
    ...(method === undefined ? {} : { method }),
    ...(agreedBy === undefined ? {} : { agreedBy }),
    ...(face === undefined ? {} : { face }),
    basis: basis?.kind ?? null,
    article: basis?.articleZh ?? null,
    items,
    at: shanghaiTime(now),
    ...(first === undefined ? {} : { first }),
    ...(tries === undefined ? {} : { tries }),
  };
}

/** Seconds matter to nobody's case and tell readers of the database less than milliseconds. */
export const shanghaiTime = (time: Date): string =>
  `${new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** The chains were locked in one order before: here any will do. */
async function store(trx: Kysely<Tables>, made: readonly Made[]): Promise<void> {
  const ends = new Map(made.map(({ subject, entry }) => [subject, entry.commitment]));
  await sql`
    with ends as (
      update receipt_chains set commitment = e.commitment
      from unnest(
        ${[...ends.keys()]}::text[],
        ${byteaArray([...ends.values()])}::bytea[]) as e (subject, commitment)
      where receipt_chains.subject = e.subject)
    insert into receipts (id, subject, number, sealed)
    select * from unnest(
      ${made.map(({ id }) => id)}::uuid[],
      ${made.map(({ subject }) => subject)}::text[],
      ${made.map(({ number }) => number)}::integer[],
      ${byteaArray(made.map(({ sealed }) => sealed))}::bytea[])
  `.execute(trx);
}
