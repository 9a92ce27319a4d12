/** Has the counter's pages open without a network: their own files are kept here, and nothing that the gateway answers. */

/** What the build knows: put in by vite.config.ts. */
type Build = {
  /** Changes with any of the files. */
  readonly version: string;
  /** The area's address, and those below it that are other areas'. */
  readonly path: string;
  readonly others: readonly string[];
  /** SHA-256 of the page in hexadecimal; a page of another build loads other files. */
  readonly page: string;
  readonly files: readonly string[];
};

/** Of the Service Workers standard what is used here; the pages' types know nothing of it. */
type Lasting = Event & { waitUntil(done: Promise<unknown>): void };
type Asked = Lasting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(type: 'install' | 'activate', act: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', act: (event: Asked) => void): void;
};

const scope = globalThis as unknown as Scope;
const { version, path, others, page, files } = JSON.parse('__BUILD__') as Build;
const PREFIX = 'counter-';
const NAME = PREFIX + version;
const own = new Set(files);

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(activate()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && isPage(url.pathname)) event.respondWith(openPage(request));
  else if (own.has(url.pathname)) event.respondWith(openFile(request));
});

/** @throws where anything is missing, so that the version before stays */
async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.addAll(files);
  const answer = await fetch(path, { cache: 'no-store', credentials: 'omit' });
  const bytes = await answer.clone().arrayBuffer();
  if (!answer.ok || (await hashOf(bytes)) !== page) throw new Error('the page is of another build');
  await cache.put(path, answer);
}

async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(names.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

const isWithin = (pathname: string, area: string): boolean =>
  pathname === area || pathname.startsWith(`${area}/`);
const isPage = (pathname: string): boolean =>
  isWithin(pathname, path) && !others.some((area) => isWithin(pathname, area));

/** The gateway's page, as long as it answers; the kept one where it doesn't. */
async function openPage(request: Request): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined);
  const isThere = answer !== undefined && ![502, 503, 504].includes(answer.status);
  if (isThere) return answer;
  return (await caches.match(path, { cacheName: NAME, ignoreVary: true })) ?? answer ?? Response.error();
}

const openFile = async (request: Request): Promise<Response> =>
  (await caches.match(request, { cacheName: NAME, ignoreVary: true })) ?? fetch(request);

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
