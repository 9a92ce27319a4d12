/** What ends by itself: what nobody uses, what a child's guardian decided once the child decides itself, what is kept of the dead, and what an interrupted switching off left over. */
import { sql } from 'kysely';
import { civilDateOf } from '../../clock.ts';
import type { FaceEnd } from '../../database/tables/face.ts';
import { destroyDue, endFace } from './ends.ts';
import type { FaceParts } from './parts.ts';
import { forgetTries, raiseAlert } from './tries.ts';

/** From so many people on a filing with the provincial authority is due (face measures in force since 2025-06-01, art. 15). */
export const FILING_LIMIT = 100_000;
const SHARES = [
  { from: 0.95, kind: 'at-filing' },
  { from: 0.8, kind: 'near-filing' },
] as const;

const MOST_ENDED = 100;

/** One round; what is left over is done in the next. `limit` is the filing limit. */
export async function sweepFaces(parts: FaceParts, limit = FILING_LIMIT): Promise<void> {
  await forgetTries(parts);
  for (const { subject, ...by } of await dueEnds(parts)) await endFace(subject, by, parts);
  await destroyDue(parts);
  const enrolled = await countEnrolled(parts);
  const reached = SHARES.find(({ from }) => enrolled >= from * limit);
  if (reached !== undefined) await raiseAlert({ kind: reached.kind, department: '', window: '' }, parts);
}

/** How many people have a template in the whole city. */
export async function countEnrolled({ db }: Pick<FaceParts, 'db'>): Promise<number> {
  const { enrolled } = await db
    .selectFrom('face_enrolments')
    .select(({ fn }) => fn.countAll<number>().as('enrolled'))
    .executeTakeFirstOrThrow();
  return enrolled;
}

/** `consent`: another one may be in force by the time that this one's turn comes. */
type Due = { readonly subject: string; readonly consent: string; readonly because: FaceEnd };

async function dueEnds({ db, clock }: FaceParts): Promise<readonly Due[]> {
  const today = civilDateOf(clock.now());
  const { rows } = await sql<Due>`
    select subject, consent_id as consent, 'unused' as because from face_enrolments where ends_on <= ${today}
    union all
    select c.subject, c.id, 'of-age' from face_consents c
      left join minors m on m.subject = c.subject
      where c.ended_at is null and c.by = 'guardian' and coalesce(m.consents_from, '') <= ${today}
    union all
    select c.subject, c.id, 'deceased' from face_consents c
      join deceased_subjects d on d.subject = c.subject where c.ended_at is null
    union all
    select c.subject, c.id, 'switched-off' from face_consents c
      join city_facts f on f.name = 'face' and (f.value::jsonb -> 'isOn') = 'false'::jsonb
      where c.ended_at is null
    limit ${MOST_ENDED}
  `.execute(db);
  return rows;
}
