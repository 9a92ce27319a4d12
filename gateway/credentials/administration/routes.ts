/** What a department's administrator sees: how the department stands, its keys, matters and journal, and what a change would touch. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  departmentKey,
  departmentOverview,
  journalEntry,
  pageQuery,
  previewStatus,
  registeredMatter,
  statusPreview,
} from '../../../sdk/schemas/administration.ts';
import { listOf } from '../../../sdk/schemas/requests.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { pageOf } from '../../database/pages.ts';
import type { Keys } from '../../keys/keys.ts';
import { actorOf, ownDepartment, ownType } from '../own-department.ts';
import { recordHashOf } from '../record-hash.ts';
import { keepEntry, readJournal } from './journal.ts';
import { registeredMatters } from './matters.ts';
import { type OverviewParts, readKeys, readOverview } from './overview.ts';
import { previewStatusChange } from './preview.ts';

const config = { callers: ['staff:administrator'] as const };
const tags = ['administration'];
const params = z.object({ code: z.string() });

export type AdministrationParts = Omit<OverviewParts, 'catalog'> & {
  readonly catalog: Catalog;
  readonly keys: Pick<Keys, 'blind'>;
};

/** `/departments/:code/overview`, `keys`, `matters`, `journal` and `status/preview`. */
export function administrationRoutes(parts: AdministrationParts): FastifyPluginAsyncZod {
  const { db, catalog, clock, keys } = parts;
  return async (app) => {
    app.get(
      '/departments/:code/overview',
      {
        config,
        schema: {
          tags,
          summary: 'Types with their counts, keys with their dates, and the log',
          params,
          response: { 200: departmentOverview },
        },
      },
      (request) => readOverview(ownDepartment(request), parts),
    );
    app.get(
      '/departments/:code/keys',
      {
        config,
        schema: {
          tags,
          summary: 'Signing keys, oldest first',
          params,
          response: { 200: listOf(departmentKey) },
        },
      },
      async (request) => {
        const items = await readKeys(ownDepartment(request), parts);
        return { items, total: items.length, next: null };
      },
    );
    app.get(
      '/departments/:code/matters',
      {
        config,
        schema: {
          tags,
          summary: 'Matters and fields that the department’s systems registered',
          params,
          querystring: pageQuery,
          response: { 200: listOf(registeredMatter) },
        },
      },
      async (request) => {
        const { limit, next } = request.query;
        const all = registeredMatters(ownDepartment(request), catalog);
        return pageOf(all.slice(next, next + limit), { total: all.length, next });
      },
    );
    app.get(
      '/departments/:code/journal',
      {
        config,
        schema: {
          tags,
          summary: 'What was changed for the department, by whom and when; newest first',
          params,
          querystring: pageQuery,
          response: { 200: listOf(journalEntry) },
        },
      },
      (request) => readJournal(db, ownDepartment(request), request.query),
    );
    app.post(
      '/departments/:code/status/preview',
      {
        config,
        schema: {
          tags,
          summary: 'What a change of status would touch, in counts; the look itself is journaled',
          params,
          body: previewStatus,
          response: { 200: statusPreview },
        },
      },
      async (request) => {
        const { type, record, change } = request.body;
        const department = ownType(request, type, catalog);
        const known = { department, credentialType: type };
        const recordHash = recordHashOf(keys, { ...known, record });
        const now = clock.now();
        return db.transaction().execute(async (trx) => {
          const preview = await previewStatusChange(trx, { ...known, recordHash, change }, { catalog, now });
          const about = { credentialType: type, change, credentials: preview.credentials };
          const deed = { department, actor: actorOf(request), action: 'status-previewed', about } as const;
          await keepEntry(trx, deed, now);
          return preview;
        });
      },
    );
  };
}
