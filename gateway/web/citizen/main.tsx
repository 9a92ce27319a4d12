/** The citizen's pages: phone first, four places at the lower edge. */
import { defineAsyncComponent, defineComponent } from 'vue';
import { handHelping, history, idCard, qrCode } from '../icons/icons.ts';
import { Frame } from '../parts/frame.tsx';
import { Needs } from '../parts/needs.tsx';
import { openArea } from '../parts/open-area.ts';
import { Places } from '../parts/places.tsx';
import { RouterView } from '../parts/router.tsx';
import { citizen as say } from '../words/citizen.ts';
import { useHolder } from './acting/holder.ts';
import { ownRoutes } from './own-routes.ts';
import { Arrivals } from './requests/arrivals.tsx';
import './citizen.css';

/** Comes where somebody acts for another. */
const ActingBand = defineAsyncComponent(async () => (await import('./acting/band.tsx')).ActingBand);
const Acting = defineComponent(() => {
  const holder = useHolder();
  return () => (holder.value === undefined ? null : <ActingBand />);
});

/** What one has to know besides what one came for. */
const Notices = defineAsyncComponent(async () => (await import('./acting/notices.tsx')).Notices);

const places = [
  { to: '/', icon: idCard, text: say.placeCertificates },
  { to: '/code', icon: qrCode, text: say.placeCode },
  { to: '/records', icon: history, text: say.placeRecords },
  { to: '/requests', icon: handHelping, text: say.placeRequests },
] as const;

openArea({
  base: '/citizen',
  view: () => (
    <Frame layout="column">
      {{
        default: () => (
          <Needs who="person">
            {() => (
              <>
                <Arrivals />
                <Acting />
                <Notices />
                <RouterView />
              </>
            )}
          </Needs>
        ),
        below: () => <Places items={places} />,
      }}
    </Frame>
  ),
  routes: [
    { path: '/', load: async () => (await import('./certificates/list-page.tsx')).CertificatesPage },
    {
      path: '/certificates/:id',
      load: async () => (await import('./certificates/certificate-page.tsx')).CertificatePage,
    },
    { path: '/code', load: async () => (await import('./code/code-page.tsx')).CodePage },
    { path: '/scan', load: async () => (await import('./scan/scan-page.tsx')).ScanPage },
    ...ownRoutes,
    { path: '/requests', load: async () => (await import('./requests/list-page.tsx')).RequestsPage },
    { path: '/requests/:id', load: async () => (await import('./requests/request-page.tsx')).RequestPage },
  ],
});
