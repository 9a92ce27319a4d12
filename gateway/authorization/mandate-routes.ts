/** Acting for others: mandates offered, answered, listed and ended by those whom they concern, and the whole family at once. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { family, mandate, giveMandate as mandateBody, ownPageQuery } from '../../sdk/schemas/mandates.ts';
import { listOf } from '../../sdk/schemas/requests.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';
import { familyOf } from './family.ts';
import { listMandates } from './mandate-list.ts';
import { answerOffer, endMandate, giveMandate } from './mandates.ts';
import type { AuthorizationParts } from './parts.ts';
import { readingOver } from './reading.ts';

const config = { callers: ['person'] as const };
const tags = ['people'];
const params = z.object({ id: z.uuid() });

type App = Parameters<FastifyPluginAsyncZod>[0];

/** `/me/family` and `/me/mandates` */
export function mandateRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/me/family',
      {
        config,
        schema: {
          tags,
          summary: 'Whom this person may act for and until when, and who may act for them',
          response: { 200: family },
        },
      },
      (request) => familyOf(personOf(request).subject, parts),
    );
    listRoutes(app, parts);
    answerRoutes(app, parts);
  };
}

function listRoutes(app: App, parts: AuthorizationParts): void {
  const readingOf = readingOver(parts);
  app.post(
    '/me/mandates',
    {
      config,
      schema: {
        tags,
        summary: 'Offer somebody to act in this person’s place, or in that of a firm that they represent',
        body: mandateBody,
        response: { 201: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) =>
      reply.status(201).send({ id: await giveMandate(personOf(request).subject, request.body, parts) }),
  );
  app.get(
    '/me/mandates',
    {
      config,
      schema: {
        tags,
        summary: 'Mandates given and held, newest first; with `holder` those of one for whom the caller acts',
        querystring: ownPageQuery,
        response: { 200: listOf(mandate) },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      const { holder } = request.query;
      if ((await readingOf(subject, holder))?.everything !== true) throw new CityError('FORBIDDEN');
      return listMandates(subject, request.query, parts);
    },
  );
}

function answerRoutes(app: App, parts: AuthorizationParts): void {
  for (const [answer, accepts] of [
    ['accept', true],
    ['decline', false],
  ] as const)
    app.post(
      `/me/mandates/:id/${answer}`,
      {
        config,
        schema: {
          tags,
          summary: accepts ? 'Accept a mandate that was offered' : 'Decline a mandate that was offered',
          params,
          response: { 200: z.object({ accepted: z.boolean() }) },
        },
      },
      async (request) => {
        await answerOffer(personOf(request).subject, request.params.id, { accepts, parts });
        return { accepted: accepts };
      },
    );
  app.post(
    '/me/mandates/:id/end',
    {
      config,
      schema: {
        tags,
        summary: 'End a mandate at once, or take an offer back',
        params,
        response: { 200: z.object({ ended: z.literal(true) }) },
      },
    },
    async (request) => {
      await endMandate(personOf(request).subject, request.params.id, parts);
      return { ended: true as const };
    },
  );
}
