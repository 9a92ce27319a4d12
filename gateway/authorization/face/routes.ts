/** Every route that has to do with faces. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { faceOperatorRoutes } from './operator-routes.ts';
import type { FaceParts } from './parts.ts';
import { facePersonRoutes } from './person-routes.ts';
import { faceScreenRoutes } from './screen-routes.ts';
import { faceStaffRoutes } from './staff-routes.ts';

export const faceRoutes = (parts: FaceParts): readonly FastifyPluginAsyncZod[] => [
  facePersonRoutes(parts),
  faceScreenRoutes(parts),
  faceStaffRoutes(parts),
  faceOperatorRoutes(parts),
];
