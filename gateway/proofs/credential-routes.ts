/** Credentials as shown to their holder's own session, or to who acts for the holder: listed without their content, and each look at one remembered. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { ownCredential, ownCredentialContent } from '../../sdk/schemas/credentials.ts';
import { ownPageQuery } from '../../sdk/schemas/mandates.ts';
import { listOf } from '../../sdk/schemas/requests.ts';
import type { Subject } from '../actor.ts';
import type { RecordAccess } from '../authorization/access.ts';
import type { FindReading } from '../authorization/reading.ts';
import { type Clock, civilDateOf } from '../clock.ts';
import type { Credentials } from '../credentials/credentials.ts';
import { countOwn, listOwn, type OwnCredential, subjectOfCredential } from '../credentials/own-list.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import { personOf } from '../identity/plugin.ts';
import { ownAccess } from './own-access.ts';

const config = { callers: ['person'] as const };
const tags = ['people'];

export type CredentialRoutesParts = {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly credentials: Pick<Credentials, 'subjectKey' | 'open'>;
  readonly recordAccess: RecordAccess;
  readonly readingOf: FindReading;
};

/** `/me/credentials`: one's own, and with `holder` those of one for whom one acts. */
export function credentialRoutes(parts: CredentialRoutesParts): FastifyPluginAsyncZod {
  const { credentials, clock, db, readingOf } = parts;
  return async (app) => {
    app.get(
      '/me/credentials',
      {
        config,
        schema: {
          tags,
          summary: 'What is kept of this person, without its content',
          querystring: ownPageQuery,
          response: { 200: listOf(ownCredential) },
        },
      },
      async (request) => {
        const { holder, ...page } = request.query;
        const reading = await readingOf(personOf(request).subject, holder);
        if (reading === undefined) throw new CityError('FORBIDDEN');
        const { subject, types } = reading;
        const key = await credentials.subjectKey(subject);
        const rows = await listOwn(db, subject, { key, types, ...page, today: civilDateOf(clock.now()) });
        const total = await countOwn(db, subject, types);
        const seen = page.next + rows.length;
        return { items: rows.map(summarize), total, next: seen < total ? seen : null };
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
          response: { 200: ownCredentialContent },
        },
      },
      (request) => showOne(personOf(request).subject, request.params.id, parts),
    );
  };
}

/** @throws CityError CREDENTIAL_NOT_FOUND, be it that it isn't the caller's to see */
async function showOne(
  caller: Subject,
  id: string,
  { db, clock, credentials, recordAccess, readingOf }: CredentialRoutesParts,
): Promise<z.infer<typeof ownCredentialContent>> {
  const holder = await subjectOfCredential(db, id);
  const reading = holder === undefined ? undefined : await readingOf(caller, holder);
  if (reading === undefined) throw new CityError('CREDENTIAL_NOT_FOUND');
  const { subject, kind, types } = reading;
  const key = await credentials.subjectKey(subject);
  const today = civilDateOf(clock.now());
  const [row] = await listOwn(db, subject, { key, id, types, limit: 1, next: 0, today });
  if (row === undefined || key === undefined) throw new CityError('CREDENTIAL_NOT_FOUND');
  const { values } = await credentials.open(row, key);
  const seen = [{ credentialType: row.credentialType, fields: Object.keys(values) }];
  await db
    .transaction()
    .execute((trx) => recordAccess(trx, [ownAccess({ holder: subject, agreedBy: kind, seen })]));
  return { ...summarize(row), values };
}

const summarize = ({ subject, issuedAt, number, alerts, ...row }: OwnCredential) => ({
  ...row,
  holder: subject,
  issuedAt: issuedAt.toISOString(),
  maskedNumber: number,
  alerts: [...alerts],
});
