/** Complaints: about a receipt to the department that asked, about a credential to the one that issued it; what is written is sealed for the subject. */
import type { Kysely } from 'kysely';
import type { Complain } from '../../sdk/schemas/complaints.ts';
import type { StaffCaller, Subject } from '../actor.ts';
import type { Clock } from '../clock.ts';
import { provideSubjectKeys } from '../credentials/subject-keys.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { newId } from '../ids.ts';
import { type OwnReceiptsParts, readReceipts } from './own-receipts.ts';

export type ComplaintsParts = OwnReceiptsParts & { readonly clock: Clock };

/** A credential is said to be wrong in one way: its content. */
const WRONG_CONTENT = 'wrong-content';

/** @throws CityError RECEIPT_NOT_FOUND, NOBODY_TO_ANSWER, COMPLAINT_STANDS */
export async function complain(
  subject: Subject,
  number: number,
  { reason, text, parts }: Complain & { readonly parts: ComplaintsParts },
): Promise<string> {
  const [found] = await readReceipts(subject, { number, limit: 1 }, parts);
  if (found === undefined) throw new CityError('RECEIPT_NOT_FOUND');
  const { department, request } = found.receipt;
  if (department === null) throw new CityError('NOBODY_TO_ANSWER');
  const about = { kind: 'receipt', receipt: number, request_id: request, credential_id: null } as const;
  return keep(subject, { ...about, department, reason, text }, parts);
}

/** @throws CityError CREDENTIAL_NOT_FOUND, COMPLAINT_STANDS */
export async function reportMistake(
  subject: Subject,
  credential: string,
  { text, parts }: { readonly text: string; readonly parts: ComplaintsParts },
): Promise<string> {
  const row = await parts.db
    .selectFrom('credentials')
    .select('department')
    .where('id', '=', credential)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (row === undefined) throw new CityError('CREDENTIAL_NOT_FOUND');
  const about = { kind: 'credential', receipt: null, request_id: null, credential_id: credential } as const;
  return keep(subject, { ...about, department: row.department, reason: WRONG_CONTENT, text }, parts);
}

type About = {
  readonly kind: 'receipt' | 'credential';
  readonly department: string;
  readonly receipt: number | null;
  readonly request_id: string | null;
  readonly credential_id: string | null;
  readonly reason: string;
  readonly text: string | undefined;
};

/** One receipt is complained of once, and one credential while the last complaint isn't answered. */
function keep(subject: Subject, { text, ...about }: About, parts: ComplaintsParts): Promise<string> {
  const { db, clock } = parts;
  const id = newId();
  return db.transaction().execute(async (trx) => {
    const words =
      text === undefined ? null : await sealWords(trx, { subject, id, text, part: 'words' }, parts);
    const unanswered = { answered_at: null, answered_by: null, answer: null };
    const kept = await trx
      .insertInto('complaints')
      .values({ id, subject, ...about, words, created_at: clock.now(), ...unanswered })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (kept === undefined) throw new CityError('COMPLAINT_STANDS');
    return id;
  });
}

/** Answers for the department that has to; once. @throws CityError COMPLAINT_NOT_FOUND, COMPLAINT_ANSWERED */
export function answerComplaint(
  { staff, department }: Pick<StaffCaller, 'staff' | 'department'>,
  id: string,
  { text, parts }: { readonly text: string; readonly parts: ComplaintsParts },
): Promise<void> {
  return parts.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('complaints')
      .select(['subject', 'answered_at'])
      .where('id', '=', id)
      .where('department', '=', department)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw new CityError('COMPLAINT_NOT_FOUND');
    if (row.answered_at !== null) throw new CityError('COMPLAINT_ANSWERED');
    const answer = await sealWords(trx, { subject: row.subject, id, text, part: 'answer' }, parts);
    await trx
      .updateTable('complaints')
      .set({ answer, answered_by: staff, answered_at: parts.clock.now() })
      .where('id', '=', id)
      .execute();
  });
}

/** What is written to and fro; each sealed as what it is, so that neither passes for the other. */
export type ComplaintPart = 'words' | 'answer';

export const complaintContext = (id: string, part: ComplaintPart): string => `complaint/${id}/${part}`;

type Sealing = {
  readonly subject: Subject;
  readonly id: string;
  readonly text: string;
  readonly part: ComplaintPart;
};

async function sealWords(
  trx: Kysely<Tables>,
  { subject, id, text, part }: Sealing,
  { keys }: Pick<ComplaintsParts, 'keys'>,
): Promise<Buffer> {
  const key = (await provideSubjectKeys(trx, keys, [subject])).get(subject);
  if (key === undefined) throw new CityError('INTERNAL');
  return key.seal(Buffer.from(text), complaintContext(id, part));
}
