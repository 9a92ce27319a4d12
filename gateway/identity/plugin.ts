/** Every route says who may call it, and nobody else gets in. */
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { Caller, CallerKind, PersonCaller, SystemCaller } from '../actor.ts';
import { CityError } from '../errors.ts';
import type { Tokens } from './tokens.ts';

/**
 * Sets `request.caller` and `request.tokenEndsAt`, and refuses callers that a route doesn't name: UNAUTHENTICATED without a token that is
 * accepted, FORBIDDEN with one of another kind or scope. A route that names nobody stops the start.
 */
export function identityPlugin(tokens: Pick<Tokens, 'check'>): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (app) => {
    app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' }) as Caller });
    app.decorateRequest('tokenEndsAt', undefined);
    app.addHook('onRoute', ({ method, url, config }) => {
      if (config?.callers === undefined)
        throw new Error(`route ${String(method)} ${url} does not say who may call it`);
    });
    app.addHook('onRequest', async (request) => {
      const { callers } = request.routeOptions.config;
      if (callers === undefined || callers.includes('anyone')) return;
      const { caller, endsAt } = await tokens.check(bearerOf(request));
      if (!kindsOf(caller).some((kind) => callers.includes(kind))) throw new CityError('FORBIDDEN');
      Object.defineProperty(request, 'caller', { value: caller });
      Object.defineProperty(request, 'tokenEndsAt', { value: new Date(1000 * endsAt) });
    });
  };
  // Its hooks are for the routes of all rooms, not for those registered within it.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
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

function bearerOf({ headers }: FastifyRequest): string {
  const [scheme = '', token] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || token === undefined) throw new CityError('UNAUTHENTICATED');
  return token;
}

function kindsOf(caller: Caller): CallerKind[] {
  if (caller.kind === 'system') return caller.scopes.map((scope): CallerKind => `system:${scope}`);
  return [caller.kind];
}
