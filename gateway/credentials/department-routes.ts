/** What issuing departments' systems and administrators do: send files, confirm data; and what systems alone may: change a status. */

import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { pageQuery } from '../../sdk/schemas/administration.ts';
import {
  confirmation,
  faultList,
  faultQuery,
  importQuery,
  importReport,
  statusChange,
  statusChanged,
} from '../../sdk/schemas/issuing.ts';
import { listOf } from '../../sdk/schemas/requests.ts';
import type { Clock } from '../clock.ts';
import type { Tables } from '../database/tables.ts';
import { CityError } from '../errors.ts';
import type { Keys } from '../keys/keys.ts';
import { type Deed, keepEntry } from './administration/journal.ts';
import { confirm, confirmable } from './confirmations.ts';
import type { Credentials, CredentialsParts } from './credentials.ts';
import { readReports } from './import-reports.ts';
import { actorOf, ownDepartment, ownType } from './own-department.ts';
import { recordHashOf } from './record-hash.ts';
import { applyStatus } from './status-changes.ts';

const MOST_BYTES = 4 * 2 ** 30;
const tags = ['issuing'];
const params = z.object({ code: z.string() });
const importParams = params.extend({ id: z.uuid() });

type Parts = { readonly credentials: Credentials; readonly keys: Keys; readonly clock: Clock } & Pick<
  CredentialsParts,
  'db' | 'catalog'
>;

/** `/departments/:code/…` */
export function departmentRoutes(parts: Parts): FastifyPluginAsyncZod {
  const { credentials, db, catalog, keys, clock } = parts;
  const note = (trx: Kysely<Tables>, request: FastifyRequest, deed: Pick<Deed, 'action' | 'about'>) =>
    keepEntry(trx, { department: ownDepartment(request), actor: actorOf(request), ...deed }, clock.now());
  return async (app) => {
    // The file is taken as it comes in, whatever its length.
    for (const type of ['text/csv', 'application/jsonl', 'application/x-ndjson', 'application/octet-stream'])
      app.addContentTypeParser(type, { bodyLimit: MOST_BYTES }, (_request, payload, done) =>
        done(null, payload),
      );
    const issuing = { callers: ['system:issue', 'staff:administrator'] as const };
    app.post(
      '/departments/:code/imports',
      {
        config: issuing,
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          summary: 'Send a file of records; taken in the background once it is kept',
          params,
          querystring: importQuery,
          response: { 202: importReport },
        },
      },
      async (request, reply) => {
        const department = ownDepartment(request);
        const { type, format, asOf } = request.query;
        const wish = {
          department,
          credentialType: type,
          format,
          ...(asOf === undefined ? {} : { asOf: new Date(asOf) }),
        };
        // Whatever another parser made of it isn't the file as it was sent.
        if (!(request.body instanceof Readable)) throw new CityError('UNSUPPORTED_MEDIA_TYPE');
        const id = await credentials.imports.accept(wish, request.body, (trx, made) =>
          note(trx, request, { action: 'import-sent', about: { credentialType: type, import: made } }),
        );
        credentials.importQueue.begin(id);
        return reply.status(202).send(await credentials.imports.report(id));
      },
    );
    app.get(
      '/departments/:code/imports',
      {
        config: issuing,
        schema: {
          tags,
          summary: 'The department’s imports, newest first',
          params,
          querystring: pageQuery,
          response: { 200: listOf(importReport) },
        },
      },
      (request) => readReports(db, ownDepartment(request), request.query),
    );
    app.get(
      '/departments/:code/imports/:id',
      {
        config: issuing,
        schema: {
          tags,
          summary: 'How an import stands',
          params: importParams,
          response: { 200: importReport },
        },
      },
      (request) => ownImport(request, credentials),
    );
    app.get(
      '/departments/:code/imports/:id/faults',
      {
        config: issuing,
        schema: {
          tags,
          summary: 'Rows that were not taken: line, column and reason',
          params: importParams,
          querystring: faultQuery,
          response: { 200: faultList },
        },
      },
      async (request) => {
        const report = await ownImport(request, credentials);
        const { next: after, limit } = request.query;
        const found = await credentials.imports.faults(report.id, { after, limit: limit + 1 });
        const items = found.slice(0, limit);
        return {
          items,
          total: report.faulty,
          next: found.length > limit ? (items.at(-1)?.line ?? null) : null,
        };
      },
    );
    app.post(
      '/departments/:code/confirmations',
      {
        config: issuing,
        schema: {
          tags,
          summary: 'Confirm that the records of a type are right as of a time',
          params,
          body: confirmation,
          response: { 200: confirmation },
        },
      },
      async (request) => {
        const { type, asOf } = request.body;
        const department = ownType(request, type, catalog);
        const time = confirmable(new Date(asOf), clock.now());
        await db.transaction().execute(async (trx) => {
          await confirm(trx, { department, credentialType: type, asOf: time });
          const about = { credentialType: type, asOf: time.toISOString() };
          await note(trx, request, { action: 'data-confirmed', about });
        });
        return request.body;
      },
    );
    app.post(
      '/departments/:code/status',
      {
        config: { callers: ['system:status'] },
        schema: {
          tags,
          summary: 'Suspend, reinstate or revoke by record number',
          params,
          body: statusChange,
          response: { 200: statusChanged },
        },
      },
      async (request) => {
        const { type, record, change, reason } = request.body;
        const known = { department: ownType(request, type, catalog), credentialType: type };
        const wish = { ...known, recordHash: recordHashOf(keys, { ...known, record }), change, reason };
        return db.transaction().execute(async (trx) => {
          const changed = await applyStatus(trx, wish, clock.now());
          const about = { credentialType: type, change, reason: reason ?? null, changed };
          await note(trx, request, { action: 'status-changed', about });
          return { changed };
        });
      },
    );
  };
}

async function ownImport(request: FastifyRequest, { imports }: Credentials) {
  const department = ownDepartment(request);
  const report = await imports.report((request as FastifyRequest & { params: { id: string } }).params.id);
  if (report.department !== department) throw new CityError('IMPORT_NOT_FOUND');
  return report;
}
