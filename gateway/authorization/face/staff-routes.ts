/** What officers and administrators see of faces: people to compare by eye, how it stands, and where it failed too often. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  decideFaceCheck as decideBody,
  faceAlert,
  faceCheck,
  faceState,
  openFaceCheck as openBody,
  windowFace,
} from '../../../sdk/schemas/face.ts';
import { listOf } from '../../../sdk/schemas/requests.ts';
import { ownDepartment } from '../../credentials/own-department.ts';
import { staffOf } from '../../identity/plugin.ts';
import { checkOwnWindow } from '../staff-place.ts';
import { listFaceAlerts, stateForDepartment } from './department.ts';
import { decideFaceCheck, listFaceChecks, openFaceCheck } from './officer-checks.ts';
import type { FaceParts } from './parts.ts';
import { faceAtWindow } from './window.ts';

const clerk = { callers: ['staff:clerk'] as const };
const administrator = { callers: ['staff:administrator'] as const };
const tags = ['face'];
const byCode = z.object({ code: z.string().max(16) });
const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(0).default(0),
});

type App = Parameters<FastifyPluginAsyncZod>[0];

/** `/windows/:code/face`, `/windows/:code/face-checks`, `/face-checks/:id/decision`, `/departments/:code/face`, `/departments/:code/face-alerts`. */
export function faceStaffRoutes(parts: FaceParts): FastifyPluginAsyncZod {
  return async (app) => {
    checkRoutes(app, parts);
    departmentRoutes(app, parts);
  };
}

function checkRoutes(app: App, parts: FaceParts): void {
  app.get(
    '/windows/:code/face',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'Whether a face can be asked for at this window, and what is known of the engine',
        params: byCode,
        response: { 200: windowFace },
      },
    },
    (request) => {
      const staff = staffOf(request);
      checkOwnWindow(staff, request.params.code, parts.catalog);
      return faceAtWindow(staff, request.params.code, parts);
    },
  );
  app.get(
    '/windows/:code/face-checks',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'People who wait for a second officer to compare them with what they enrolled, oldest first',
        params: byCode,
        response: { 200: listOf(faceCheck) },
      },
    },
    (request) => {
      const staff = staffOf(request);
      checkOwnWindow(staff, request.params.code, parts.catalog);
      return listFaceChecks({ ...staff, session: request.session }, request.params.code, parts);
    },
  );
  app.post(
    '/windows/:code/face-checks',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'Begin such a check by the eight digits that the person says',
        params: byCode,
        body: openBody,
        response: { 201: listOf(faceCheck) },
      },
    },
    async (request, reply) => {
      const officer = { ...staffOf(request), session: request.session };
      const { code } = request.params;
      checkOwnWindow(officer, code, parts.catalog);
      await openFaceCheck(officer, { window: code, number: request.body.number }, parts);
      return reply.status(201).send(await listFaceChecks(officer, code, parts));
    },
  );
  app.post(
    '/face-checks/:id/decision',
    {
      config: clerk,
      schema: {
        tags,
        summary: 'The second officer says whether it is the same person',
        params: z.object({ id: z.uuid() }),
        body: decideBody,
        response: { 200: z.object({ decided: z.literal(true) }) },
      },
    },
    async (request) => {
      const officer = { ...staffOf(request), session: request.session };
      await decideFaceCheck(officer, request.params.id, { same: request.body.same, parts });
      return { decided: true as const };
    },
  );
}

function departmentRoutes(app: App, parts: FaceParts): void {
  app.get(
    '/departments/:code/face',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'How face stands; only the operator’s command changes it',
        params: byCode,
        response: { 200: faceState },
      },
    },
    (request) => {
      ownDepartment(request);
      return stateForDepartment(parts);
    },
  );
  app.get(
    '/departments/:code/face-alerts',
    {
      config: administrator,
      schema: {
        tags,
        summary: 'Where faces failed too often, and how near the filing limit is; newest first',
        params: byCode,
        querystring: page,
        response: { 200: listOf(faceAlert) },
      },
    },
    (request) => listFaceAlerts(ownDepartment(request), request.query, parts),
  );
}
