/** Slips that were brought twice, as the clerks of both windows see and settle them. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listOf } from '../../sdk/schemas/requests.ts';
import {
  manualCheck,
  manualCheckParams,
  settleManualCheck as settleBody,
  slipParams,
  slipQuery,
} from '../../sdk/schemas/slips.ts';
import { staffOf } from '../identity/plugin.ts';
import { listManualChecks, settleManualCheck } from './manual-checks.ts';
import type { AuthorizationParts } from './parts.ts';
import { checkOwnWindow } from './staff-place.ts';

const config = { callers: ['staff:clerk'] as const };
const tags = ['windows'];

/** `/windows/:code/manual-checks`, `/manual-checks/:id/settle` */
export function manualCheckRoutes(parts: AuthorizationParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/windows/:code/manual-checks',
      {
        config,
        schema: {
          tags,
          summary: 'Slips brought twice that this window looks into, open ones first',
          params: manualCheckParams,
          querystring: slipQuery,
          response: { 200: listOf(manualCheck) },
        },
      },
      (request) => {
        const { code } = request.params;
        checkOwnWindow(staffOf(request), code, parts.catalog);
        return listManualChecks(code, request.query, parts);
      },
    );
    app.post(
      '/manual-checks/:id/settle',
      {
        config,
        schema: {
          tags,
          summary: 'Settle a check for the windows of this clerk',
          params: slipParams,
          body: settleBody,
          response: { 200: z.object({ settled: z.literal(true) }) },
        },
      },
      async (request) => {
        await settleManualCheck(staffOf(request), request.params.id, { note: request.body.note, parts });
        return { settled: true as const };
      },
    );
  };
}
