/** The demonstration's own provider of OpenID Connect: people and staff of the fictional town to choose from, on this machine only. */
import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Provider } from 'oidc-provider';
import { z } from 'zod';
import {
  chooseAccount,
  chosen,
  type DemonstrationAccount,
  demonstrationAccounts,
} from '../../sdk/schemas/sessions.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { isCitizenNumber } from '../catalog/check-digits.ts';
import type { RoleRule, SignInFile } from '../config/sign-in.ts';
import { CityError } from '../errors.ts';
import { newToken } from '../ids.ts';
import type { Cookies } from './cookies.ts';
import { DemonstrationStore } from './demonstration-store.ts';
import { isFromThisMachine } from './routes.ts';
import { demonstrationIssuer } from './tokens.ts';

const PREFIX = '/demo';
/** Seconds for which anything of a sign-in is remembered. */
const LIFE = 600;
const PEOPLE_CLIENT = 'city-pages-people';
const STAFF_CLIENT = 'city-pages-staff';
const config = { callers: ['anyone'] as const };
const params = z.object({ uid: z.string().max(64) });

/** Somebody of the town whom a visitor may play. */
export type TownPerson = {
  readonly number: string;
  readonly name: string;
  readonly roleZh: string;
  readonly roleEn: string;
};

export type DemonstrationParts = {
  readonly publicUrl: string;
  readonly catalog: Pick<Catalog, 'departments' | 'windows'>;
  readonly cookies: Cookies;
  readonly people: () => Promise<readonly TownPerson[]>;
};

/** The providers of people and of staff, as a district's own sign-in file would name them. */
export function demonstrationSignIn({
  publicUrl,
  catalog,
}: Omit<DemonstrationParts, 'people' | 'cookies'>): Required<SignInFile> {
  const provider = { issuer: demonstrationIssuer(publicUrl), scope: 'openid profile' };
  const roles = catalog.departments.flatMap(({ code }): RoleRule[] => {
    const windows = catalog.windows.filter((row) => row.departmentCode === code).map((row) => row.code);
    const rule = { claim: 'groups', department: code };
    return [
      { ...rule, value: `${code}/clerk`, role: 'clerk', windows },
      { ...rule, value: `${code}/administrator`, role: 'administrator', windows: [] },
    ];
  });
  return {
    people: { ...provider, clientId: PEOPLE_CLIENT, claims: { number: 'number', name: 'name' } },
    staff: { ...provider, clientId: STAFF_CLIENT, claims: { staff: 'staff', name: 'name' }, roles },
  };
}

/** Two clerks and two administrators a department, so that what takes two can be tried. */
function staffOf({ departments }: DemonstrationParts['catalog']): readonly StaffAccount[] {
  return departments.flatMap(({ code, nameZh, nameEn }) =>
    (['clerk', 'administrator'] as const).flatMap((role) =>
      [1, 2].map((number) => {
        const [zh, en] = role === 'clerk' ? ['窗口人员', 'clerk'] : ['管理员', 'administrator'];
        const account = `${code}-${role === 'clerk' ? 'C' : 'A'}${number}`;
        return {
          account,
          nameZh: `${zh}${number}号`,
          nameEn: `${en} ${number}`,
          roleZh: nameZh,
          roleEn: nameEn,
          groups: [`${code}/${role}`],
        };
      }),
    ),
  );
}

type StaffAccount = DemonstrationAccount & { readonly groups: readonly string[] };

/**
 * `/demo/…`: the provider, and what the page asks on which an account is chosen. It keeps what it knows in memory:
 * whoever signs in while the gateway restarts begins again.
 */
export function demonstrationRoutes(parts: DemonstrationParts): FastifyPluginAsyncZod {
  const staff = staffOf(parts.catalog);
  const provider = makeProvider(parts, staff);
  return async (app) => {
    app.addHook('onRequest', async (request) => {
      if (!isFromThisMachine(request)) throw new CityError('SIGN_IN_REFUSED');
    });
    chooseRoutes(app, { ...parts, staff, provider });
    await app.register(async (own) => {
      // The provider reads its bodies itself.
      own.removeAllContentTypeParsers();
      own.addContentTypeParser('*', (_request, _payload, done) => done(null));
      own.all(`${PREFIX}/*`, { config, schema: { hide: true } }, (request, reply) => {
        reply.hijack();
        serve(provider, request.raw, reply.raw);
      });
    });
  };
}

type ChooseParts = DemonstrationParts & {
  readonly staff: readonly StaffAccount[];
  readonly provider: Provider;
};

function chooseRoutes(app: Parameters<FastifyPluginAsyncZod>[0], parts: ChooseParts): void {
  const { provider, staff, people, cookies } = parts;
  // Below the address of the page, for which the cookie of the choice is.
  app.get(
    '/sign-in/choose/:uid/accounts',
    { config, schema: { hide: true, params, response: { 200: demonstrationAccounts } } },
    async (request, reply) => {
      const isStaff = (await askedOf(provider, request)) === STAFF_CLIENT;
      const items = isStaff
        ? staff.map(({ groups: _, ...account }) => account)
        : (await people()).map(accountOf);
      reply.header('cache-control', 'no-store');
      const as = isStaff ? ('staff' as const) : ('person' as const);
      return { demonstration: true as const, as, items, total: items.length, next: null };
    },
  );
  app.post(
    '/sign-in/choose/:uid/account',
    { config, schema: { hide: true, params, body: chooseAccount, response: { 200: chosen } } },
    async (request, reply) => {
      if (!cookies.isOwn(request)) throw new CityError('CROSS_SITE_REFUSED');
      const isStaff = (await askedOf(provider, request)) === STAFF_CLIENT;
      const { account } = request.body;
      const isKnown = isStaff ? staff.some((one) => one.account === account) : isFictional(account);
      if (!isKnown) throw new CityError('SIGN_IN_REFUSED');
      const next = await provider.interactionResult(request.raw, reply.raw, {
        login: { accountId: account },
      });
      return { next };
    },
  );
}

const isFictional = (number: string): boolean => number.startsWith('99') && isCitizenNumber(number);

const accountOf = ({ number, name, roleZh, roleEn }: TownPerson): DemonstrationAccount => ({
  account: number,
  nameZh: name,
  nameEn: name,
  roleZh,
  roleEn,
});

/** For which client an account is being chosen. @throws CityError SIGN_IN_EXPIRED */
async function askedOf(provider: Provider, { raw }: FastifyRequest): Promise<string> {
  try {
    const { params: asked } = await provider.interactionDetails(raw, raw as unknown as ServerResponse);
    return String(asked.client_id);
  } catch (error) {
    throw new CityError('SIGN_IN_EXPIRED', {}, error);
  }
}

function serve(provider: Provider, request: IncomingMessage, response: ServerResponse): void {
  const { url = PREFIX } = request;
  // By both it finds out below which path it is served.
  Object.assign(request, { originalUrl: url });
  request.url = url.slice(PREFIX.length) || '/';
  provider.callback()(request, response);
}

function makeProvider({ publicUrl, people }: DemonstrationParts, staff: readonly StaffAccount[]): Provider {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const client = (client_id: string) => ({
    client_id,
    token_endpoint_auth_method: 'none' as const,
    id_token_signed_response_alg: 'ES256' as const,
    redirect_uris: [`${publicUrl}/sign-in/return`],
    post_logout_redirect_uris: [publicUrl],
  });
  const provider = new Provider(demonstrationIssuer(publicUrl), {
    clients: [client(PEOPLE_CLIENT), client(STAFF_CLIENT)],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    adapter: DemonstrationStore,
    ttl: { AccessToken: LIFE, Grant: LIFE, IdToken: LIFE, Interaction: LIFE, Session: LIFE },
    cookies: { keys: [newToken(32)] },
    claims: { openid: ['sub'], profile: ['name', 'number', 'staff', 'groups'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    // There is none to expire with: the store keeps no session.
    expiresWithSession: () => false,
    renderError: (context) => context.redirect('/sign-in/failed?reason=SIGN_IN_FAILED'),
    interactions: { url: (_context, { uid }) => `/sign-in/choose/${uid}` },
    // Everybody agrees to be shown to the gateway whose own provider this is.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? '',
        accountId: oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    findAccount: async (_context, account) => {
      const member = staff.find((one) => one.account === account);
      const name = member?.nameZh ?? (await people()).find(({ number }) => number === account)?.name ?? '';
      const more =
        member === undefined ? { number: account } : { staff: account, groups: [...member.groups] };
      return { accountId: account, claims: async () => ({ sub: account, name, ...more }) };
    },
  });
  return provider;
}
