/** Whether faces are taken at all: by the settings, by the operator's word, and by whether the engine can be asked. */
import type { Kysely } from 'kysely';
import type { FaceFact } from '../../../sdk/schemas/receipts.ts';
import type { Tables } from '../../database/tables.ts';
import { CityError, hasCode } from '../../errors.ts';
import type { FaceEngine, FaceManifest } from './engine.ts';

/** `unavailable`: switched on, but the engine can't be asked now. */
export type Offered = 'on' | 'off' | 'unavailable';

/** What the operator last said: kept for good, since it names the impact assessment. */
export type Switched = {
  readonly isOn: boolean;
  /** Number of the impact assessment (PIPL art. 55); null in the fictional town. */
  readonly assessment: string | null;
  readonly since: string;
};

export type FaceStanding = {
  readonly offered: Offered;
  /** Null where nobody ever switched it. */
  readonly switched: Switched | null;
  /** Null unless the engine answers. */
  readonly manifest: FaceManifest | null;
};

export type FaceSwitch = {
  /** How it stands now, asked of the engine itself. */
  readonly standing: () => Promise<FaceStanding>;
  /** The engine, to be used. @throws CityError FACE_OFF, FACE_UNAVAILABLE */
  readonly engine: () => Promise<{ readonly engine: FaceEngine; readonly manifest: FaceManifest }>;
  /** The engine however it stands, for what must be destroyed; undefined where the settings have none. */
  readonly configured: FaceEngine | undefined;
  /** Remembers the operator's word. @throws CityError FACE_ASSESSMENT_NEEDED */
  readonly write: (switched: Switched) => Promise<void>;
};

type SwitchParts = {
  readonly db: Kysely<Tables>;
  /** Undefined where the settings say off. */
  readonly engine: FaceEngine | undefined;
  /** The fictional town needs nobody's word: nobody's face is in it. */
  readonly isTown: boolean;
};

export function openFaceSwitch({ db, engine, isTown }: SwitchParts): FaceSwitch {
  const standing = async (): Promise<FaceStanding> => {
    const switched = await readSwitched(db);
    if (engine === undefined || !(switched?.isOn ?? isTown))
      return { offered: 'off', switched, manifest: null };
    try {
      return { offered: 'on', switched, manifest: await engine.manifest() };
    } catch (error) {
      if (!hasCode(error, 'FACE_UNAVAILABLE')) throw error;
      return { offered: 'unavailable', switched, manifest: null };
    }
  };
  return {
    standing,
    configured: engine,
    engine: async () => {
      const { offered, manifest } = await standing();
      if (engine === undefined || offered === 'off') throw new CityError('FACE_OFF');
      if (manifest === null) throw new CityError('FACE_UNAVAILABLE');
      return { engine, manifest };
    },
    write: async (switched) => {
      if (switched.isOn && switched.assessment === null && !isTown)
        throw new CityError('FACE_ASSESSMENT_NEEDED');
      const value = JSON.stringify(switched);
      await db
        .insertInto('city_facts')
        .values({ name: 'face', value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}

/** True where the operator said so: then nothing that was begun by face goes on. */
export const isSwitchedOff = async (db: Kysely<Tables>): Promise<boolean> =>
  (await readSwitched(db))?.isOn === false;

async function readSwitched(db: Kysely<Tables>): Promise<Switched | null> {
  const row = await db.selectFrom('city_facts').select('value').where('name', '=', 'face').executeTakeFirst();
  return row === undefined ? null : JSON.parse(row.value);
}

/** What receipts say of an engine. */
export const factOf = ({ engine, modelId, isCalibrated }: FaceManifest): FaceFact => ({
  ...{ engine, modelId, isCalibrated },
});

/** What pages say of an engine. */
export const describeEngine = ({
  engine,
  modelId,
  isCalibrated,
  presentationAttackReport,
}: FaceManifest) => ({
  ...{ engine, modelId, isCalibrated },
  isPilot: presentationAttackReport === null,
});
