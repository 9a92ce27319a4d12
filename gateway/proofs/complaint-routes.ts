/** “This looks wrong”: where people say so, and where departments' administrators answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  answerComplaint as answerBody,
  complain as complainBody,
  departmentComplaint,
  ownComplaint,
  reportMistake as reportBody,
} from '../../sdk/schemas/complaints.ts';
import { ownPageQuery, pageQuery } from '../../sdk/schemas/mandates.ts';
import { holderQuery, receiptParams } from '../../sdk/schemas/receipts.ts';
import { listOf } from '../../sdk/schemas/requests.ts';
import type { FindReading } from '../authorization/reading.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { CityError } from '../errors.ts';
import { personOf, staffOf } from '../identity/plugin.ts';
import { listComplaints, listOwnComplaints } from './complaint-lists.ts';
import { answerComplaint, type ComplaintsParts, complain, reportMistake } from './complaints.ts';
import { subjectOf } from './receipt-routes.ts';

const own = { callers: ['person'] as const };
const administrators = { callers: ['staff:administrator'] as const };
const made = z.object({ id: z.string() });
const params = z.object({ id: z.uuid() });

type App = Parameters<FastifyPluginAsyncZod>[0];

export type ComplaintRoutesParts = ComplaintsParts & {
  readonly catalog: Catalog;
  readonly readingOf: FindReading;
};

/** `/me/receipts/:number/complaint`, `/me/credentials/:id/report`, `/me/complaints`, `/departments/:code/complaints`, `/complaints/:id/answer` */
export function complaintRoutes(parts: ComplaintRoutesParts): FastifyPluginAsyncZod {
  return async (app) => {
    personRoutes(app, parts);
    administratorRoutes(app, parts);
  };
}

function personRoutes(app: App, parts: ComplaintRoutesParts): void {
  const tags = ['people'];
  app.post(
    '/me/receipts/:number/complaint',
    {
      config: own,
      schema: {
        tags,
        summary: 'Say that something is wrong with a receipt; the department that asked has to answer',
        params: receiptParams,
        querystring: holderQuery,
        body: complainBody,
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const subject = await subjectOf(personOf(request).subject, request.query.holder, parts);
      const id = await complain(subject, request.params.number, { ...request.body, parts });
      return reply.status(201).send({ id });
    },
  );
  app.post(
    '/me/credentials/:id/report',
    {
      config: own,
      schema: {
        tags,
        summary: 'Say what is wrong in a credential; the department that issued it has to answer',
        params,
        querystring: holderQuery,
        body: reportBody,
        response: { 201: made },
      },
    },
    async (request, reply) => {
      const subject = await subjectOf(personOf(request).subject, request.query.holder, parts);
      const id = await reportMistake(subject, request.params.id, { ...request.body, parts });
      return reply.status(201).send({ id });
    },
  );
  app.get(
    '/me/complaints',
    {
      config: own,
      schema: {
        tags,
        summary: 'What this person said to be wrong, and what was answered, newest first',
        querystring: ownPageQuery,
        response: { 200: listOf(ownComplaint) },
      },
    },
    async (request) => {
      const { holder, ...page } = request.query;
      return listOwnComplaints(await subjectOf(personOf(request).subject, holder, parts), page, parts);
    },
  );
}

function administratorRoutes(app: App, parts: ComplaintRoutesParts): void {
  const tags = ['administration'];
  app.get(
    '/departments/:code/complaints',
    {
      config: administrators,
      schema: {
        tags,
        summary: 'What people find wrong with the department’s accesses and credentials, newest first',
        params: z.object({ code: z.string() }),
        querystring: pageQuery,
        response: { 200: listOf(departmentComplaint) },
      },
    },
    (request) => {
      const { department } = staffOf(request);
      if (department !== request.params.code) throw new CityError('NOT_OWN_DEPARTMENT');
      return listComplaints(department, request.query, parts);
    },
  );
  app.post(
    '/complaints/:id/answer',
    {
      config: administrators,
      schema: {
        tags,
        summary: 'Answer a complaint; the person reads it',
        params,
        body: answerBody,
        response: { 200: z.object({ answered: z.literal(true) }) },
      },
    },
    async (request) => {
      await answerComplaint(staffOf(request), request.params.id, { ...request.body, parts });
      return { answered: true as const };
    },
  );
}
