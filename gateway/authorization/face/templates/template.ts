/** What is kept of a face: the mean of its stills, projected, a byte a component. */
import { meanEmbeddingOf } from '../embedded/embedding.ts';
import { quantise } from '../search/quantise.ts';
import type { Projection } from './projection.ts';

/** A template of embeddings of one face, or of a single one a probe to search among templates with. */
export const templateOf = (embeddings: readonly Float32Array[], { apply }: Projection): Int8Array =>
  quantise(apply(meanEmbeddingOf(embeddings)));
