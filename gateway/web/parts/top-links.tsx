/** The pages of an area, in its header. In large type the first few, and the rest behind one button. */
import { defineComponent, ref } from 'vue';
import { elder } from '../words/language.ts';
import { lists } from '../words/lists.ts';
import { shared } from '../words/shared.ts';
import { RouterLink } from './router.tsx';

export type TopLink = { readonly to: string; readonly text: () => string };

const FEW = 4;

/** `isBand`: a row of its own below the header's tools, for areas with many pages. */
export const TopLinks = defineComponent(
  (props: { readonly items: readonly TopLink[]; readonly isBand?: boolean | undefined }) => {
    const isWhole = ref(false);
    return () => {
      const isLong = elder.value !== 'off' && props.items.length > FEW;
      const shown = isLong && !isWhole.value ? props.items.slice(0, FEW) : props.items;
      return (
        <nav class={['top', props.isBand ? 'band' : '']} aria-label={shared.places()}>
          <ul class="plain">
            {shown.map(({ to, text }) => (
              <li key={to}>
                <RouterLink to={to}>{text()}</RouterLink>
              </li>
            ))}
          </ul>
          {isLong ? (
            <button
              class="tool"
              type="button"
              aria-expanded={isWhole.value ? 'true' : 'false'}
              onClick={() => {
                isWhole.value = !isWhole.value;
              }}
            >
              {isWhole.value ? lists.fewer() : lists.all()}
            </button>
          ) : null}
        </nav>
      );
    };
  },
  { props: ['items', 'isBand'] },
);
