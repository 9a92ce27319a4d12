/** What a department's administrator sees of faces: nobody in particular. */
import type { FaceAlert, FaceState } from '../../../sdk/schemas/face.ts';
import { type Page, type Paging, pageOf } from '../../database/pages.ts';
import type { FaceParts } from './parts.ts';
import { countEnrolled, FILING_LIMIT } from './sweep.ts';
import { describeEngine } from './switch.ts';

/** Counts below this are told of nobody. */
const FEW = 10;

export async function stateForDepartment(parts: FaceParts): Promise<FaceState> {
  const { offered, switched, manifest } = await parts.face.standing();
  const enrolled = await countEnrolled(parts);
  return {
    offered,
    since: switched?.since ?? null,
    assessment: switched?.assessment ?? null,
    engine: manifest === null ? null : describeEngine(manifest),
    thresholds: manifest === null ? null : { ...manifest.thresholds },
    presentationAttackReport: manifest?.presentationAttackReport ?? null,
    enrolled: enrolled < FEW ? null : enrolled,
    filingLimit: FILING_LIMIT,
  };
}

/** Its own alerts and those of the whole city, newest first. */
export async function listFaceAlerts(
  department: string,
  { limit, next }: Paging,
  { db }: Pick<FaceParts, 'db'>,
): Promise<Page<FaceAlert>> {
  const own = db.selectFrom('face_alerts').where('department', 'in', [department, '']);
  const rows = await own
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('kind')
    .limit(limit)
    .offset(next)
    .execute();
  const { total } = await own.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const items = rows.map(({ kind, window, day, at }) => ({
    ...{ kind, day },
    window: window === '' ? null : window,
    at: at.toISOString(),
  }));
  return pageOf(items, { total, next });
}
