/** Exact search among quantised vectors: every row is compared, in whole numbers, by WebAssembly with SIMD. */
import { readFileSync } from 'node:fs';

/** A row by its place, and its inner product with the probe. */
export type Found = { readonly place: number; readonly product: number };

/** The row that is nearest, and the next nearest; of equal rows the earlier one is nearer. */
export type Nearest = { readonly best: Found | undefined; readonly next: Found | undefined };

/** A gallery that is searched; it holds a copy of its rows until it is closed. */
export type Search = {
  /** @throws RangeError for a probe of another dimension */
  readonly find: (probe: Int8Array) => Nearest;
  /** Overwrites the rows with zeros. */
  readonly close: () => void;
};

type Exports = {
  readonly memory: WebAssembly.Memory;
  readonly search: (probe: number, rows: number, count: number, dimension: number) => void;
};

/** Rows are read sixteen components at a time. */
const LANES = 16;
const MOST_DIMENSIONS = 65_536;
const PAGE = 65_536;
const RESULTS = 16;

const program = new WebAssembly.Module(readFileSync(new URL('dot-product.wasm', import.meta.url)));

/**
 * Opens a gallery of rows that lie one after the other; products are exact, in 32 bits.
 * @throws RangeError for a dimension that is no multiple of 16 up to 65,536, and for rows that aren't whole
 */
export function openSearch(rows: Int8Array, dimension: number): Search {
  if (dimension < LANES || dimension > MOST_DIMENSIONS || dimension % LANES !== 0)
    throw new RangeError('the dimension must be a multiple of 16 up to 65,536');
  if (rows.length % dimension !== 0) throw new RangeError('the rows are not whole');
  const count = rows.length / dimension;
  const { memory, search } = new WebAssembly.Instance(program).exports as Exports;
  const start = RESULTS + dimension;
  const pages = Math.ceil((start + rows.length) / PAGE) - memory.buffer.byteLength / PAGE;
  if (pages > 0) memory.grow(pages);
  new Int8Array(memory.buffer, start).set(rows);
  return {
    find: (probe) => {
      if (probe.length !== dimension) throw new RangeError('the probe has another dimension');
      if (count === 0) return { best: undefined, next: undefined };
      new Int8Array(memory.buffer, RESULTS, dimension).set(probe);
      search(RESULTS, start, count, dimension);
      const [best = -1, bestProduct = 0, next = -1, nextProduct = 0] = new Int32Array(memory.buffer, 0, 4);
      return { best: foundAt(best, bestProduct), next: foundAt(next, nextProduct) };
    },
    close: () => {
      new Uint8Array(memory.buffer).fill(0);
    },
  };
}

const foundAt = (place: number, product: number): Found | undefined =>
  place < 0 ? undefined : { place, product };
