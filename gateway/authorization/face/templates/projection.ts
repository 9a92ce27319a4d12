/** Turns vectors of faces about by a secret of this deployment: angles among them stay, and elsewhere they mean nothing. */
import { createCipheriv, hkdfSync } from 'node:crypto';

/** Keeps cosines; vectors projected under two secrets have none in common (ISO/IEC 24745, unlinkability and renewability). */
export type Projection = { readonly apply: (vector: ArrayLike<number>) => Float64Array };

/** What the matrix grows from, and what it is bound to. */
export type ProjectionSource = {
  readonly secret: Uint8Array;
  readonly cityId: string;
  readonly dimension: number;
};

/**
 * A random orthonormal matrix, the same for the same source: HKDF-SHA-256 (RFC 5869) gives the key of an AES-256-CTR
 * stream, its numbers become Gaussian by Box and Muller, and Gram–Schmidt makes their rows orthonormal, so that every
 * rotation and reflection is equally likely. Takes some tenths of a second in 512 dimensions. Whoever has the secret can turn
 * vectors back: it protects against comparing deployments, not against its own keeper.
 */
export function openProjection({ secret, cityId, dimension }: ProjectionSource): Projection {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `face-projection/${dimension}/${cityId}`, 32));
  const gaussian = gaussianStream(key);
  const rows: Float64Array[] = [];
  for (let index = 0; index < dimension; index++)
    rows.push(orthonormal(Float64Array.from({ length: dimension }, gaussian), rows));
  return { apply: (vector) => Float64Array.from(rows, (row) => product(row, vector)) };
}

/** The row without what it has of the rows before it, at length 1. */
function orthonormal(row: Float64Array, before: readonly Float64Array[]): Float64Array {
  // Twice, since rounding leaves too much of the others in a row that was nearly theirs.
  for (let pass = 0; pass < 2; pass++) {
    for (const other of before) {
      const along = product(other, row);
      for (let index = 0; index < row.length; index++)
        row[index] = (row[index] ?? 0) - along * (other[index] ?? 0);
    }
  }
  const length = Math.sqrt(product(row, row));
  return row.map((value) => value / length);
}

function product(a: Float64Array, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Standard normal numbers out of a key; the stream is used for nothing else, so that its counter begins at 0. */
function gaussianStream(key: Uint8Array): () => number {
  const cipher = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  const zeros = Buffer.alloc(65_536);
  let drawn = Buffer.alloc(0);
  let place = 0;
  const uniform = (): number => {
    if (place === drawn.length) {
      drawn = cipher.update(zeros);
      place = 0;
    }
    const word = drawn.readUInt32LE(place);
    place += 4;
    return (word + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
