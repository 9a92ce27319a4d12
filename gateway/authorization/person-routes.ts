/** What people do: show codes, scan a counter's, see who asks, agree or refuse, and take back. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ownPageQuery, pageQuery } from '../../sdk/schemas/mandates.ts';
import {
  authorization,
  decide as decideBody,
  listOf,
  requestForPerson,
  showCode,
  shownCode,
} from '../../sdk/schemas/requests.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';
import { decide, joinRequest } from './decisions.ts';
import { withdraw } from './endings.ts';
import { explainCode } from './explain-code.ts';
import { follow } from './follow.ts';
import { listAuthorizations, openRequests, recentRequests } from './lists.ts';
import type { AuthorizationParts } from './parts.ts';
import { drawQr } from './qr-images.ts';
import { readingOver } from './reading.ts';
import { viewForPerson } from './views.ts';

const config = { callers: ['person'] as const };
const anyone = { callers: ['anyone'] as const };
const tags = ['people'];
const params = z.object({ id: z.uuid() });

/** `/me/codes`, `/q/:code`, `/me/requests`, `/me/authorizations`, `/me/events`. */
export function personRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  return async (app) => {
    codeRoutes(app, parts);
    requestRoutes(app, parts);
  };
}

type App = Parameters<FastifyPluginAsyncZod>[0];

function codeRoutes(app: App, parts: AuthorizationParts): void {
  app.post(
    '/me/codes',
    {
      config,
      schema: {
        tags,
        summary: 'A one-time code to show at a window',
        body: showCode,
        response: { 201: shownCode },
      },
    },
    async (request, reply) => {
      const { subject } = personOf(request);
      const { kind } = request.body;
      if (kind === 'number') {
        const { number, expiresAt } = await parts.codes.showNumber(subject);
        return reply.status(201).send({ kind, number, expiresAt: expiresAt.toISOString() });
      }
      const { url, expiresAt } = await parts.codes.showQr(subject);
      return reply
        .status(201)
        .send({ kind, url, ...(await drawQr(url)), expiresAt: expiresAt.toISOString() });
    },
  );
  app.get('/q/:code', { config: anyone, schema: { hide: true } }, async (request, reply) =>
    // Messengers fetch links to preview them: looking at a code must not use it.
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(explainCode(request)),
  );
  app.post(
    '/q/:code',
    {
      config,
      schema: {
        tags,
        summary: 'Scan the code that a counter shows',
        params: z.object({ code: z.string().max(100) }),
        response: { 200: requestForPerson },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      const id = await joinRequest(subject, request.params.code, parts);
      return viewForPerson(subject, id, parts);
    },
  );
}

function requestRoutes(app: App, parts: AuthorizationParts): void {
  const readingOf = readingOver(parts);
  app.get(
    '/me/requests',
    {
      config,
      schema: {
        tags,
        summary: 'Requests that wait for this person, or with `holder` for one for whom the caller acts',
        querystring: ownPageQuery,
        response: { 200: listOf(requestForPerson) },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      const { holder = subject, ...page } = request.query;
      if ((await readingOf(subject, holder))?.everything !== true) throw new CityError('FORBIDDEN');
      const as = holder === subject ? (['giver'] as const) : (['giver', 'holder'] as const);
      return openRequests(holder, { ...page, as }, parts);
    },
  );
  app.get(
    '/me/requests/:id',
    {
      config,
      schema: {
        tags,
        summary: 'Who asks, for what, why and on which legal basis',
        params,
        response: { 200: requestForPerson },
      },
    },
    (request) => viewForPerson(personOf(request).subject, request.params.id, parts),
  );
  app.post(
    '/me/requests/:id/decision',
    {
      config,
      schema: {
        tags,
        summary: 'Agree or refuse, all at once',
        params,
        body: decideBody,
        response: { 200: requestForPerson },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      await decide(subject, request.params.id, { decision: request.body, parts });
      return viewForPerson(subject, request.params.id, parts);
    },
  );
  app.get(
    '/me/events',
    {
      config,
      sse: 'only',
      schema: { tags, summary: 'Requests as they come, change and end (server-sent events)' },
    },
    async (request, reply) => {
      const { subject } = personOf(request);
      await reply.sse.send(
        follow(request, {
          changes: (signal) => parts.changes.follow(subject, signal),
          view: () => recentRequests(subject, parts),
          clock: parts.clock,
        }),
      );
    },
  );
  app.get(
    '/me/authorizations',
    {
      config,
      schema: {
        tags,
        summary: 'What this person was asked, or others agreed to in their place, newest first',
        querystring: pageQuery,
        response: { 200: listOf(authorization) },
      },
    },
    (request) => listAuthorizations(personOf(request).subject, request.query, parts),
  );
  app.post(
    '/me/authorizations/:id/revoke',
    {
      config,
      schema: {
        tags,
        summary: 'Take back what was not used yet',
        params,
        response: { 200: requestForPerson },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      await withdraw({ person: subject }, request.params.id, parts);
      return viewForPerson(subject, request.params.id, parts);
    },
  );
}
