/** Switching face off: first nobody is recognised any more, then nothing can be read any more, then everybody is told. */
import { CityError } from '../../errors.ts';
import { endFace } from './ends.ts';
import type { FaceParts } from './parts.ts';
import { countEnrolled } from './sweep.ts';
import type { Offered } from './switch.ts';

const ENDED_AT_ONCE = 500;

/** What came of it; `destroyed` counts templates. */
export type SwitchedOff = {
  readonly offered: Offered;
  readonly assessment: string | null;
  readonly destroyed: number;
};

/**
 * Done once it returns, and done again without harm: what an interruption leaves over is ended by the next call.
 * @throws CityError FACE_UNAVAILABLE where the engine can't be asked to destroy what it keeps; face is off all the same
 */
export async function switchOff(parts: FaceParts): Promise<SwitchedOff> {
  const { db, clock, face } = parts;
  const assessment = (await face.standing()).switched?.assessment ?? null;
  await face.write({ isOn: false, assessment, since: clock.now().toISOString() });
  const destroyed = await countEnrolled(parts);
  if (face.configured === undefined && destroyed > 0) throw new CityError('FACE_UNAVAILABLE');
  await face.configured?.deleteAll();
  for (;;) {
    const subjects = await db
      .selectFrom('face_consents')
      .select('subject')
      .where('ended_at', 'is', null)
      .limit(ENDED_AT_ONCE)
      .execute();
    for (const { subject } of subjects) await endFace(subject, { because: 'switched-off' }, parts);
    if (subjects.length === 0) break;
  }
  return { offered: (await face.standing()).offered, assessment, destroyed };
}
