/** Writes the published test vectors: one whole proof, and one for everything that can be wrong with it. `npm run vectors`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVectors, vectors } from '../test/support/vectors.ts';

const folder = join(import.meta.dirname, '..', 'sdk', 'vectors');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(join(folder, name));
for (const vector of vectors()) writeFileSync(join(folder, `${vector.name}.json`), formatVectors(vector));
console.log(`Wrote ${vectors().length} vectors to ${folder}.`);
