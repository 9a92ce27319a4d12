/** Measures the recogniser on a deployment's own people, and chooses its thresholds by that. */
import { readFileSync } from 'node:fs';
import { type Choice, chooseThresholds } from '../../gateway/authorization/face/calibration/choose.ts';
import { type People, scorePairs } from '../../gateway/authorization/face/calibration/pairs.ts';
import {
  equalErrorRate,
  type Rate,
  type Rates,
  ratesAt,
  sortScores,
} from '../../gateway/authorization/face/calibration/rates.ts';
import { GALLERY_LIMIT } from '../../gateway/authorization/face/embedded/engine.ts';
import type { CalibrationFile } from '../../gateway/authorization/face/embedded/manifest.ts';
import { loadModels, modelFolder } from '../../gateway/authorization/face/embedded/models.ts';
import { openFaceReader } from '../../gateway/authorization/face/embedded/reader.ts';
import { calibrationFileIn } from '../../gateway/city/face.ts';
import { replaceFile } from '../../gateway/files.ts';
import { type Output, UsageError } from '../support/command.ts';
import { type PersonPictures, readPairsFolder } from './pairs-folder.ts';
import type { Task } from './task.ts';

const DEFAULT_TARGET = 1e-4;
const SHOWN = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7];

export const calibrate: Task = {
  usage: 'calibrate --pairs folder [--target 0.0001] [--write]',
  options: {
    pairs: { type: 'string', value: 'folder', help: 'a folder for each person, and consents.txt' },
    target: { type: 'string', value: 'rate', help: 'of pairs of strangers, at most so many match (0.0001)' },
    write: { type: 'boolean', help: 'keep the thresholds that are chosen' },
  },
  needs: ['pairs'],
  run: async ({ options, config, out }) => {
    const target = targetOf(options.target);
    const people = readPairsFolder(String(options.pairs));
    const models = await loadModels(modelFolder, config.FACE_MODEL_DIR);
    const { modelId, thresholds } = models.recogniser;
    const { embeddings, faults } = await measure(people, models, out);
    const scores = sortScores(scorePairs(embeddings));
    const choice = chooseThresholds(scores, {
      falseMatch: target,
      galleryLimit: GALLERY_LIMIT,
      margin: thresholds.margin,
    });
    const table = SHOWN.map((threshold) => ratesAt(scores, threshold));
    const measured = {
      people: people.length,
      genuine: scores.genuine.length,
      impostor: scores.impostor.length,
      faults,
      target,
      equalErrorRate: equalErrorRate(scores),
      chosen: 'thresholds' in choice ? ratesAt(scores, choice.thresholds.verify) : null,
    };
    out.say('measured', reportOf(modelId, measured, table), { modelId, ...measured, table });
    out.say('choice', sentenceOf(choice), choice);
    if (options.write !== true) return;
    if (!('thresholds' in choice)) throw new Error('no thresholds were chosen, and nothing was written');
    const file = calibrationFileIn(config.DATA_DIR);
    const content: CalibrationFile = { modelId, thresholds: choice.thresholds, measured };
    replaceFile(file, Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`));
    out.say('written', `${file}: holds from the gateway’s next start on`, { file });
  },
};

function targetOf(given: unknown): number {
  const target = given === undefined ? DEFAULT_TARGET : Number(given);
  if (!(target >= 1e-6 && target <= 1e-2)) throw new UsageError('--target lies between 0.000001 and 0.01');
  return target;
}

type Faults = Readonly<Record<string, number>>;

/** Embeddings of the pictures in which one face is found, by person, and how many others there are, by their fault. */
async function measure(
  people: readonly PersonPictures[],
  models: Awaited<ReturnType<typeof loadModels>>,
  out: Output,
): Promise<{ readonly embeddings: People; readonly faults: Faults }> {
  const reader = await openFaceReader(models);
  const faults: Record<string, number> = {};
  const embeddings: Float32Array[][] = [];
  try {
    for (const [done, { files }] of people.entries()) {
      const readings = await reader.read(files.map((file) => readFileSync(file)));
      for (const reading of readings)
        if ('fault' in reading) faults[reading.fault] = (faults[reading.fault] ?? 0) + 1;
      embeddings.push(
        readings.flatMap((reading) => ('measured' in reading ? [reading.measured.embedding] : [])),
      );
      out.progress('people', done + 1, people.length);
    }
  } finally {
    await reader.close();
  }
  return { embeddings, faults };
}

type Measured = {
  readonly people: number;
  readonly genuine: number;
  readonly impostor: number;
  readonly faults: Faults;
  readonly equalErrorRate: number;
};

function reportOf(modelId: string, measured: Measured, table: readonly Rates[]): string {
  const faults = Object.entries(measured.faults).map(([fault, count]) => `${fault} ${count}`);
  return [
    `${modelId}: ${measured.people} people, ${measured.genuine} pairs of one person, ${measured.impostor} of two`,
    `pictures that can’t be used: ${faults.length === 0 ? 'none' : faults.join(', ')}`,
    `equal error rate: ${percent(measured.equalErrorRate)}`,
    'threshold  strangers match (95 %)                     the same person doesn’t (95 %)',
    ...table.map(
      ({ threshold, falseMatch, falseNonMatch }) =>
        `${threshold.toFixed(2).padEnd(11)}${cell(falseMatch).padEnd(43)}${cell(falseNonMatch)}`,
    ),
    'The intervals (Clopper and Pearson) take pairs for independent; those that share a person aren’t quite.',
  ].join('\n');
}

const cell = ({ count, trials, rate, lower, upper }: Rate): string =>
  trials === 0 ? 'no pairs' : `${percent(rate)} = ${count} (${percent(lower)} to ${percent(upper)})`;

const percent = (rate: number): string => `${Number((100 * rate).toPrecision(3))} %`;

function sentenceOf(choice: Choice): string {
  if ('needed' in choice)
    return `Too few pairs to choose by: ${choice.needed.genuine} of one person and ${choice.needed.impostor} of two are needed.`;
  if ('isUnreachable' in choice) return 'No threshold keeps strangers apart as the target asks.';
  const { verify, identify, margin } = choice.thresholds;
  return `Chosen: ${verify} one against one, ${identify} among several, ${margin} above the next best.`;
}
