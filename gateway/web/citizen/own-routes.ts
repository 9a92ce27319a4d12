/** Pages about what is one's own beside certificates and requests: records, family, slips, face, settings. */
import type { RoutedPage } from '../parts/open-area.ts';

const face = () => import('./face/pages.ts');

export const ownRoutes: readonly RoutedPage[] = [
  { path: '/records', load: async () => (await import('./records/records-page.tsx')).RecordsPage },
  { path: '/family', load: async () => (await import('./family/family-page.tsx')).FamilyPage },
  { path: '/family/give', load: async () => (await import('./family/give-page.tsx')).GivePage },
  { path: '/family/one', load: async () => (await import('./family/one-page.tsx')).OnePage },
  { path: '/slips', load: async () => (await import('./slips/list-page.tsx')).SlipsPage },
  { path: '/slips/new', load: async () => (await import('./slips/new-page.tsx')).NewSlipPage },
  { path: '/slips/:id', load: async () => (await import('./slips/slip-page.tsx')).SlipPage },
  { path: '/face', load: async () => (await face()).FacePage },
  { path: '/face/check', load: async () => (await face()).CheckPage },
  { path: '/settings', load: async () => (await import('./settings/settings-page.tsx')).SettingsPage },
];
