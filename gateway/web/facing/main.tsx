/** The screen that faces the person at a window. */
import { Frame } from '../parts/frame.tsx';
import { openArea } from '../parts/open-area.ts';
import { RouterView } from '../parts/router.tsx';
import { facing as say } from '../words/facing.ts';
import { FacingPage } from './facing-page.tsx';
import './facing.css';

/** Nothing on it leads away: nobody at the window could come back. */
const HOME = '/counter/facing';

openArea({
  base: HOME,
  hasSession: false,
  view: () => (
    <Frame layout="desk" area={say.area} home={HOME}>
      <RouterView />
    </Frame>
  ),
  routes: [{ path: '/', component: FacingPage }],
});
