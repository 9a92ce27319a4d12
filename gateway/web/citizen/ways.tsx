/** Other ways to the same end, in one list and of one size. */

import { chevronRight } from '../icons/icons.ts';
import { Icon } from '../parts/icon.tsx';
import { RouterLink } from '../parts/router.tsx';

export type Way = {
  /** A page of the area; none where there is nothing to press. */
  readonly to?: string;
  readonly icon: string;
  readonly text: () => string;
};

export const Ways = ({ heading, items }: { readonly heading: string; readonly items: readonly Way[] }) => (
  <section class="stack" aria-labelledby="ways">
    <h2 id="ways">{heading}</h2>
    <ul class="ways sheet flush">
      {items.map(({ to, icon, text }) => (
        <li key={icon}>
          {to === undefined ? (
            <div>
              <Icon of={icon} />
              <span>{text()}</span>
            </div>
          ) : (
            <RouterLink to={to}>
              <Icon of={icon} />
              <span>{text()}</span>
              <Icon of={chevronRight} />
            </RouterLink>
          )}
        </li>
      ))}
    </ul>
  </section>
);
