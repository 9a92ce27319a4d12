/** Signing in: choosing as whom, and what to do where it failed. */

import { Frame } from '../parts/frame.tsx';
import { openArea } from '../parts/open-area.ts';
import { RouterView } from '../parts/router.tsx';
import { AccountsPage } from './accounts-page.tsx';
import { ChoicePage } from './choice-page.tsx';
import { FailedPage } from './failed-page.tsx';
import './sign-in.css';

openArea({
  base: '/sign-in',
  view: () => (
    <Frame layout="column">
      <RouterView />
    </Frame>
  ),
  routes: [
    { path: '/', component: ChoicePage },
    { path: '/choose/:uid', component: AccountsPage },
    { path: '/failed', component: FailedPage },
  ],
});
