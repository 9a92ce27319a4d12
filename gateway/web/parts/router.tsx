/** Going from page to page of an area without leaving it: what was typed and what streams outlasts the step. */
import { type Component, type FunctionalComponent, h, readonly, shallowReactive, shallowRef } from 'vue';

/** `path` begins with a slash below the area’s address; a part `:name` stands for anything without a slash. */
export type RoutedPage =
  | { readonly path: string; readonly component: Component }
  | { readonly path: string; readonly load: () => Promise<Component> };

/** Where to: a path below the area’s address, or other questions at the same one. */
export type To =
  | string
  | { readonly path?: string; readonly query?: Readonly<Record<string, string | undefined>> };

/** Where the reader is. */
export type Route = {
  path: string;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
};

export type Routing = {
  /** The area’s address. */
  readonly base: string;
  readonly routes: readonly RoutedPage[];
  /** What stands at an address that no page has. */
  readonly elsewhere: Component;
  /** Told of an address whose page couldn’t be loaded; `isWanted` says whether the reader hasn't gone elsewhere since. */
  readonly onLost: (address: string, isWanted: () => boolean) => void;
};

type Found = Route & { readonly page: RoutedPage };
type How = 'push' | 'replace' | 'stay';

const route = shallowReactive<Route>({ path: '/', params: {}, query: {} });
const shown = shallowRef<Component>();
let routing: Routing = { base: '', routes: [], elsewhere: () => null, onLost: () => {} };
let newest = 0;

/** Where the reader is; reactive. */
export const useRoute = (): Readonly<Route> => readonly(route);

/** Goes elsewhere; resolved once the page is there. */
export const useRouter = () => ({
  push: (to: To): Promise<void> => go(addressOf(to), 'push'),
  replace: (to: To): Promise<void> => go(addressOf(to), 'replace'),
});

/** The page of the address. */
export const RouterView: FunctionalComponent = () => (shown.value === undefined ? null : h(shown.value));

/** A link to a page of the area; opened elsewhere, as with Ctrl, it is a link as any other. */
export const RouterLink: FunctionalComponent<{ readonly to: To; readonly class?: string }> = (
  { to },
  { slots },
) => {
  const address = addressOf(to);
  const isHere = pathOf(address) === route.path;
  const onClick = (event: MouseEvent): void => {
    const isPlain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button);
    if (!isPlain || event.defaultPrevented) return;
    event.preventDefault();
    void go(address, 'push');
  };
  return (
    <a href={routing.base + address} aria-current={isHere ? 'page' : undefined} onClick={onClick}>
      {slots.default?.()}
    </a>
  );
};
RouterLink.props = ['to'];

/** Begins at the address that the browser is at. Resolved once its page is there. */
export async function startRouting(how: Routing): Promise<void> {
  routing = how;
  // The browser would scroll before the page is there.
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => void go(here(), 'stay'));
  await go(here(), 'stay');
}

/** The address below the area’s. */
const here = (): string => (location.pathname.slice(routing.base.length) || '/') + location.search;

function addressOf(to: To): string {
  if (typeof to === 'string') return to;
  const { path = route.path, query = {} } = to;
  const asked = new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  return asked.size === 0 ? path : `${path}?${asked}`;
}

const pathOf = (address: string): string => address.split(/[?#]/)[0] ?? '/';

/** A step that another overtakes is given up; the address changes when the page is there. */
async function go(address: string, how: How): Promise<void> {
  const step = ++newest;
  const found = find(address);
  let page: Component;
  try {
    page = 'load' in found.page ? await found.page.load() : found.page.component;
  } catch {
    if (step === newest) routing.onLost(routing.base + address, () => step === newest);
    return;
  }
  if (step !== newest) return;
  const top = how === 'stay' ? placeKept() : 0;
  if (how !== 'stay') remember(address, how);
  Object.assign(route, { path: found.path, params: found.params, query: found.query });
  shown.value = page;
  requestAnimationFrame(() => scrollTo(0, top));
}

/** Keeps where on the page the reader was, for when they come back, and where they are now. */
function remember(address: string, how: 'push' | 'replace'): void {
  if (how === 'push') history.replaceState({ top: scrollY }, '');
  history[how === 'push' ? 'pushState' : 'replaceState']({ top: 0 }, '', routing.base + address);
}

const placeKept = (): number => (history.state as { readonly top?: number } | null)?.top ?? 0;

function find(address: string): Found {
  const url = new URL(address, location.origin);
  const query = Object.fromEntries(url.searchParams);
  for (const page of routing.routes) {
    const params = match(page.path, url.pathname);
    if (params !== undefined) return { page, path: url.pathname, params, query };
  }
  return {
    page: { path: url.pathname, component: routing.elsewhere },
    path: url.pathname,
    params: {},
    query,
  };
}

/** What stands for the named parts of a pattern; undefined where the path isn’t of it. A slash at the end is no other path. */
function match(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern, path].map((text) => text.split('/').filter((part) => part !== ''));
  if (wanted === undefined || given === undefined || wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const text = given[at] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(text);
    else if (part !== text) return undefined;
  }
  return params;
}
