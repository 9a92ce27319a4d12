/** What the gateway does by itself, each in its own time. */
import type { Kysely } from 'kysely';
import { expireRequests } from '../authorization/endings.ts';
import type { FaceEngine } from '../authorization/face/engine.ts';
import type { FaceParts } from '../authorization/face/parts.ts';
import { sweepFaces } from '../authorization/face/sweep.ts';
import type { AuthorizationParts } from '../authorization/parts.ts';
import type { Clock } from '../clock.ts';
import type { DepartmentKeys } from '../credentials/department-keys.ts';
import { forgetAdults } from '../credentials/minors.ts';
import type { Tables } from '../database/tables.ts';
import { closeMonths } from '../figures/months.ts';
import { forgetAssertions } from '../identity/clients.ts';
import type { Sessions } from '../identity/sessions.ts';
import { every } from './timers.ts';

const SWEEP = 5_000;
const REFRESH = 10_000;
const FORGET = 60_000;
const COUNT = 600_000;

type Rounds = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly authorization: AuthorizationParts;
  readonly face: FaceParts;
  readonly faceEngine: FaceEngine | undefined;
  readonly departmentKeys: DepartmentKeys;
  readonly sessions: Pick<Sessions, 'forget'>;
  /** Reads what the ledger has that the copy of it doesn't have yet. */
  readonly refresh: () => Promise<void>;
};

/** Begins them; each of the returned functions ends one and resolves when what is under way is done. */
export function startRounds(parts: Rounds): readonly (() => Promise<void>)[] {
  const { db, clock, authorization, face, faceEngine, departmentKeys, sessions, refresh } = parts;
  return [
    every(SWEEP, () => expireRequests(authorization)),
    every(REFRESH, () => Promise.all([refresh(), departmentKeys.refresh()])),
    every(COUNT, () => closeMonths(db, clock.now())),
    every(FORGET, async () => {
      await authorization.codes.forget();
      await forgetAssertions(db, clock.now());
      await forgetAdults(db, clock.now());
      await sessions.forget();
    }),
    every(FORGET, async () => {
      await sweepFaces(face);
      await faceEngine?.sweep();
    }),
  ];
}
