/** What the operator's command asks of faces: how they stand, on with the number of an impact assessment, and off at once. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { faceState, faceSwitched, switchFaceOn } from '../../../sdk/schemas/face.ts';
import { CityError } from '../../errors.ts';
import { checkLocal } from '../../identity/local.ts';
import { stateForDepartment } from './department.ts';
import type { FaceParts } from './parts.ts';
import { switchOff } from './switch-off.ts';

const config = { callers: ['operator'] as const };
const tags = ['operator'];

/** `/operator/face…`. */
export function faceOperatorRoutes(parts: FaceParts): FastifyPluginAsyncZod {
  return async (app) => {
    app.addHook('onRequest', async (request) => checkLocal(request));
    app.get(
      '/operator/face',
      { config, schema: { tags, summary: 'How face stands', response: { 200: faceState } } },
      () => stateForDepartment(parts),
    );
    app.post(
      '/operator/face/on',
      {
        config,
        schema: {
          tags,
          summary: 'Switch face on; outside the fictional town with the number of an impact assessment',
          body: switchFaceOn,
          response: { 200: faceSwitched },
        },
      },
      async (request) => {
        if (parts.face.configured === undefined) throw new CityError('FACE_OFF');
        const { assessment = null } = request.body;
        await parts.face.write({ isOn: true, assessment, since: parts.clock.now().toISOString() });
        const { offered } = await parts.face.standing();
        return { offered, assessment, destroyed: 0 };
      },
    );
    app.post(
      '/operator/face/off',
      {
        config,
        schema: {
          tags,
          summary:
            'Switch face off: every template is made unreadable at once, and every subject keeps a receipt',
          response: { 200: faceSwitched },
        },
      },
      () => switchOff(parts),
    );
  };
}
