/** What officers do for people who have nothing but themselves, and what their department's administrator sees of it. */
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  compareName as compareBody,
  confirmDocument as confirmBody,
  officerAlert,
  officerCheck,
  officerReview,
  settleReview as settleBody,
} from '../../../sdk/schemas/officers.ts';
import { listOf } from '../../../sdk/schemas/requests.ts';
import { ownDepartment } from '../../credentials/own-department.ts';
import { staffOf } from '../../identity/plugin.ts';
import { windowName } from '../changes.ts';
import { follow } from '../follow.ts';
import type { AuthorizationParts } from '../parts.ts';
import { checkOwnWindow } from '../staff-place.ts';
import { listAlerts, listReviews, settleReview } from './reviews.ts';
import { compareName, confirmDocument, declineCheck, type Officer } from './second.ts';
import { listChecks, readCheck } from './views.ts';

const clerk = { callers: ['staff:clerk'] as const };
const administrator = { callers: ['staff:administrator'] as const };
const tags = ['two officers'];
const byCode = z.object({ code: z.string().max(16) });
const byId = z.object({ id: z.uuid() });
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(0).default(0),
});

/** `/windows/:code/officer-checks`, `/officer-checks/:id/…`, `/departments/:code/officer-alerts`, `/departments/:code/officer-reviews`. */
export function officerRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  return async (app) => {
    windowRoutes(app, parts);
    checkRoutes(app, parts);
    departmentRoutes(app, parts);
  };
}

type App = Parameters<FastifyPluginAsyncZod>[0];

function windowRoutes(app: App, parts: AuthorizationParts): void {
  app.get(
    '/windows/:code/officer-checks',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'Checks at a window that wait for officers, oldest first',
        params: byCode,
        response: { 200: listOf(officerCheck) },
      },
    },
    async (request) => {
      const staff = staffOf(request);
      const { code } = request.params;
      checkOwnWindow(staff, code, parts.catalog);
      return listChecks(staff, code, parts);
    },
  );
  app.get(
    '/windows/:code/officer-checks/events',
    {
      config: clerk,
      sse: 'only',
      schema: { tags, summary: 'The same as they come and go (server-sent events)', params: byCode },
    },
    async (request, reply) => {
      const staff = staffOf(request);
      const { code } = request.params;
      checkOwnWindow(staff, code, parts.catalog);
      await reply.sse.send(
        follow(request, {
          changes: (signal) => parts.changes.follow(windowName(code), signal),
          view: () => listChecks(staff, code, parts),
          clock: parts.clock,
        }),
      );
    },
  );
}

const officerOf = (request: FastifyRequest): Officer => ({ ...staffOf(request), session: request.session });

function checkRoutes(app: App, parts: AuthorizationParts): void {
  app.post(
    '/officer-checks/:id/confirm',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'The second officer types the number again; the answer has the masked name',
        params: byId,
        body: confirmBody,
        response: { 200: officerCheck },
      },
    },
    async (request) => {
      const officer = officerOf(request);
      const { id } = request.params;
      await confirmDocument(officer, id, { document: request.body.document, parts });
      return readCheck(officer, id, parts);
    },
  );
  app.post(
    '/officer-checks/:id/compare',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'The second officer says whether the masked name is that of who stands there',
        params: byId,
        body: compareBody,
        response: { 200: officerCheck },
      },
    },
    async (request) => {
      const officer = officerOf(request);
      const { id } = request.params;
      await compareName(officer, id, { same: request.body.same, parts });
      return readCheck(officer, id, parts);
    },
  );
  app.post(
    '/officer-checks/:id/decline',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'The second officer declines, and the request ends',
        params: byId,
        response: { 200: officerCheck },
      },
    },
    async (request) => {
      const officer = officerOf(request);
      const { id } = request.params;
      await declineCheck(officer, id, parts);
      return readCheck(officer, id, parts);
    },
  );
}

function departmentRoutes(app: App, parts: AuthorizationParts): void {
  app.get(
    '/departments/:code/officer-alerts',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'Officers who did many checks on a day, newest first',
        params: byCode,
        querystring: page,
        response: { 200: listOf(officerAlert) },
      },
    },
    async (request) => listAlerts(ownDepartment(request), request.query, parts),
  );
  app.get(
    '/departments/:code/officer-reviews',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'Checks on which the lot fell, those that wait first',
        params: byCode,
        querystring: page,
        response: { 200: listOf(officerReview) },
      },
    },
    async (request) => listReviews(ownDepartment(request), request.query, parts),
  );
  app.post(
    '/departments/:code/officer-reviews/:id/settle',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'Say how such a check was found',
        params: byCode.extend(byId.shape),
        body: settleBody,
        response: { 200: z.object({ settled: z.literal(true) }) },
      },
    },
    async (request) => {
      ownDepartment(request);
      await settleReview(staffOf(request), request.params.id, { settlement: request.body, parts });
      return { settled: true as const };
    },
  );
}
