/** Pages of a list. */

/** A page of items, how many there are in all, and where the next page begins; null after the last. */
export type Page<T> = { readonly items: T[]; readonly total: number; readonly next: number | null };

/** Which page: at most `limit` items after the first `next`. */
export type Paging = { readonly limit: number; readonly next: number };

/** The page of these items, of which `next` came before. */
export function pageOf<T>(
  items: T[],
  { total, next }: { readonly total: number; readonly next: number },
): Page<T> {
  const end = next + items.length;
  return { items, total, next: end < total && items.length > 0 ? end : null };
}
