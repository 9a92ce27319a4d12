/** A list that comes in pages: as many of them as the reader wants to see. */
import { ref, watch } from 'vue';
import type { Items } from './catalogue.ts';
import { type Loaded, useLoaded } from './loaded.ts';

export type Paged<Item> = {
  readonly loaded: Loaded<Items<Item>>;
  /** Reads one page more. */
  readonly more: () => void;
};

/**
 * Reads the first page now and whenever `source` changes, and further ones on demand; read anew, it keeps its length.
 * `read` gets the `next` of the page before, 0 for the first. Call it while setting a component up.
 */
export function usePaged<Item, Source = undefined>(
  read: (next: number, signal: AbortSignal, source: Source) => Promise<Items<Item>>,
  source: () => Source = () => undefined as Source,
): Paged<Item> {
  const pages = ref(1);
  watch(source, () => {
    pages.value = 1;
  });
  const loaded = useLoaded(
    () => [source(), pages.value] as const,
    async ([about, wanted], signal): Promise<Items<Item>> => {
      let { items, total, next } = await read(0, signal, about);
      for (let page = 1; page < wanted && next !== null; page++) {
        const found = await read(next, signal, about);
        items = [...items, ...found.items];
        ({ total, next } = found);
      }
      return { items, total, next };
    },
  );
  return {
    loaded,
    more: () => {
      pages.value++;
    },
  };
}
