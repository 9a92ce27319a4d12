/** In large type a list begins short, and one button shows the rest: fewer choices, not fewer rights. */
import { defineComponent, ref, type VNode } from 'vue';
import { elder } from '../words/language.ts';
import { shared } from '../words/shared.ts';
import { Button } from './button.tsx';

/** Hands `show` the items to be seen; `first` of them in large type, until the reader wants all. */
export const More = defineComponent(
  <Item,>(props: MoreProps<Item>) => {
    const isWhole = ref(false);
    return () => {
      const isShort = elder.value !== 'off' && !isWhole.value && props.items.length > props.first;
      return (
        <>
          {props.show(isShort ? props.items.slice(0, props.first) : props.items)}
          {isShort ? (
            <Button wide onPress={() => (isWhole.value = true)}>
              {shared.seeAll({ n: props.items.length })}
            </Button>
          ) : null}
        </>
      );
    };
  },
  { props: ['items', 'first', 'show'] },
);

type MoreProps<Item> = {
  readonly items: readonly Item[];
  readonly first: number;
  readonly show: (items: readonly Item[]) => VNode;
};
