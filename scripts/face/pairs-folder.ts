/** Pictures of people who agreed to be measured by: `<folder>/<person>/<picture>.jpg`, and who they are in `consents.txt`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../support/command.ts';

/** One person's pictures, by their files. */
export type PersonPictures = { readonly person: string; readonly files: readonly string[] };

const CONSENTS = 'consents.txt';
const PICTURE = /\.jpe?g$/i;

/**
 * Reads which pictures there are. `consents.txt` names each person's folder on a line of its own, empty lines and those
 * that begin with # aside.
 * @throws UsageError where somebody isn't named there, or has fewer than two pictures
 */
export function readPairsFolder(folder: string): readonly PersonPictures[] {
  const consents = join(folder, CONSENTS);
  if (!existsSync(consents))
    throw new UsageError(`${CONSENTS} must name the folders of those who agreed, one a line`);
  const agreed = new Set(
    readFileSync(consents, 'utf8')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
  const people = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ person: name, files: picturesIn(join(folder, name)) }));
  const unnamed = people.filter(({ person }) => !agreed.has(person));
  if (unnamed.length > 0)
    throw new UsageError(`${CONSENTS} doesn’t name ${unnamed.map(({ person }) => person).join(', ')}`);
  const single = people.filter(({ files }) => files.length < 2);
  if (single.length > 0)
    throw new UsageError(`fewer than two pictures: ${single.map(({ person }) => person).join(', ')}`);
  if (people.length < 2) throw new UsageError('there must be two people at least');
  return people;
}

const picturesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && PICTURE.test(entry.name))
    .map(({ name }) => join(folder, name))
    .toSorted();
