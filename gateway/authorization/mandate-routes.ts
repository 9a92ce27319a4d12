/** Mandates: given, listed and ended by those whom they concern. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listOf, mandate, giveMandate as mandateBody } from '../../sdk/schemas/requests.ts';
import { personOf } from '../identity/plugin.ts';
import { endMandate, giveMandate, listMandates } from './mandates.ts';
import type { AuthorizationParts } from './parts.ts';

const config = { callers: ['person'] as const };
const tags = ['people'];
const params = z.object({ id: z.uuid() });

/** `/me/mandates` */
export function mandateRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/me/mandates',
      {
        config,
        schema: {
          tags,
          summary: 'Let somebody act in this person’s place',
          body: mandateBody,
          response: { 201: z.object({ id: z.string() }) },
        },
      },
      async (request, reply) =>
        reply.status(201).send({ id: await giveMandate(personOf(request).subject, request.body, parts) }),
    );
    app.get(
      '/me/mandates',
      { config, schema: { tags, summary: 'Mandates given and held', response: { 200: listOf(mandate) } } },
      async (request) => {
        const items = await listMandates(personOf(request).subject, parts);
        return { items, total: items.length, next: null };
      },
    );
    app.post(
      '/me/mandates/:id/end',
      {
        config,
        schema: {
          tags,
          summary: 'End a mandate at once',
          params,
          response: { 200: z.object({ ended: z.literal(true) }) },
        },
      },
      async (request) => {
        await endMandate(personOf(request).subject, request.params.id, parts);
        return { ended: true as const };
      },
    );
  };
}
