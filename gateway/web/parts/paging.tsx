/** A list in pages with its states: waiting, nothing there, more to see. */
import type { VNode } from 'vue';
import type { Paged } from '../calls/paged.ts';
import { moveDown } from '../icons/icons.ts';
import { lists } from '../words/lists.ts';
import { ShowLoaded } from './blank.tsx';
import { Button } from './button.tsx';

type ShowPagedProps<Item> = {
  readonly of: Paged<Item>;
  readonly empty: () => VNode;
  readonly show: (items: readonly Item[]) => VNode;
};

export function ShowPaged<Item>({ of, empty, show }: ShowPagedProps<Item>): VNode {
  return (
    <ShowLoaded
      of={of.loaded}
      show={({ items, total, next }) =>
        items.length === 0 ? (
          empty()
        ) : (
          <div class="stack">
            {show(items)}
            {next === null ? null : (
              <Button icon={moveDown} busy={of.loaded.phase === 'loading'} onPress={of.more}>
                {lists.more({ total })}
              </Button>
            )}
          </div>
        )
      }
    />
  );
}
