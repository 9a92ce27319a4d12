/** The audit pages, for anyone. */
import { Frame } from '../parts/frame.tsx';
import { openArea } from '../parts/open-area.ts';
import { RouterView } from '../parts/router.tsx';
import { type TopLink, TopLinks } from '../parts/top-links.tsx';
import { audit as say } from '../words/audit.ts';
import { LedgerPage } from './ledger/ledger-page.tsx';
import '../style/cards.css';
import '../style/desk.css';
import './audit.css';

const links: readonly TopLink[] = [
  { to: '/', text: say.ledgerLink },
  { to: '/check', text: say.checkLink },
  { to: '/accreditations', text: say.accreditationsLink },
  { to: '/events', text: say.eventsLink },
  { to: '/figures', text: say.figuresLink },
];

openArea({
  base: '/audit',
  density: 'desk',
  view: () => (
    <Frame layout="desk" area={say.area}>
      {{
        header: () => (
          <>
            <TopLinks items={links} />
            <span class="small quiet">{say.forAll()}</span>
          </>
        ),
        default: () => <RouterView />,
      }}
    </Frame>
  ),
  routes: [
    { path: '/', component: LedgerPage },
    { path: '/check', load: async () => (await import('./check/check-page.tsx')).CheckPage },
    {
      path: '/accreditations',
      load: async () => (await import('./ledger/accreditations-page.tsx')).AccreditationsPage,
    },
    { path: '/events', load: async () => (await import('./ledger/events-page.tsx')).EventsPage },
    { path: '/figures', load: async () => (await import('./figures/figures-page.tsx')).FiguresPage },
  ],
});
