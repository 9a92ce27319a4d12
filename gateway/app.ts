/** The HTTP application: what every route shares. Building it listens on nothing. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastifySSE } from '@fastify/sse';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  LogController,
} from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import { CityError } from './errors.ts';
import { newId } from './ids.ts';
import { type OperationsParts, operationsRoutes } from './operations.ts';
import { answerProblem, answerUnreadable, toCityError } from './problem.ts';
import { registerReference } from './reference.ts';
import { devicePolicy, strictPolicy } from './security-policy.ts';

const BODY_LIMIT = 1_048_576;

/** What the application is made of: settings, who calls, the rooms' routes and what /ready and /metrics report. */
export type AppParts = {
  readonly config: Pick<Config, 'LOG_LEVEL' | 'TRUST_PROXY' | 'tls' | 'PUBLIC_URL'>;
  /** Sets `request.caller` and refuses routes that don't declare who may call them. */
  readonly identity: FastifyPluginAsync;
  readonly routes: readonly FastifyPluginAsync[];
  readonly operations: OperationsParts;
  readonly log?: FastifyBaseLogger;
};

/** Builds the application; `listen` or `inject` is the caller's. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = createServer(parts);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler((request, reply) => answerProblem(new CityError('NOT_FOUND'), request, reply));
  tellAnswers(app, parts.operations);
  await app.register(helmet, { contentSecurityPolicy: false, frameguard: { action: 'deny' } });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('content-security-policy', strictPolicy).header('permissions-policy', devicePolicy);
    done();
  });
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(fastifySSE, { heartbeatInterval: 15_000 });
  await registerReference(app, parts.config.PUBLIC_URL);
  await app.register(parts.identity);
  await app.register(operationsRoutes(parts.operations));
  for (const routes of parts.routes) await app.register(routes);
  await app.ready();
  return app;
}

function createServer({ config, log }: AppParts): FastifyInstance {
  const options = {
    // Without this an open event stream keeps the server from closing.
    forceCloseConnections: true,
    bodyLimit: BODY_LIMIT,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    trustProxy: trustOf(config.TRUST_PROXY),
    // Faults that are found before a route is: an address that can't be decoded.
    frameworkErrors: answerProblem,
    clientErrorHandler: answerUnreadable,
    ...(log === undefined ? { logger: { level: config.LOG_LEVEL } } : { loggerInstance: log }),
  };
  return config.tls === undefined ? Fastify(options) : (Fastify({ ...options, https: config.tls }) as never);
}

/** Fastify's `trustProxy`: of the addresses from the socket's own on, those believed to speak for the one before them. */
function trustOf(
  proxies: Config['TRUST_PROXY'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies;
  return proxies && [...proxies];
}

// A log line names the route and never the address: addresses hold one-time codes.
function tellAnswers(app: FastifyInstance, { observe, countRefusal }: OperationsParts): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const status = reply.statusCode;
    observe({ method, route, status, seconds: reply.elapsedTime / 1000 });
    request.log.info({ method, route, status, milliseconds: Math.round(reply.elapsedTime) }, 'answered');
  });
  app.addHook('onError', async ({ caller }, _reply, error) => {
    // People's are left out: a window that watched them would learn why somebody at it couldn't agree.
    if (caller.kind !== 'system') return;
    countRefusal({ code: toCityError(error).code, client: caller.client, department: caller.department });
  });
}
