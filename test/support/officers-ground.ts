/** A window with officers, people and screens: the gateway's own routes over a real city, and callers as tests name them. */
import type { FastifyInstance, RouteOptions } from 'fastify';
import { Registry } from 'prom-client';
import type { Caller, StaffCaller } from '../../gateway/actor.ts';
import { buildApp } from '../../gateway/app.ts';
import type { FaceEngine } from '../../gateway/authorization/face/engine.ts';
import type { FaceParts } from '../../gateway/authorization/face/parts.ts';
import { faceRoutes } from '../../gateway/authorization/face/routes.ts';
import type { AuthorizationParts } from '../../gateway/authorization/parts.ts';
import { authorizationRoutes } from '../../gateway/authorization/routes.ts';
import { secondsOf } from '../../gateway/clock.ts';
import { identityPlugin } from '../../gateway/identity/plugin.ts';
import { Tokens } from '../../gateway/identity/tokens.ts';
import type { OfficersParty } from '../../sdk/schemas/requests.ts';
import { authorizationOver, PUBLIC_URL } from './authorization-ground.ts';
import { type CityGround, catalog, openCityGround } from './city-ground.ts';

/** Who calls: anybody of these kinds, in a session where they have one; or the bearer of a token. */
export type Who = { readonly caller: Caller; readonly session?: string } | { readonly token: string };

export type OfficersGround = Awaited<ReturnType<typeof openOfficersGround>>;

/** Rules that a test may change while it runs. */
type Rules = { dailyCap: number; isDrawn: boolean };

/** Over a city of its own; over another's parts, where receipts are to be written. */
export async function openOfficersGround(over?: {
  readonly city?: CityGround;
  readonly authorization?: AuthorizationParts;
  readonly faceEngine?: FaceEngine;
}) {
  const city = over?.city ?? (await openCityGround());
  const rules: Rules = { dailyCap: 1000, isDrawn: false };
  const officers = {
    get dailyCap() {
      return rules.dailyCap;
    },
    draw: () => rules.isDrawn,
  };
  const heard = authorizationOver(city, over?.faceEngine);
  const parts = { ...heard, ...over?.authorization, officers };
  const routes: RouteOptions[] = [];
  let app = await openOfficersApp(city, parts, routes);
  const subject = (number: string): string => city.credentials.subjectOf(number) ?? '';
  const call = async (who: Who, url: string, payload?: object, method?: 'DELETE') => {
    const response = await app.inject({
      method: method ?? (payload === undefined ? 'GET' : 'POST'),
      url,
      headers: headersOf(who),
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: response.statusCode, body: response.json() };
  };
  return {
    city,
    parts,
    rules,
    routes,
    get app() {
      return app;
    },
    /** The routes anew, with nobody's calls counted yet. */
    renew: async () => {
      await app.close();
      app = await openOfficersApp(city, parts);
    },
    subject,
    call,
    /** A clerk's request; its id and that of its only open check. */
    ask: async (by: Who, matter: string, parties: object) => {
      const window = `${matter.split('-')[1]}-W1`;
      const wish = { matter, nonce: 'nonce-of-the-asker-1', window, parties };
      const asked = await call(by, '/requests', wish);
      const checks =
        asked.status === 201
          ? await city.db
              .selectFrom('officer_checks')
              .select('id')
              .where('request_id', '=', asked.body.id)
              .execute()
          : [];
      return { ...asked, id: String(asked.body.id), check: checks[0]?.id ?? '' };
    },
    close: async () => {
      await heard.changes.close();
      await parts.changes.close();
      await app.close();
      await city.close();
    },
  };
}

/** The routes over any parts, kept in `routes`; who calls stands in the bearer's token. */
function openOfficersApp(
  city: CityGround,
  parts: AuthorizationParts,
  routes: RouteOptions[] = [],
): Promise<FastifyInstance> {
  const { keys, clock } = city;
  const tokens = new Tokens({
    keys,
    clock,
    publicUrl: PUBLIC_URL,
    peopleIssuer: undefined,
    subjectOf: (number) => city.credentials.subjectOf(number),
    departmentOf: (client) => catalog.findClient(client)?.departmentCode,
  });
  const check = async (token: string) =>
    token.includes('.')
      ? tokens.check(token)
      : { ...JSON.parse(Buffer.from(token, 'base64url').toString()), endsAt: secondsOf(clock.now()) + 900 };
  return buildApp({
    config: { LOG_LEVEL: 'silent', TRUST_PROXY: false, tls: undefined, PUBLIC_URL },
    identity: withSessions(identityPlugin({ tokens: { check } }), routes),
    operations: {
      states: async () => [],
      metrics: new Registry(),
      observe: () => {},
      countRefusal: () => {},
    },
    routes: [
      ...authorizationRoutes({ ...parts, keys, tokens, publicUrl: PUBLIC_URL }),
      ...faceRoutes(facePartsOf(city, parts)),
    ],
  });
}

/** What face is made of over these parts. */
export const facePartsOf = ({ keys, credentials }: CityGround, parts: AuthorizationParts): FaceParts => ({
  ...parts,
  keys,
  openCredential: (row, key) => credentials.open(row, key),
});

function withSessions(
  identity: ReturnType<typeof identityPlugin>,
  routes: RouteOptions[],
): ReturnType<typeof identityPlugin> {
  const plugin: ReturnType<typeof identityPlugin> = async (app, options) => {
    await app.register(identity, options);
    app.addHook('onRoute', (route) => void routes.push(route));
    app.addHook('onRequest', async (request) => {
      const session = request.headers['x-session'];
      if (session !== undefined) Object.defineProperty(request, 'session', { value: session });
    });
  };
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true });
}

export function headersOf(who: Who): Record<string, string> {
  if ('token' in who) return { authorization: `Bearer ${who.token}` };
  const token = Buffer.from(JSON.stringify({ caller: who.caller })).toString('base64url');
  const session = 'session' in who ? who.session : undefined;
  return { authorization: `Bearer ${token}`, ...(session === undefined ? {} : { 'x-session': session }) };
}

/** A member of staff, a clerk at the department's first window unless said otherwise, in a session of their own. */
export function staff(
  number: string,
  more: Partial<StaffCaller> & { session?: string } = {},
): { readonly caller: StaffCaller; readonly session: string } {
  const { session = `session of ${number}`, ...rest } = more;
  const department = rest.department ?? 'CAB';
  return {
    caller: {
      kind: 'staff',
      staff: number,
      department,
      roles: ['clerk'],
      windows: [`${department}-W1`],
      ...rest,
    },
    session,
  };
}

export const person = (subject: string): Who => ({ caller: { kind: 'person', subject } });

/** A party that two officers are to stand for. */
export const byOfficers = (
  document: string,
  more: Partial<OfficersParty> = {},
): { officers: OfficersParty } => ({
  officers: { reason: 'no-phone', document, holders: {}, ...more },
});
