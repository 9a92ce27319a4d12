/** Compares every picture with every other: those of one person are genuine pairs, all others impostor ones. */
import { similarityOf } from '../embedded/embedding.ts';
import type { Scores } from './rates.ts';

/** Embeddings of each person's pictures, of length one. */
export type People = readonly (readonly Float32Array[])[];

export function scorePairs(people: People): Scores {
  const all = people.flatMap((embeddings, person) => embeddings.map((embedding) => ({ person, embedding })));
  const genuine: number[] = [];
  const impostor: number[] = [];
  for (const [at, one] of all.entries())
    for (let next = at + 1; next < all.length; next++) {
      const other = all[next] ?? one;
      const scores = one.person === other.person ? genuine : impostor;
      scores.push(similarityOf(one.embedding, other.embedding));
    }
  return { genuine, impostor };
}
