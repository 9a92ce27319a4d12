/** Signing in and out by pages, and the sessions that come of it. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listOf } from '../../sdk/schemas/requests.ts';
import {
  ownSession,
  preferences,
  type SessionView,
  sessionEnded,
  sessionView,
  signInQuery,
} from '../../sdk/schemas/sessions.ts';
import { CityError } from '../errors.ts';
import type { Cookies } from './cookies.ts';
import { deviceOf } from './device.ts';
import { SESSION_LIFE, type SessionRow, type Sessions, type SignedIn } from './sessions.ts';
import { SIGN_IN_LIFE, type SignIn } from './sign-in.ts';

const anyone = { callers: ['anyone'] as const };
const signedIn = { callers: ['person', 'staff:clerk', 'staff:administrator'] as const };
const tags = ['sessions'];

export type SessionRoutesParts = {
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly signIn: SignIn;
  readonly publicUrl: string;
};

type App = Parameters<FastifyPluginAsyncZod>[0];

/** `/sign-in/begin`, `/sign-in/return`, `/session` and `/sessions`. */
export function sessionRoutes(parts: SessionRoutesParts): FastifyPluginAsyncZod {
  return async (app) => {
    signInRoutes(app, parts);
    sessionRoute(app, parts);
    sessionsRoutes(app, parts);
  };
}

function signInRoutes(app: App, { sessions, cookies, signIn, publicUrl }: SessionRoutesParts): void {
  const limited = { ...anyone, rateLimit: { max: 60, timeWindow: '1 minute' } };
  app.get(
    '/sign-in/begin',
    { config: limited, schema: { hide: true, querystring: signInQuery } },
    async (request, reply) => {
      const { as, to } = request.query;
      reply.header('cache-control', 'no-store');
      // The cookie of the sign-in must be of the host to which the provider sends the browser back.
      if (request.host !== new URL(publicUrl).host) return reply.redirect(`${publicUrl}${request.url}`);
      try {
        const { address, cookie } = await signIn.begin(as, isPath(to) ? to : '/');
        cookies.write(reply, 'sign-in', { value: cookie, maxAge: SIGN_IN_LIFE });
        return reply.redirect(address);
      } catch (error) {
        return failed(reply, error);
      }
    },
  );
  app.get('/sign-in/return', { config: limited, schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    cookies.remove(reply, 'sign-in');
    try {
      const { known, to } = await signIn.end(cookies.read(request, 'sign-in'), queryOf(request));
      const before = cookies.read(request, 'session');
      if (before !== undefined) await sessions.endByCookie(before);
      const value = await sessions.open({ ...known, device: deviceOf(request.headers['user-agent']) });
      cookies.write(reply, 'session', { value, maxAge: SESSION_LIFE });
      return reply.redirect(to);
    } catch (error) {
      return failed(reply, error);
    }
  });
}

/** People see a page that says what to do, by the error's code. */
function failed(reply: FastifyReply, error: unknown) {
  if (!(error instanceof CityError) || error.code === 'INTERNAL') throw error;
  return reply.redirect(`/sign-in/failed?reason=${error.code}`);
}

function sessionRoute(app: App, { sessions, cookies, signIn }: SessionRoutesParts): void {
  const view = async (row: SessionRow | undefined): Promise<SessionView> => {
    if (row === undefined) return { kind: 'anyone' };
    const { id, caller, name, endsAt, isElder } = row;
    const prefers = await sessions.preferencesOf(caller);
    const common = { id, name, endsAt: endsAt.toISOString(), preferences: prefers };
    if (caller.kind === 'person') return { kind: 'person', ...common, isElder };
    const { staff, department, roles, windows } = caller;
    return { kind: 'staff', ...common, staff, department, roles, windows };
  };
  app.get(
    '/session',
    { config: anyone, schema: { tags, summary: 'Who is signed in here', response: { 200: sessionView } } },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const cookie = cookies.read(request, 'session');
      return view(cookie === undefined ? undefined : await sessions.find(cookie));
    },
  );
  app.post(
    '/session/keep',
    {
      config: signedIn,
      schema: { tags, summary: 'Go on with this session', response: { 200: sessionView } },
    },
    async (request) => view(await sessions.find(cookies.read(request, 'session') ?? '')),
  );
  app.post(
    '/session/end',
    { config: anyone, schema: { tags, summary: 'Sign out here', response: { 200: sessionEnded } } },
    async (request, reply) => {
      if (!cookies.isOwn(request)) throw new CityError('CROSS_SITE_REFUSED');
      const cookie = cookies.read(request, 'session') ?? '';
      const row = await sessions.find(cookie);
      await sessions.endByCookie(cookie);
      cookies.remove(reply, 'session');
      const next = row === undefined ? null : await signIn.endAddress(row.caller.kind);
      return { ended: true as const, next };
    },
  );
  app.put(
    '/session/preferences',
    {
      config: signedIn,
      schema: {
        tags,
        summary: 'Type size and language, wherever this person signs in',
        body: preferences,
        response: { 200: preferences },
      },
    },
    async (request) => {
      await sessions.prefer(signedInOf(request), request.body);
      return request.body;
    },
  );
}

function sessionsRoutes(app: App, { sessions }: SessionRoutesParts): void {
  app.get(
    '/sessions',
    {
      config: signedIn,
      schema: { tags, summary: 'Where one is signed in', response: { 200: listOf(ownSession) } },
    },
    async (request) => {
      const rows = await sessions.list(signedInOf(request));
      const items = rows.map(({ id, device, createdAt, usedAt, endsAt }) => ({
        id,
        device,
        createdAt: createdAt.toISOString(),
        usedAt: usedAt.toISOString(),
        endsAt: endsAt.toISOString(),
        isThisOne: id === request.session,
      }));
      return { items, total: items.length, next: null };
    },
  );
  app.post(
    '/sessions/:id/end',
    {
      config: signedIn,
      schema: {
        tags,
        summary: 'End one of one’s own sessions',
        params: z.object({ id: z.uuid() }),
        response: { 200: z.object({ ended: z.literal(true) }) },
      },
    },
    async (request) => {
      await sessions.end(signedInOf(request), request.params.id);
      return { ended: true as const };
    },
  );
}

function signedInOf({ caller }: FastifyRequest): SignedIn {
  if (caller.kind !== 'person' && caller.kind !== 'staff') throw new CityError('FORBIDDEN');
  return caller;
}

/** A path of this gateway: an address that leads elsewhere would make it a signpost for whoever deceives. */
const isPath = (text: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(text);

const queryOf = ({ url }: FastifyRequest): string => (url.includes('?') ? url.slice(url.indexOf('?')) : '');
