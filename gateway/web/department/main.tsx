/** The department's pages, for its administrators. */

import { signedIn } from '../calls/session.ts';
import { Frame } from '../parts/frame.tsx';
import { Needs } from '../parts/needs.tsx';
import { openArea } from '../parts/open-area.ts';
import { RouterView } from '../parts/router.tsx';
import { type TopLink, TopLinks } from '../parts/top-links.tsx';
import { department as say } from '../words/department.ts';
import { OverviewPage } from './overview/overview-page.tsx';
import '../style/cards.css';
import '../style/desk.css';
import './department.css';

// In large type the first four stand open: what an administrator comes for most.
const links: readonly TopLink[] = [
  { to: '/', text: say.overview },
  { to: '/imports', text: say.imports },
  { to: '/status', text: say.status },
  { to: '/complaints', text: say.complaints },
  { to: '/papers', text: say.papers },
  { to: '/reviews', text: say.reviews },
  { to: '/face', text: say.face },
  { to: '/keys', text: say.keys },
  { to: '/matters', text: say.matters },
  { to: '/statistics', text: say.statistics },
  { to: '/journal', text: say.journal },
];

const isAdministrator = (): boolean => {
  const one = signedIn();
  return one?.kind === 'staff' && one.roles.includes('administrator');
};

openArea({
  base: '/department',
  density: 'desk',
  view: () => (
    <Frame layout="desk" area={say.area}>
      {{
        header: () => (isAdministrator() ? <TopLinks isBand items={links} /> : null),
        default: () => <Needs who="administrator">{() => <RouterView />}</Needs>,
      }}
    </Frame>
  ),
  routes: [
    { path: '/', component: OverviewPage },
    { path: '/imports', load: async () => (await import('./imports/imports-page.tsx')).ImportsPage },
    { path: '/imports/:id', load: async () => (await import('./imports/import-page.tsx')).ImportPage },
    { path: '/status', load: async () => (await import('./decisions/status-page.tsx')).StatusPage },
    { path: '/keys', load: async () => (await import('./decisions/keys-page.tsx')).KeysPage },
    {
      path: '/complaints',
      load: async () => (await import('./voices/complaints-page.tsx')).ComplaintsPage,
    },
    { path: '/papers', load: async () => (await import('./voices/papers-page.tsx')).PapersPage },
    { path: '/reviews', load: async () => (await import('./voices/reviews-page.tsx')).ReviewsPage },
    { path: '/face', load: async () => (await import('./face/face-page.tsx')).FacePage },
    { path: '/matters', load: async () => (await import('./figures/matters-page.tsx')).MattersPage },
    {
      path: '/statistics',
      load: async () => (await import('./figures/statistics-page.tsx')).StatisticsPage,
    },
    { path: '/journal', load: async () => (await import('./figures/journal-page.tsx')).JournalPage },
  ],
});
