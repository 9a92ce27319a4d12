/** Where people take along what is kept of them. */
import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { holderQuery } from '../../sdk/schemas/receipts.ts';
import type { FindReading, Reading } from '../authorization/reading.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';
import { type ExportParts, exportOf } from './export.ts';

/** Who may take everything along: oneself, and who acts by law; an agent may not, whatever their mandate. */
const TAKERS: readonly Reading['kind'][] = ['self', 'guardian', 'representative'];

/** `GET /me/export` */
export function exportRoutes(
  parts: ExportParts & { readonly readingOf: FindReading },
): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/me/export',
      {
        config: { callers: ['person'] },
        schema: {
          tags: ['people'],
          summary: 'Everything that is kept of this person, as a file; leaves a receipt',
          querystring: holderQuery,
        },
      },
      async (request, reply) => {
        const reading = await parts.readingOf(personOf(request).subject, request.query.holder);
        if (reading === undefined || !TAKERS.includes(reading.kind)) throw new CityError('FORBIDDEN');
        const pieces = exportOf(reading, parts);
        // What fails before anything is sent is told as an error, not as half a file.
        const first = await pieces.next();
        return reply
          .type('application/json; charset=utf-8')
          .header('content-disposition', 'attachment; filename="my-data.json"')
          .header('cache-control', 'no-store')
          .send(Readable.from(from(first.value ?? '', pieces)));
      },
    );
  };
}

async function* from(first: string, others: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}
