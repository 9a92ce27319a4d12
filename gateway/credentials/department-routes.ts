/** What issuing departments' systems do: send their files, confirm their data, change a status. */

import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  confirmation,
  faultList,
  faultQuery,
  importQuery,
  importReport,
  statusChange,
  statusChanged,
} from '../../sdk/schemas/issuing.ts';
import type { Clock } from '../clock.ts';
import { CityError } from '../errors.ts';
import { systemOf } from '../identity/plugin.ts';
import type { Keys } from '../keys/keys.ts';
import { confirm, confirmable } from './confirmations.ts';
import type { Credentials, CredentialsParts } from './credentials.ts';
import { changeStatus } from './status-changes.ts';

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
  const { credentials, db, clock } = parts;
  return async (app) => {
    // The file is taken as it comes in, whatever its length.
    for (const type of ['text/csv', 'application/jsonl', 'application/x-ndjson', 'application/octet-stream'])
      app.addContentTypeParser(type, { bodyLimit: MOST_BYTES }, (_request, payload, done) =>
        done(null, payload),
      );
    const issuing = { callers: ['system:issue'] as const };
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
        const id = await credentials.imports.accept(wish, request.body);
        credentials.importQueue.begin(id);
        return reply.status(202).send(await credentials.imports.report(id));
      },
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
        const department = ownType(request, type, parts);
        const time = confirmable(new Date(asOf), clock.now());
        await confirm(db, { department, credentialType: type, asOf: time });
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
        const { type, ...change } = request.body;
        const department = ownType(request, type, parts);
        return {
          changed: await changeStatus(parts, { department, credentialType: type, ...change }),
        };
      },
    );
  };
}

type Named = FastifyRequest & { readonly params: { readonly code: string } };

/** @throws CityError NOT_OWN_DEPARTMENT */
function ownDepartment(request: FastifyRequest): string {
  const { department } = systemOf(request);
  if (department !== (request as Named).params.code) throw new CityError('NOT_OWN_DEPARTMENT');
  return department;
}

/** @throws CityError NOT_OWN_DEPARTMENT, NOT_OWN_TYPE */
function ownType(request: FastifyRequest, type: string, { catalog }: Parts): string {
  const department = ownDepartment(request);
  if (catalog.findCredentialType(type)?.issuingDepartmentCode !== department)
    throw new CityError('NOT_OWN_TYPE', { department, credentialType: type });
  return department;
}

async function ownImport(request: FastifyRequest, { imports }: Credentials) {
  const department = ownDepartment(request);
  const report = await imports.report((request as FastifyRequest & { params: { id: string } }).params.id);
  if (report.department !== department) throw new CityError('IMPORT_NOT_FOUND');
  return report;
}
