/** What a window's screen asks of whoever stands before it: who they may be, and then their face. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  faceChallenge,
  faceEvidence,
  screenFaceChallenge,
  screenFaceEvidence,
} from '../../../sdk/schemas/face.ts';
import { screenView } from '../../../sdk/schemas/screens.ts';
import { screenOf } from '../../identity/plugin.ts';
import { checkScreen } from '../screens/pairing.ts';
import { viewForScreen } from '../screens/view.ts';
import { recogniseAtScreen, startAtScreen } from './at-screen.ts';
import { showAtCheck, startCheckAtScreen } from './check-at-screen.ts';
import { evidenceOf, MOST_BYTES, viewChallenge } from './evidence.ts';
import type { FaceParts } from './parts.ts';
import { openPlaces } from './places.ts';

const config = { callers: ['screen'] as const };
const tags = ['face'];
const params = z.object({ id: z.uuid() });

/** `/screen/requests/:id/face…`, `/screen/face-checks/:id/face…`. */
export function faceScreenRoutes(parts: FaceParts): FastifyPluginAsyncZod {
  return async (app) => {
    const inPlace = openPlaces();
    checkRoutes(app, { parts, inPlace });
    app.post(
      '/screen/requests/:id/face/challenges',
      {
        config,
        schema: {
          tags,
          summary: 'Movements to make before this screen, for who says these digits and this month',
          params,
          body: screenFaceChallenge,
          response: { 201: faceChallenge },
        },
      },
      async (request, reply) => {
        const caller = screenOf(request);
        await checkScreen(caller, parts);
        const { subject, ...said } = request.body;
        const challenge = await startAtScreen(caller, { request: request.params.id, subject, said }, parts);
        return reply.status(201).header('cache-control', 'no-store').send(viewChallenge(challenge));
      },
    );
    app.post(
      '/screen/requests/:id/face',
      {
        config,
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          summary: 'Recognise who stands there; the name is told only now',
          params,
          body: screenFaceEvidence,
          response: { 200: screenView },
        },
      },
      async (request) => {
        const caller = screenOf(request);
        await checkScreen(caller, parts);
        const { subject, lastFour, birthMonth, ...posted } = request.body;
        const at = { request: request.params.id, subject, said: { lastFour, birthMonth } };
        await inPlace(() => recogniseAtScreen(caller, { ...at, evidence: evidenceOf(posted) }, parts));
        return viewForScreen(caller, parts);
      },
    );
  };
}

type CheckParts = { readonly parts: FaceParts; readonly inPlace: ReturnType<typeof openPlaces> };

function checkRoutes(app: Parameters<FastifyPluginAsyncZod>[0], { parts, inPlace }: CheckParts): void {
  app.post(
    '/screen/face-checks/:id/face/challenges',
    {
      config,
      schema: {
        tags,
        summary: 'Movements to make before this screen, for whom two officers are to look at',
        params,
        response: { 201: faceChallenge },
      },
    },
    async (request, reply) => {
      const caller = screenOf(request);
      await checkScreen(caller, parts);
      const challenge = await startCheckAtScreen(caller, request.params.id, parts);
      return reply.status(201).header('cache-control', 'no-store').send(viewChallenge(challenge));
    },
  );
  app.post(
    '/screen/face-checks/:id/face',
    {
      config,
      bodyLimit: MOST_BYTES,
      schema: {
        tags,
        summary: 'Show the face that was enrolled, before two officers say whose it is',
        params,
        body: faceEvidence,
        response: { 200: screenView },
      },
    },
    async (request) => {
      const caller = screenOf(request);
      await checkScreen(caller, parts);
      const { id } = request.params;
      await inPlace(() => showAtCheck(caller, { id, evidence: evidenceOf(request.body) }, parts));
      return viewForScreen(caller, parts);
    },
  );
}
