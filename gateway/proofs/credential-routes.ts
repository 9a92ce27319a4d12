/** A person's own credentials, shown to their own session, and each look remembered. */

import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Subject } from '../actor.ts';
import type { RecordAccess } from '../authorization/access.ts';
import { type Clock, civilDateOf } from '../clock.ts';
import type { CandidateRow, Credentials } from '../credentials/credentials.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';

const config = { callers: ['person'] as const };
const tags = ['people'];

const summary = z.object({
  id: z.string(),
  credentialType: z.string(),
  department: z.string(),
  holder: z.string(),
  status: z.enum(['valid', 'expired', 'suspended', 'revoked']),
  issuedAt: z.string(),
  validUntil: z.string().nullable(),
});
const content = summary.extend({ values: z.record(z.string(), z.unknown()) });

export type CredentialRoutesParts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly credentials: Credentials;
  readonly recordAccess: RecordAccess;
  /** For whom a person may act. */
  readonly authoritiesOf: (giver: Subject) => Promise<readonly { readonly holder: Subject }[]>;
};

/** `/me/credentials`: one's own, and those of whom one may act for. */
export function credentialRoutes(parts: CredentialRoutesParts): FastifyPluginAsyncZod {
  const { credentials, clock, db, recordAccess } = parts;
  const holdersOf = async (caller: Subject): Promise<Subject[]> => [
    caller,
    ...(await parts.authoritiesOf(caller)).map(({ holder }) => holder),
  ];
  return async (app) => {
    app.get(
      '/me/credentials',
      {
        config,
        schema: {
          tags,
          summary: 'What is kept of this person, without its content',
          response: { 200: z.object({ items: z.array(summary), total: z.int(), next: z.null() }) },
        },
      },
      async (request) => {
        const rows = (
          await Promise.all(
            (await holdersOf(personOf(request).subject)).map((holder) => credentials.all(holder)),
          )
        ).flat();
        const items = rows.map((row) => summarize(row, civilDateOf(clock.now())));
        return { items, total: items.length, next: null };
      },
    );
    app.get(
      '/me/credentials/:id',
      {
        config,
        schema: {
          tags,
          summary: 'One credential with its content; leaves a receipt',
          params: z.object({ id: z.uuid() }),
          response: { 200: content },
        },
      },
      async (request) => {
        const holders = await holdersOf(personOf(request).subject);
        const rows = (await Promise.all(holders.map((holder) => credentials.all(holder)))).flat();
        const row = rows.find(({ id }) => id === request.params.id);
        const key = row === undefined ? undefined : await credentials.subjectKey(row.subject);
        if (row === undefined || key === undefined) throw new CityError('CREDENTIAL_NOT_FOUND');
        const { values } = await credentials.open(row, key);
        const items = [{ credentialType: row.credentialType, fields: Object.keys(values), outcome: 'shown' }];
        const nobody = {
          request: null,
          client: null,
          department: null,
          matter: null,
          window: null,
          role: null,
        };
        await db
          .transaction()
          .execute((trx) => recordAccess(trx, [{ holder: row.subject, outcome: 'self', ...nobody, items }]));
        return { ...summarize(row, civilDateOf(clock.now())), values };
      },
    );
  };
}

function summarize(row: CandidateRow, today: string): z.infer<typeof summary> {
  const states = ['valid', 'revoked', 'suspended'] as const;
  const isExpired = row.status === 0 && row.validUntil !== null && row.validUntil < today;
  return {
    id: row.id,
    credentialType: row.credentialType,
    department: row.department,
    holder: row.subject,
    status: isExpired ? 'expired' : states[row.status],
    issuedAt: row.issuedAt.toISOString(),
    validUntil: row.validUntil,
  };
}
