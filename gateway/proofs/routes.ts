/** Where a matter's system gets its proof. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { proof, proofParams, proofWish } from '../../sdk/schemas/proof.ts';
import { systemOf } from '../identity/plugin.ts';
import type { Proofs } from './proofs.ts';

/** `POST /requests/:id/proof` */
export function proofRoutes(proofs: Pick<Proofs, 'prove'>): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/requests/:id/proof',
      {
        config: { callers: ['system:ask'] },
        schema: {
          tags: ['requests'],
          summary: 'Use an authorization up and get its proof',
          params: proofParams,
          body: proofWish,
          response: { 200: proof },
        },
        // Types say what leaves here; going through every text of a proof once more would cost more than its JSON.
        serializerCompiler: () => (answer) => JSON.stringify(answer),
      },
      (request) => {
        const { client } = systemOf(request);
        return proofs.prove({ id: request.params.id, client, nonce: request.body.nonce });
      },
    );
  };
}
