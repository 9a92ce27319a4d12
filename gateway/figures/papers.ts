/** Reports that a window asked for paper: kept without who made them, seen and settled by the department's administrator. */
import type { Kysely, Selectable } from 'kysely';
import type { z } from 'zod';
import type { PaperAsked, PaperAskedInRequest, paperReport } from '../../sdk/schemas/figures.ts';
import type { Subject } from '../actor.ts';
import { concerns, partiesOf } from '../authorization/endings.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Clock, civilDateOf, civilDaysBetween } from '../clock.ts';
import { keepEntry } from '../credentials/administration/journal.ts';
import { type Page, type Paging, pageOf } from '../database/pages.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Keys } from '../keys/keys.ts';
import { openText, sealText } from './sealed-text.ts';

/** Civil days that may have passed since a window asked. */
const MOST_DAYS = 60;

export type PapersParts = {
  readonly db: Kysely<Tables>;
  readonly catalog: Pick<Catalog, 'findWindow' | 'findDepartment' | 'findMatter' | 'findCredentialType'>;
  readonly keys: Pick<Keys, 'blind' | 'wrap' | 'unwrap'>;
  readonly clock: Clock;
};

type Row = Selectable<Tables['papers_asked']>;
type Report = Pick<Row, 'department' | 'window' | 'matter' | 'credential_type' | 'at_window'>;

/**
 * Keeps a report. One person counts once per paper, matter and day, and isn't told whether it was counted before; of
 * somebody who hasn't signed in nothing at all is kept.
 * @throws CityError CATALOG_NOT_FOUND, BAD_REQUEST for a day to come or long past
 */
export async function reportPaper(
  by: Subject | undefined,
  { window, department, matter, credentialType, atWindow, text }: PaperAsked,
  parts: PapersParts,
): Promise<void> {
  const { catalog, clock } = parts;
  const days = civilDaysBetween(atWindow, civilDateOf(clock.now()));
  if (days < 0 || days > MOST_DAYS)
    throw new CityError('BAD_REQUEST', { faults: [`atWindow lies outside the last ${MOST_DAYS} days`] });
  const place = window === undefined ? undefined : found(catalog.findWindow(window), window);
  const known = found(catalog.findMatter(matter), matter);
  const code = place?.departmentCode ?? department ?? known.departmentCode;
  found(catalog.findDepartment(code), code);
  const where = { department: code, window: window ?? null, matter, at_window: atWindow };
  await keep(by, { ...where, credential_type: credentialType }, { text, parts });
}

/** As `reportPaper`, where a request to the person says at which window and when. @throws CityError REQUEST_NOT_FOUND as well */
export async function reportPaperInRequest(
  by: Subject,
  { request: id, credentialType, text }: PaperAskedInRequest,
  parts: PapersParts,
): Promise<void> {
  const { db } = parts;
  const isTheirs = (await partiesOf(db, id)).some((party) => concerns(party, by));
  const request = await db.selectFrom('requests').selectAll().where('id', '=', id).executeTakeFirst();
  if (request === undefined || !isTheirs) throw new CityError('REQUEST_NOT_FOUND');
  const { department, window, matter, created_at } = request;
  const where = { department, window, matter, at_window: civilDateOf(created_at) };
  await keep(by, { ...where, credential_type: credentialType }, { text, parts });
}

async function keep(
  by: Subject | undefined,
  report: Report,
  { text, parts }: { readonly text: string | undefined; readonly parts: PapersParts },
): Promise<void> {
  const { db, catalog, keys, clock } = parts;
  found(catalog.findCredentialType(report.credential_type), report.credential_type);
  const id = newId();
  await db
    .insertInto('papers_asked')
    .values({
      id,
      ...report,
      reporter: by === undefined ? null : reporterOf(by, report, keys),
      received_on: civilDateOf(clock.now()),
      sealed_text: text === undefined ? null : sealText(keys, text, textContext(id)),
    })
    .onConflict((conflict) => conflict.column('reporter').doNothing())
    .execute();
}

/** Tells one person's reports of one thing, and nothing else of theirs, from all others. */
const reporterOf = (
  by: Subject,
  { matter, credential_type, at_window }: Report,
  keys: Pick<Keys, 'blind'>,
): string =>
  Buffer.from(keys.blind('reporter', [by, matter, credential_type, at_window].join('/'))).toString(
    'base64url',
  );

/** A department's reports, newest first. */
export async function listPaperReports(
  department: string,
  { limit, next, state }: Paging & { readonly state?: 'open' | 'settled' | undefined },
  { db, keys }: Pick<PapersParts, 'db' | 'keys'>,
): Promise<Page<z.infer<typeof paperReport>>> {
  const own = db
    .selectFrom('papers_asked')
    .where('department', '=', department)
    .$if(state === 'open', (query) => query.where('settled_at', 'is', null))
    .$if(state === 'settled', (query) => query.where('settled_at', 'is not', null));
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await own
    .selectAll()
    .orderBy('received_on', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(next)
    .execute();
  return pageOf(
    rows.map((row) => viewOf(row, keys)),
    { total, next },
  );
}

/**
 * An administrator says what was done about a report of their department.
 * @throws CityError PAPER_REPORT_NOT_FOUND, PAPER_REPORT_SETTLED
 */
export function settlePaperReport(
  by: { readonly staff: string; readonly department: string },
  { id, note }: { readonly id: string; readonly note: string },
  { db, keys, clock }: PapersParts,
): Promise<z.infer<typeof paperReport>> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('papers_asked')
      .selectAll()
      .where('id', '=', id)
      .where('department', '=', by.department)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new CityError('PAPER_REPORT_NOT_FOUND');
    if (row.settled_at !== null) throw new CityError('PAPER_REPORT_SETTLED');
    const now = clock.now();
    const settled = {
      settled_by: by.staff,
      settled_at: now,
      sealed_note: sealText(keys, note, noteContext(id)),
    };
    await trx.updateTable('papers_asked').set(settled).where('id', '=', id).execute();
    const about = { report: id, matter: row.matter, credentialType: row.credential_type };
    const actor = { staff: by.staff };
    await keepEntry(trx, { department: by.department, actor, action: 'paper-report-settled', about }, now);
    return viewOf({ ...row, ...settled }, keys);
  });
}

function viewOf(row: Row, keys: Pick<Keys, 'unwrap'>): z.infer<typeof paperReport> {
  const { id, settled_at, settled_by, sealed_text, sealed_note } = row;
  const isSettled = settled_at !== null && settled_by !== null && sealed_note !== null;
  return {
    id,
    window: row.window,
    matter: row.matter,
    credentialType: row.credential_type,
    atWindow: row.at_window,
    receivedOn: row.received_on,
    signedIn: row.reporter !== null,
    text: sealed_text === null ? null : openText(keys, sealed_text, textContext(id)),
    settled: isSettled
      ? {
          by: settled_by,
          at: settled_at.toISOString(),
          note: openText(keys, sealed_note, noteContext(id)),
        }
      : null,
  };
}

const textContext = (id: string): string => `paper-report/${id}/text`;
const noteContext = (id: string): string => `paper-report/${id}/note`;

function found<T>(row: T | undefined, name: string): T {
  if (row === undefined) throw new CityError('CATALOG_NOT_FOUND', { name });
  return row;
}
