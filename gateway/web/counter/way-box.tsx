/** One way to somebody's yes among the others, all of one size. */
import { Icon } from '../parts/icon.tsx';

export const WayBox = (
  { icon, title, keyName }: { readonly icon: string; readonly title: string; readonly keyName: string },
  { slots }: { slots: { default?: () => unknown } },
) => (
  <section class="way sheet" aria-label={title}>
    <Icon of={icon} />
    <h2>
      {title} <kbd>{keyName}</kbd>
    </h2>
    <div class="in stack tight">{slots.default?.()}</div>
  </section>
);
WayBox.props = ['icon', 'title', 'keyName'];
