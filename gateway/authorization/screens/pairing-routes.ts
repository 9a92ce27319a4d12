/** How screens are paired with a window, listed and ended. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { listOf } from '../../../sdk/schemas/requests.ts';
import { pairScreen as pairBody, pairedScreen, pairingCode, screen } from '../../../sdk/schemas/screens.ts';
import { CityError } from '../../errors.ts';
import { staffOf } from '../../identity/plugin.ts';
import { checkOwnWindow, mayManageWindow } from '../staff-place.ts';
import { endScreen, listScreens, pairScreen, type ScreensParts, showPairingCode } from './pairing.ts';

const clerk = { callers: ['staff:clerk'] as const };
const staff = { callers: ['staff:clerk', 'staff:administrator'] as const };
// Eight digits are few: whoever tries them has to be slow.
const seldom = { callers: ['anyone'] as const, rateLimit: { max: 10, timeWindow: '1 minute' } };
const tags = ['screens'];
const byCode = z.object({ code: z.string().max(16) });
const byId = z.object({ id: z.uuid() });

/** `/windows/:code/screens/pairing`, `/screens`, `/windows/:code/screens`, `/screens/:id/end`. */
export function pairingRoutes(parts: ScreensParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/windows/:code/screens/pairing',
      {
        config: clerk,
        schema: {
          tags,
          summary: 'A code by which one screen is paired with the window',
          params: byCode,
          response: { 201: pairingCode },
        },
      },
      async (request, reply) => {
        const by = staffOf(request);
        const { code } = request.params;
        checkOwnWindow(by, code, parts.catalog);
        return reply.status(201).send(await showPairingCode(by, code, parts));
      },
    );
    app.post(
      '/screens',
      {
        config: seldom,
        schema: {
          tags,
          summary: 'Pair a screen by its own key',
          body: pairBody,
          response: { 201: pairedScreen },
        },
      },
      async (request, reply) => reply.status(201).send(await pairScreen(request.body, parts)),
    );
    app.get(
      '/windows/:code/screens',
      {
        config: staff,
        schema: {
          tags,
          summary: 'Screens that are paired with a window',
          params: byCode,
          response: { 200: listOf(screen) },
        },
      },
      async (request) => {
        const { code } = request.params;
        if (!mayManageWindow(staffOf(request), code, parts.catalog))
          throw new CityError('WRONG_WINDOW', { window: code });
        return listScreens(code, parts);
      },
    );
    app.post(
      '/screens/:id/end',
      {
        config: staff,
        schema: {
          tags,
          summary: 'End a screen at once',
          params: byId,
          response: { 200: z.object({ ended: z.literal(true) }) },
        },
      },
      async (request) => {
        await endScreen(staffOf(request), request.params.id, parts);
        return { ended: true as const };
      },
    );
  };
}
