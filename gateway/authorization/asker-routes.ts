/** What departments' systems, and clerks in their own sessions, do with requests. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askForProof, confirmPerson as confirmBody, requestForAsker } from '../../sdk/schemas/requests.ts';
import { askerOf } from '../identity/plugin.ts';
import { confirmPerson } from './decisions.ts';
import { withdraw } from './endings.ts';
import { follow } from './follow.ts';
import type { AuthorizationParts } from './parts.ts';
import { createRequest } from './requests.ts';
import { viewForAsker } from './views.ts';

const config = { callers: ['system:ask', 'staff:clerk'] as const };
const tags = ['requests'];
const params = z.object({ id: z.uuid() });

/** `/requests`: create, look, follow, confirm, withdraw. */
export function askerRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  const { catalog } = parts;
  return async (app) => {
    app.post(
      '/requests',
      {
        config,
        schema: { tags, summary: 'Ask for a proof', body: askForProof, response: { 201: requestForAsker } },
      },
      async (request, reply) => {
        const { session } = request;
        const asker = { ...askerOf(request, catalog), ...(session === undefined ? {} : { session }) };
        const { id, shown } = await createRequest(asker, request.body, parts);
        return reply.status(201).send(await viewForAsker(asker, id, parts, shown));
      },
    );
    app.get(
      '/requests/:id',
      {
        config,
        schema: { tags, summary: 'How a request stands', params, response: { 200: requestForAsker } },
      },
      (request) => viewForAsker(askerOf(request, catalog), request.params.id, parts),
    );
    app.get(
      '/requests/:id/events',
      {
        config,
        sse: 'only',
        schema: { tags, summary: 'A request as it changes (server-sent events)', params },
      },
      async (request, reply) => {
        const asker = askerOf(request, catalog);
        const { id } = request.params;
        await viewForAsker(asker, id, parts);
        await reply.sse.send(
          follow(request, {
            changes: (signal) => parts.changes.follow(id, signal),
            view: () => viewForAsker(asker, id, parts),
            clock: parts.clock,
          }),
        );
      },
    );
    app.post(
      '/requests/:id/confirm',
      {
        config,
        schema: {
          tags,
          summary: 'Say whether the masked name is that of who stands there',
          params,
          body: confirmBody,
          response: { 200: requestForAsker },
        },
      },
      async (request) => {
        const asker = askerOf(request, catalog);
        await confirmPerson(asker, request.params.id, { same: request.body.same, parts });
        return viewForAsker(asker, request.params.id, parts);
      },
    );
    app.post(
      '/requests/:id/withdraw',
      {
        config,
        schema: { tags, summary: 'Take a request back', params, response: { 200: requestForAsker } },
      },
      async (request) => {
        const asker = askerOf(request, catalog);
        await withdraw(asker, request.params.id, parts);
        return viewForAsker(asker, request.params.id, parts);
      },
    );
  };
}
