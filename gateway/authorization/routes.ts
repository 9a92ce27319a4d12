/** Every route by which people, clerks, systems and screens come to an authorization. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { askerRoutes } from './asker-routes.ts';
import { mandateRoutes } from './mandate-routes.ts';
import { manualCheckRoutes } from './manual-check-routes.ts';
import { officerRoutes } from './officers/routes.ts';
import { personRoutes } from './person-routes.ts';
import { pairingRoutes } from './screens/pairing-routes.ts';
import { type ScreenRoutesParts, screenRoutes } from './screens/routes.ts';
import { slipRoutes } from './slip-routes.ts';

export function authorizationRoutes(parts: ScreenRoutesParts): readonly FastifyPluginAsyncZod[] {
  return [
    askerRoutes(parts),
    personRoutes(parts),
    mandateRoutes(parts),
    slipRoutes(parts),
    manualCheckRoutes(parts),
    officerRoutes(parts),
    pairingRoutes(parts),
    screenRoutes(parts),
  ];
}
