/** The four places of the citizen, at the lower edge of the screen. */
import type { FunctionalComponent } from 'vue';
import { shared } from '../words/shared.ts';
import { Icon } from './icon.tsx';
import { RouterLink } from './router.tsx';

export type Place = { readonly to: string; readonly icon: string; readonly text: () => string };

/** A link is current on its own address and on those below it. */
export const Places: FunctionalComponent<{ readonly items: readonly Place[] }> = ({ items }) => (
  <nav class="places" aria-label={shared.places()}>
    <ul class="plain">
      {items.map(({ to, icon, text }) => (
        <li key={to}>
          <RouterLink to={to}>
            <Icon of={icon} />
            {text()}
          </RouterLink>
        </li>
      ))}
    </ul>
  </nav>
);
Places.props = ['items'];
