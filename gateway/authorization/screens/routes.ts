/** What a screen may do: sign in by its key, show, and once two officers know who is there, take a yes or a no. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { screenAssertion, screenDecision, screenToken, screenView } from '../../../sdk/schemas/screens.ts';
import { CityError } from '../../errors.ts';
import { checkAssertion } from '../../identity/clients.ts';
import { screenOf } from '../../identity/plugin.ts';
import { TOKEN_LIFE, type Tokens } from '../../identity/tokens.ts';
import { windowName } from '../changes.ts';
import { follow } from '../follow.ts';
import { decideAtScreen } from './decide.ts';
import { checkScreen, keysOfScreen, type ScreensParts, seeScreen } from './pairing.ts';
import { viewForScreen } from './view.ts';

const config = { callers: ['screen'] as const };
const anyone = { callers: ['anyone'] as const, rateLimit: { max: 60, timeWindow: '1 minute' } };
const tags = ['screens'];
const byId = z.object({ id: z.uuid() });

export type ScreenRoutesParts = ScreensParts & {
  readonly tokens: Pick<Tokens, 'forScreen'>;
  /** To which, or to `/screens/session` under it, a screen's assertion must be addressed. */
  readonly publicUrl: string;
};

/** `/screens/session`, `/screen/…`. */
export function screenRoutes(parts: ScreenRoutesParts): FastifyPluginAsyncZod {
  return async (app) => {
    sessionRoute(app, parts);
    showingRoutes(app, parts);
  };
}

type App = Parameters<FastifyPluginAsyncZod>[0];

function sessionRoute(app: App, parts: ScreenRoutesParts): void {
  const { tokens, publicUrl, db, clock } = parts;
  const audiences = [publicUrl, `${publicUrl}/screens/session`];
  app.post(
    '/screens/session',
    {
      config: anyone,
      schema: {
        tags,
        summary: 'An access token for a screen, by an assertion signed with its key',
        body: screenAssertion,
        response: { 200: screenToken },
      },
    },
    async (request, reply) => {
      const id = await checkAssertion(request.body.assertion, {
        keysOf: (claimed) => keysOfScreen(claimed, parts),
        ...{ db, clock, audiences },
      });
      const [paired] = await keysOfScreen(id, parts);
      if (paired === undefined) throw new CityError('ASSERTION_REFUSED');
      const { department, window } = paired;
      const access_token = await tokens.forScreen({ screen: id, department, window });
      return reply
        .header('cache-control', 'no-store')
        .send({ access_token, token_type: 'Bearer', expires_in: TOKEN_LIFE });
    },
  );
}

function showingRoutes(app: App, parts: ScreenRoutesParts): void {
  app.get(
    '/screen/request',
    {
      config,
      schema: {
        tags,
        summary: 'The window’s newest request, as a person may see it there',
        response: { 200: screenView },
      },
    },
    async (request) => {
      const caller = screenOf(request);
      await checkScreen(caller, parts);
      return viewForScreen(caller, parts);
    },
  );
  app.get(
    '/screen/events',
    { config, sse: 'only', schema: { tags, summary: 'The same, live (server-sent events)' } },
    async (request, reply) => {
      const caller = screenOf(request);
      await checkScreen(caller, parts);
      await reply.sse.send(
        follow(request, {
          changes: (signal) =>
            whilePaired(parts.changes.follow(windowName(caller.window), signal), () =>
              seeScreen(caller, parts),
            ),
          view: () => viewForScreen(caller, parts),
          clock: parts.clock,
        }),
      );
    },
  );
  app.post(
    '/screen/requests/:id/decision',
    {
      config,
      schema: {
        tags,
        summary: 'The person before the screen agrees or refuses, once two officers established who they are',
        params: byId,
        body: screenDecision,
        response: { 200: screenView },
      },
    },
    async (request) => {
      const caller = screenOf(request);
      await checkScreen(caller, parts);
      await decideAtScreen(caller, request.params.id, { decision: request.body, parts });
      return viewForScreen(caller, parts);
    },
  );
}

/** Goes on as long as the screen is paired, which is asked each time. */
async function* whilePaired(
  changes: AsyncIterable<void>,
  isPaired: () => Promise<boolean>,
): AsyncIterable<void> {
  for await (const change of changes) {
    if (!(await isPaired())) return;
    yield change;
  }
}
