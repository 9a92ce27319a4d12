/** Rows of a file put together, so that many are taken in one transaction. */

/** Rows that follow the first `from` ones. */
export type Chunk<Row> = { readonly from: number; readonly rows: readonly Row[] };

/**
 * Chunks of at most `size` rows behind the first `skipped` ones; `read` sees those as well, in their order. What could be
 * read before the rows fail is given first.
 */
export async function* chunksOf<Raw, Row>(
  raw: AsyncIterable<Raw>,
  read: (row: Raw) => Row,
  { skipped, size }: { readonly skipped: number; readonly size: number },
): AsyncIterable<Chunk<Row>> {
  let rows: Row[] = [];
  let place = 0;
  let failure: { readonly error: unknown } | undefined;
  const source = raw[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await source.next().catch((error: unknown) => {
        failure = { error };
        return { done: true } as const;
      });
      if (next.done === true) break;
      const row = read(next.value);
      if (place++ < skipped) continue;
      rows.push(row);
      if (rows.length < size) continue;
      yield { from: place - rows.length, rows };
      rows = [];
    }
    if (rows.length > 0) yield { from: place - rows.length, rows };
  } finally {
    await source.return?.();
  }
  if (failure !== undefined) throw failure.error;
}
