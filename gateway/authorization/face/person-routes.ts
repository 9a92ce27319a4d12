/** What people decide about their own face, or a guardian about a child's: consent, enrolment, a try, and taking it all back. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  faceChallenge,
  faceQuery,
  faceStatus,
  faceVerified,
  faceWithdrawn,
  giveFaceConsent,
  ownFaceEvidence,
  startFaceChallenge,
} from '../../../sdk/schemas/face.ts';
import { CityError } from '../../errors.ts';
import { personOf } from '../../identity/plugin.ts';
import { giveConsent } from './consents.ts';
import { withdrawConsent } from './ends.ts';
import { enrolOwn, startOwnChallenge, verifyOwn } from './enrolments.ts';
import { evidenceOf, MOST_BYTES, viewChallenge } from './evidence.ts';
import type { FaceParts } from './parts.ts';
import { openPlaces } from './places.ts';
import { statusFor } from './status.ts';

const config = { callers: ['person'] as const };
const tags = ['face'];

type App = Parameters<FastifyPluginAsyncZod>[0];

/** `/me/face…`. */
export function facePersonRoutes(parts: FaceParts): FastifyPluginAsyncZod {
  return async (app) => {
    consentRoutes(app, parts);
    ownRoutes(app, parts);
  };
}

function consentRoutes(app: App, parts: FaceParts): void {
  app.get(
    '/me/face',
    {
      config,
      schema: {
        tags,
        summary: 'Whether face is offered, what was decided, and what is kept',
        querystring: faceQuery,
        response: { 200: faceStatus },
      },
    },
    (request) => {
      const { subject } = personOf(request);
      return statusFor(subject, request.query.holder ?? subject, parts);
    },
  );
  app.post(
    '/me/face/consent',
    {
      config,
      schema: {
        tags,
        summary: 'Consent to the use of one’s face, and to nothing else',
        body: giveFaceConsent,
        response: { 200: faceStatus },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      const { holder = subject, ...wish } = request.body;
      await giveConsent(subject, { holder, ...wish }, parts);
      return statusFor(subject, holder, parts);
    },
  );
  app.delete(
    '/me/face',
    {
      config,
      schema: {
        tags,
        summary: 'Take the consent back; what is kept is destroyed',
        querystring: faceQuery,
        response: { 200: faceWithdrawn },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      const ended = await withdrawConsent(subject, request.query.holder ?? subject, parts);
      if (ended === undefined) throw new CityError('FACE_CONSENT_NEEDED');
      const { destroyed, leaf, at } = ended;
      return { destroyed, receipt: { leaf, at: at.toISOString() } };
    },
  );
}

function ownRoutes(app: App, parts: FaceParts): void {
  // Apart from the screens': nobody's own browser keeps a window waiting.
  const inPlace = openPlaces();
  app.post(
    '/me/face/challenges',
    {
      config,
      schema: {
        tags,
        summary: 'Movements to make before a camera',
        body: startFaceChallenge,
        response: { 201: faceChallenge },
      },
    },
    async (request, reply) => {
      const { subject } = personOf(request);
      const { holder = subject, purpose } = request.body;
      const challenge = await startOwnChallenge(subject, { purpose, holder }, parts);
      return reply.status(201).header('cache-control', 'no-store').send(viewChallenge(challenge));
    },
  );
  app.post(
    '/me/face/enrolment',
    {
      config,
      bodyLimit: MOST_BYTES,
      schema: {
        tags,
        summary: 'Enrol by a finished challenge; the pictures are kept nowhere',
        body: ownFaceEvidence,
        response: { 201: faceStatus },
      },
    },
    async (request, reply) => {
      const { subject } = personOf(request);
      const { holder = subject, ...posted } = request.body;
      await inPlace(() => enrolOwn(subject, { holder, evidence: evidenceOf(posted) }, parts));
      return reply.status(201).send(await statusFor(subject, holder, parts));
    },
  );
  app.post(
    '/me/face/verification',
    {
      config,
      bodyLimit: MOST_BYTES,
      schema: {
        tags,
        summary: 'Show that it is oneself; one factor and never more',
        body: ownFaceEvidence,
        response: { 200: faceVerified },
      },
    },
    async (request) => {
      const { subject } = personOf(request);
      const { holder = subject, ...posted } = request.body;
      await inPlace(() => verifyOwn(subject, { holder, evidence: evidenceOf(posted) }, parts));
      return { decision: 'match' as const };
    },
  );
}
