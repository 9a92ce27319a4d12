/** The counter's pages, for clerks: keyboard first. */
import { signedIn } from '../calls/session.ts';
import { Frame } from '../parts/frame.tsx';
import { Needs } from '../parts/needs.tsx';
import { openArea } from '../parts/open-area.ts';
import { RouterView } from '../parts/router.tsx';
import { counter as say } from '../words/counter.ts';
import { AskPage } from './ask-page.tsx';
import { DeskHeader } from './desk-header.tsx';
import { MatterPage } from './matter-page.tsx';
import { isAway } from './offline/away.ts';
import { workOffline } from './offline/begin.ts';
import { WithoutNetwork } from './offline/without-network.tsx';
import { followTrust } from './trust.ts';
import { WithWindow } from './window.tsx';
import '../style/cards.css';
import './counter.css';

openArea({
  base: '/counter',
  density: 'desk',
  view: () => (
    <Frame layout="desk" area={say.area}>
      {{
        header: () => (signedIn()?.kind === 'staff' || isAway.value ? <DeskHeader /> : null),
        default: () => (
          <WithoutNetwork>
            {() => <Needs who="clerk">{() => <WithWindow>{() => <RouterView />}</WithWindow>}</Needs>}
          </WithoutNetwork>
        ),
      }}
    </Frame>
  ),
  routes: [
    { path: '/', component: MatterPage },
    { path: '/ask/:code', component: AskPage },
    { path: '/offline', load: async () => (await import('./offline/offline-page.tsx')).OfflinePage },
    { path: '/screens', load: async () => (await import('./screens/screens-page.tsx')).ScreensPage },
    { path: '/checks', load: async () => (await import('./checks-page.tsx')).ChecksPage },
    {
      path: '/face-checks',
      load: async () => (await import('./face/face-checks-page.tsx')).FaceChecksPage,
    },
    { path: '/proofs/:id', load: async () => (await import('./proof-page.tsx')).ProofPage },
    { path: '/refused/:id', load: async () => (await import('./refused-page.tsx')).RefusedPage },
  ],
});
followTrust();
workOffline();
