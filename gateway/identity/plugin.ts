/** Every route says who may call it, and nobody else gets in. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type {
  Asker,
  Caller,
  CallerKind,
  PersonCaller,
  ScreenCaller,
  StaffCaller,
  SystemCaller,
} from '../actor.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { CityError } from '../errors.ts';
import type { Cookies } from './cookies.ts';
import type { Sessions } from './sessions.ts';
import type { Tokens } from './tokens.ts';

export type IdentityParts = {
  readonly tokens: Pick<Tokens, 'check'>;
  /** Sessions of pages; without them only tokens are taken. */
  readonly pages?: { readonly sessions: Pick<Sessions, 'use'>; readonly cookies: Cookies };
};

/**
 * Sets `request.caller`, `request.tokenEndsAt` and `request.session`, and refuses callers that a route doesn't name:
 * UNAUTHENTICATED without a token that is accepted, SESSION_ENDED with the cookie of a session that is over,
 * CROSS_SITE_REFUSED where another site sends the cookie, FORBIDDEN for another kind, role or scope. A route that names
 * nobody stops the start.
 */
export function identityPlugin(parts: IdentityParts): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' }) as Caller });
    app.decorateRequest('tokenEndsAt', undefined);
    app.decorateRequest('session', undefined);
    app.addHook('onRoute', ({ method, url, config }) => {
      if (config?.callers === undefined)
        throw new Error(`route ${String(method)} ${url} does not say who may call it`);
    });
    app.addHook('onRequest', async (request) => {
      const { callers } = request.routeOptions.config;
      if (callers === undefined || callers.includes('anyone')) return;
      const { caller, endsAt, session } = await find(request, parts);
      if (!kindsOf(caller).some((kind) => callers.includes(kind))) throw new CityError('FORBIDDEN');
      Object.defineProperty(request, 'caller', { value: caller });
      Object.defineProperty(request, 'tokenEndsAt', { value: endsAt });
      Object.defineProperty(request, 'session', { value: session });
    });
  };
  // Its hooks are for the routes of all rooms, not for those registered within it.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

type Found = { readonly caller: Caller; readonly endsAt: Date; readonly session?: string };

/** A token that is sent counts alone: a page's cookie must not stand in for one that isn't accepted. */
async function find(request: FastifyRequest, { tokens, pages }: IdentityParts): Promise<Found> {
  const cookie = pages?.cookies.read(request, 'session');
  if (request.headers.authorization === undefined && pages !== undefined && cookie !== undefined) {
    if (!pages.cookies.isOwn(request)) throw new CityError('CROSS_SITE_REFUSED');
    const { id, caller, endsAt } = await pages.sessions.use(cookie);
    return { caller, endsAt, session: id };
  }
  const { caller, endsAt } = await tokens.check(bearerOf(request));
  return { caller, endsAt: new Date(1000 * endsAt) };
}

/** The person who calls a route that only people may call. */
export function personOf({ caller }: FastifyRequest): PersonCaller {
  if (caller.kind !== 'person') throw new CityError('FORBIDDEN');
  return caller;
}

/** The system that calls a route that only systems may call. */
export function systemOf({ caller }: FastifyRequest): SystemCaller {
  if (caller.kind !== 'system') throw new CityError('FORBIDDEN');
  return caller;
}

/**
 * Who asks, on a route that systems and clerks may call: a clerk asks as the first system of the department that may.
 * @throws CityError FORBIDDEN
 */
export function askerOf({ caller }: FastifyRequest, { clients }: Pick<Catalog, 'clients'>): Asker {
  if (caller.kind === 'system') return { client: caller.client, department: caller.department };
  if (caller.kind !== 'staff') throw new CityError('FORBIDDEN');
  const { staff, department, windows } = caller;
  const client = clients.find((one) => one.departmentCode === department && one.scopes.includes('ask'));
  if (client === undefined) throw new CityError('FORBIDDEN');
  return { client: client.id, department, officer: staff, windows };
}

/** The member of staff who calls a route that only staff may call. @throws CityError FORBIDDEN */
export function staffOf({ caller }: FastifyRequest): StaffCaller {
  if (caller.kind !== 'staff') throw new CityError('FORBIDDEN');
  return caller;
}

/** The screen that calls a route that only screens may call. @throws CityError FORBIDDEN */
export function screenOf({ caller }: FastifyRequest): ScreenCaller {
  if (caller.kind !== 'screen') throw new CityError('FORBIDDEN');
  return caller;
}

function bearerOf({ headers }: FastifyRequest): string {
  const [scheme = '', token] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === undefined) throw new CityError('UNAUTHENTICATED');
  return token;
}

function kindsOf(caller: Caller): CallerKind[] {
  if (caller.kind === 'system') return caller.scopes.map((scope): CallerKind => `system:${scope}`);
  if (caller.kind === 'staff') return caller.roles.map((role): CallerKind => `staff:${role}`);
  return [caller.kind];
}
