/** Everything that is kept of a person, for them to take along (Personal Information Protection Law, art. 45); sessions aside. */

import { listAuthorizations } from '../authorization/lists.ts';
import { listMandates } from '../authorization/mandate-list.ts';
import type { AuthorizationParts } from '../authorization/parts.ts';
import type { Reading } from '../authorization/reading.ts';
import { readSubjectKeys, type SubjectKey } from '../credentials/subject-keys.ts';
import { openContent } from '../credentials/vault.ts';
import { listOwnComplaints } from './complaint-lists.ts';
import { readHistory } from './history.ts';
import { ownAccess } from './own-access.ts';
import type { OwnReceiptsParts } from './own-receipts.ts';
import { shanghaiTime } from './receipts.ts';

const PORTION = 100;

export type ExportParts = OwnReceiptsParts &
  Pick<AuthorizationParts, 'clock' | 'recordAccess'> & {
    readonly cityId: string;
    readonly authorization: AuthorizationParts;
  };

/**
 * The text of a JSON file, piece by piece: credentials with their content, former versions too; the history with receipts,
 * their openings and what proves them; requests, mandates and complaints. The first piece comes once a receipt is left.
 * @throws where something kept was changed.
 */
export async function* exportOf(reading: Reading, parts: ExportParts): AsyncGenerator<string> {
  const { subject } = reading;
  const key = (await readSubjectKeys(parts.db, parts.keys, [subject])).get(subject);
  await leaveReceipt(reading, key, parts);
  const { cityId, authorization } = parts;
  const page = (next: number) => ({ limit: PORTION, next });
  const head = { version: 1, cityId, holder: subject, at: shanghaiTime(parts.clock.now()) };
  yield JSON.stringify(head).slice(0, -1);
  yield* member('credentials', credentialsOf(subject, key, parts));
  yield* member('history', historyOf(subject, parts));
  yield* member(
    'requests',
    paged((next) => listAuthorizations(subject, page(next), authorization)),
  );
  yield* member(
    'mandates',
    paged((next) => listMandates(subject, page(next), authorization)),
  );
  yield* member(
    'complaints',
    paged((next) => listOwnComplaints(subject, page(next), parts)),
  );
  yield '}\n';
}

async function* member(name: string, items: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `,\n"${name}":[`;
  let isFirst = true;
  for await (const item of items) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(item)}`;
    isFirst = false;
  }
  yield ']';
}

async function* paged<T>(
  read: (next: number) => Promise<{ readonly items: readonly T[]; readonly next: number | null }>,
): AsyncGenerator<T> {
  for (let next: number | null = 0; next !== null; ) {
    const found: { readonly items: readonly T[]; readonly next: number | null } = await read(next);
    yield* found.items;
    next = found.next;
  }
}

async function* historyOf(subject: string, parts: ExportParts): AsyncGenerator<unknown> {
  let before: string | undefined;
  for (;;) {
    const entries = await readHistory(subject, { before, limit: PORTION }, parts);
    yield* entries;
    before = entries.at(-1)?.id;
    if (entries.length < PORTION) return;
  }
}

async function* credentialsOf(
  subject: string,
  key: SubjectKey | undefined,
  { db }: ExportParts,
): AsyncGenerator<unknown> {
  if (key === undefined) return;
  const ids = await db
    .selectFrom('credentials')
    .select('id')
    .where('subject', '=', subject)
    .orderBy('id')
    .execute();
  for (const { id } of ids) {
    const row = await db.selectFrom('credentials').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const { jwt, disclosures, values, salt } = openContent(key, id, row.sealed);
    yield {
      ...{ id, department: row.department, credentialType: row.credential_type, version: row.version },
      ...{ current: row.current, status: row.status, issuedAt: shanghaiTime(row.issued_at) },
      ...{ validUntil: row.valid_until, values, jwt, disclosures },
      salt: Buffer.from(salt).toString('base64url'),
    };
  }
}

/** One receipt for the whole file, with an item for each type. */
async function leaveReceipt(
  { subject, kind }: Reading,
  key: SubjectKey | undefined,
  { db, recordAccess }: ExportParts,
): Promise<void> {
  if (key === undefined) return;
  const rows = await db
    .selectFrom('credentials')
    .select(['id', 'credential_type', 'sealed'])
    .where('subject', '=', subject)
    .orderBy('credential_type')
    .execute();
  const fields = new Map<string, Set<string>>();
  for (const { id, credential_type: type, sealed } of rows) {
    const names = fields.get(type) ?? new Set();
    for (const name of Object.keys(openContent(key, id, sealed).values)) names.add(name);
    fields.set(type, names);
  }
  const seen = [...fields].map(([credentialType, names]) => ({ credentialType, fields: [...names] }));
  await db
    .transaction()
    .execute((trx) => recordAccess(trx, [ownAccess({ holder: subject, agreedBy: kind, seen })]));
}
