/** Where a matter's system gets its proof. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { proof, proofParams, proofWish } from '../../sdk/schemas/proof.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { CityError } from '../errors.ts';
import { askerOf } from '../identity/plugin.ts';
import type { Proofs } from './proofs.ts';

/** `POST /requests/:id/proof` */
export function proofRoutes(
  proofs: Pick<Proofs, 'prove' | 'isOwn'>,
  catalog: Pick<Catalog, 'clients'>,
): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      '/requests/:id/proof',
      {
        config: { callers: ['system:ask', 'staff:clerk'] },
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
      async (request) => {
        const asker = askerOf(request, catalog);
        // A clerk's colleague asks as the same system, but not with this clerk's requests.
        if (asker.officer !== undefined && !(await proofs.isOwn(request.params.id, asker)))
          throw new CityError('REQUEST_NOT_FOUND');
        const { client } = asker;
        return proofs.prove({ id: request.params.id, client, nonce: request.body.nonce });
      },
    );
  };
}
