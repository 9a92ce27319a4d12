/** A fictional town of 2,000 people and 200 firms, as the files that its departments would send. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Cast, chooseCast } from './cast.ts';
import { addDays } from './dates.ts';
import { makeFiles, type TownFile } from './files.ts';
import { populate } from './population.ts';
import { makeStatusChanges, type TownStatusChange } from './status-changes.ts';

export type Town = {
  readonly dayZero: string;
  /** In the order in which they are imported. */
  readonly files: readonly TownFile[];
  /** To be sent after the imports. */
  readonly statusChanges: readonly TownStatusChange[];
  readonly cast: Cast;
};

/**
 * The same town for the same day zero (`YYYY-MM-DD`), to the byte. With another day zero everybody's dates move along,
 * and with the birthdays the citizen numbers.
 * @throws RangeError for what is no date.
 */
export function makeTown(dayZero: string): Town {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(dayZero) || addDays(dayZero, 0) !== dayZero)
    throw new RangeError('day zero is written YYYY-MM-DD');
  const population = populate(dayZero);
  const files = makeFiles(population);
  const cast = chooseCast(population, files);
  return { dayZero, files, statusChanges: makeStatusChanges(files, cast), cast };
}

/** Writes every department's file into the folder, which is made where there is none; what stands there is replaced. */
export async function writeTown(folder: string, dayZero: string): Promise<Town> {
  const town = makeTown(dayZero);
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of town.files)
    await pipeline(Readable.from(text()), createWriteStream(join(folder, name)));
  return town;
}
