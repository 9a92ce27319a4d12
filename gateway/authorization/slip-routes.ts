/** Slips: looked at beforehand, made, listed, printed and withdrawn by who gives them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listOf } from '../../sdk/schemas/requests.ts';
import {
  makeSlip as makeSlipBody,
  slipParams as params,
  slip,
  slipPdfQuery,
  slipPreview,
  slipQuery,
  slipWish,
  slipWithCode,
} from '../../sdk/schemas/slips.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';
import { languageOf } from '../language.ts';
import type { AuthorizationParts } from './parts.ts';
import { printSlip } from './slip-pdf.ts';
import { previewSlip, ticketOf, viewSlip, viewSlipWithCode } from './slip-views.ts';
import { findOwnSlip, listOwnSlips, makeSlip, stateOf, withdrawSlip } from './slips.ts';

const config = { callers: ['person'] as const };
const tags = ['people'];

/** `/me/slips` */
export function slipRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  return async (app) => {
    makingRoutes(app, parts);
    readingRoutes(app, parts);
  };
}

type App = Parameters<FastifyPluginAsyncZod>[0];

function makingRoutes(app: App, parts: AuthorizationParts): void {
  app.post(
    '/me/slips/preview',
    {
      config,
      schema: {
        tags,
        summary: 'What a slip for a matter would show; nothing is kept',
        body: slipWish,
        response: { 200: slipPreview },
      },
    },
    (request) => previewSlip(personOf(request).subject, request.body, parts),
  );
  app.post(
    '/me/slips',
    {
      config,
      schema: {
        tags,
        summary: 'Agree beforehand, for one matter and until a day, to exactly the fields named',
        body: makeSlipBody,
        response: { 201: slipWithCode },
      },
    },
    async (request, reply) => {
      const { subject } = personOf(request);
      const id = await makeSlip(subject, request.body, parts);
      return reply.status(201).send(await viewSlipWithCode(await findOwnSlip(subject, id, parts), parts));
    },
  );
  app.post(
    '/me/slips/:id/withdraw',
    { config, schema: { tags, summary: 'Take a slip back at once', params, response: { 200: slip } } },
    async (request) => {
      const { subject } = personOf(request);
      await withdrawSlip(subject, request.params.id, parts);
      return viewSlip(await findOwnSlip(subject, request.params.id, parts), parts);
    },
  );
}

function readingRoutes(app: App, parts: AuthorizationParts): void {
  app.get(
    '/me/slips',
    {
      config,
      schema: {
        tags,
        summary: 'Slips of this person, newest first',
        querystring: slipQuery,
        response: { 200: listOf(slip) },
      },
    },
    async (request) => {
      const page = await listOwnSlips(personOf(request).subject, request.query, parts);
      return { ...page, items: await Promise.all(page.items.map((row) => viewSlip(row, parts))) };
    },
  );
  app.get(
    '/me/slips/:id',
    { config, schema: { tags, summary: 'A slip with its code', params, response: { 200: slipWithCode } } },
    async (request) =>
      viewSlipWithCode(await findOwnSlip(personOf(request).subject, request.params.id, parts), parts),
  );
  app.get(
    '/me/slips/:id/pdf',
    {
      config,
      schema: { tags, summary: 'A slip to print (PDF)', params, querystring: slipPdfQuery },
    },
    async (request, reply) => {
      const row = await findOwnSlip(personOf(request).subject, request.params.id, parts);
      if (stateOf(row, parts) !== 'live') throw new CityError('SLIP_ENDED');
      const pdf = await printSlip({
        slip: await viewSlip(row, parts),
        maskedName: await parts.credentials.maskedName(row.giver),
        ticket: await ticketOf(row, parts),
        language: request.query.language ?? languageOf(request),
      });
      return reply
        .type('application/pdf')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'inline; filename="slip.pdf"')
        .send(pdf);
    },
  );
}
