/** The areas of the pages: each is one HTML file that the same address and everything below it answers with. */

export type Area = {
  /** Its folder in gateway/web. */
  readonly name: string;
  /** Where it is; everything below belongs to it, save what another area’s address says. */
  readonly path: string;
  /** Whether its pages read codes or see faces with a camera, by a program that the browser compiles (WebAssembly). */
  readonly looks: boolean;
  /** Whether its pages open without a network as well, by a service worker of its own. */
  readonly worksOffline: boolean;
};

/** Where an area's service worker is, beside its pages. */
export const workerOf = ({ path }: Area): string => `${path}/service-worker.js`;

/** All areas; gateway/pages.ts serves them and vite.config.ts builds them. */
export const areas: readonly Area[] = [
  { name: 'start', path: '/', looks: false, worksOffline: false },
  { name: 'papers', path: '/papers', looks: false, worksOffline: false },
  { name: 'citizen', path: '/citizen', looks: true, worksOffline: false },
  { name: 'counter', path: '/counter', looks: true, worksOffline: true },
  { name: 'facing', path: '/counter/facing', looks: true, worksOffline: false },
  { name: 'department', path: '/department', looks: false, worksOffline: false },
  { name: 'audit', path: '/audit', looks: false, worksOffline: false },
  { name: 'sign-in', path: '/sign-in', looks: false, worksOffline: false },
];
