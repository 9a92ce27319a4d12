/** Which face engine the settings name. */
import { join } from 'node:path';
import { openEmbeddedEngine } from '../authorization/face/embedded/engine.ts';
import { openExaminer } from '../authorization/face/embedded/examiner.ts';
import { loadModels, modelFolder } from '../authorization/face/embedded/models.ts';
import type { FaceEngine, Movement } from '../authorization/face/engine.ts';
import { openHttpEngine } from '../authorization/face/http/engine.ts';
import type { Clock } from '../clock.ts';
import { readFaceService } from '../config/face-service.ts';
import type { Config } from '../config.ts';
import { CityError, hasCode } from '../errors.ts';
import type { Ground } from './ground.ts';

type FaceOptions = {
  readonly config: Config;
  readonly clock: Clock;
  /** Which movements are asked for; drawn at random where missing. */
  readonly drawMovements?: (() => readonly Movement[]) | undefined;
  /** Where the embedded engine's files lie. */
  readonly modelsIn?: string;
};

/** Where a calibration of this deployment lies. */
export const calibrationFileIn = (dataDir: string): string => join(dataDir, 'face-calibration.json');

/**
 * Opens the engine; undefined where the settings say off. A changed file of the recogniser stops the start. A missing one
 * does so where somebody asked for faces; the town, which only offers them, starts without.
 * @throws CityError FACE_MODEL_CHANGED, FACE_MODEL_MISSING
 */
export async function openFaceEngine(
  { keys, databaseUrl }: Pick<Ground, 'keys' | 'databaseUrl'>,
  { config, clock, drawMovements, modelsIn = modelFolder }: FaceOptions,
): Promise<FaceEngine | undefined> {
  if (config.FACE === 'off') return undefined;
  if (config.FACE_SERVICE_FILE !== undefined) {
    const service = readFaceService(config.FACE_SERVICE_FILE);
    return openHttpEngine({ service, key: keys.token('system'), clock });
  }
  try {
    const models = await loadModels(modelsIn, config.FACE_MODEL_DIR);
    return await openEmbeddedEngine({
      ...{ databaseUrl, keys, clock, cityId: config.CITY_ID },
      calibrationFile: calibrationFileIn(config.DATA_DIR),
      examiner: await openExaminer(models),
      ...(drawMovements === undefined ? {} : { drawMovements }),
    });
  } catch (error) {
    const isOnlyOffered = config.SEED === 'town' && config.FACE_MODEL_DIR === undefined;
    if (isOnlyOffered && hasCode(error, 'FACE_MODEL_MISSING')) return absentEngine;
    throw error;
  }
}

const away = async (): Promise<never> => {
  throw new CityError('FACE_UNAVAILABLE');
};

/** Stands for an engine whose files nobody fetched yet. */
const absentEngine: FaceEngine = {
  ...{ manifest: away, startChallenge: away, finishChallenge: away, enrol: away, compare: away },
  ...{ verify: away, identify: away, delete: away, deleteAll: away, sweep: async () => {} },
  close: async () => {},
};
