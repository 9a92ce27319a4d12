/** "A window asked me for paper": reported by anybody, seen and settled by the department's administrator. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  paperAsked,
  paperAskedInRequest,
  paperReceived,
  paperReport,
  paperReportQuery,
  settlePaperReport as settlement,
} from '../../sdk/schemas/figures.ts';
import { listOf } from '../../sdk/schemas/requests.ts';
import { ownDepartment } from '../credentials/own-department.ts';
import { personOf, staffOf } from '../identity/plugin.ts';
import {
  listPaperReports,
  type PapersParts,
  reportPaper,
  reportPaperInRequest,
  settlePaperReport,
} from './papers.ts';

const tags = ['papers'];
const administrators = { callers: ['staff:administrator'] as const };
const limited = { max: 5, timeWindow: '1 hour' };
const received = { received: true } as const;

/** `/papers-asked`, `/me/papers-asked` and `/departments/:code/papers-asked`. */
export function paperRoutes(parts: PapersParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/papers-asked',
      {
        config: { callers: ['anyone'], rateLimit: limited },
        schema: {
          tags,
          summary: 'Report that a window asked for paper, without signing in; five an hour from one address',
          body: paperAsked,
          response: { 201: paperReceived },
        },
      },
      async (request, reply) => {
        await reportPaper(undefined, request.body, parts);
        return reply.status(201).send(received);
      },
    );
    app.post(
      '/me/papers-asked',
      {
        config: {
          callers: ['person'],
          rateLimit: { ...limited, keyGenerator: (request: FastifyRequest) => personOf(request).subject },
        },
        schema: {
          tags,
          summary: 'Report that a window asked for paper, also in the course of a request; five an hour',
          body: z.union([paperAsked, paperAskedInRequest]),
          response: { 201: paperReceived },
        },
      },
      async (request, reply) => {
        const { subject } = personOf(request);
        const { body } = request;
        if ('request' in body) await reportPaperInRequest(subject, body, parts);
        else await reportPaper(subject, body, parts);
        return reply.status(201).send(received);
      },
    );
    app.get(
      '/departments/:code/papers-asked',
      {
        config: administrators,
        schema: {
          tags,
          summary: 'Reports about the department, newest first',
          params: z.object({ code: z.string() }),
          querystring: paperReportQuery,
          response: { 200: listOf(paperReport) },
        },
      },
      (request) => listPaperReports(ownDepartment(request), request.query, parts),
    );
    app.post(
      '/papers-asked/:id/settle',
      {
        config: administrators,
        schema: {
          tags,
          summary: 'Say what was done about a report',
          params: z.object({ id: z.uuid() }),
          body: settlement,
          response: { 200: paperReport },
        },
      },
      (request) =>
        settlePaperReport(staffOf(request), { id: request.params.id, note: request.body.note }, parts),
    );
  };
}
