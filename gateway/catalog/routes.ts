/** The catalogue for everybody: lists, search and single matters; and what each credential type is, for verifiers. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type MatterSummary, matterSummary } from '../../sdk/schemas/catalog.ts';
import { listOf } from '../../sdk/schemas/requests.ts';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Catalog, CompleteMatter } from './catalog.ts';
import { listsOf } from './lists.ts';
import { completeMatter, credentialType, department, officerReason, serviceWindow, theme } from './shapes.ts';
import { typeMetadata } from './type-metadata.ts';

const MOST_ROWS = 200;
const config = { callers: ['anyone'] as const };
const tags = ['catalogue'];

const query = z.object({
  q: z
    .string()
    .max(100)
    .default('')
    .meta({ description: 'name, part of it, pinyin, initials or department' }),
  department: z
    .string()
    .max(10)
    .toUpperCase()
    .optional()
    .meta({ description: 'code of a department: what belongs to it' }),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(50),
  next: z.coerce.number().int().min(0).default(0).meta({ description: '`next` of the page before' }),
});

/** `GET /catalog/…` and `GET /credential-types/:id`. */
export function catalogRoutes(catalog: Catalog, names: CityNames): FastifyPluginAsyncZod {
  const lists = listsOf(catalog);
  return async (app) => {
    app.get(
      '/catalog/departments',
      {
        config,
        schema: {
          tags,
          summary: 'The departments',
          querystring: query,
          response: { 200: listOf(department) },
        },
      },
      async ({ query: asked }) => pageOf(lists.departments(asked), asked),
    );
    app.get(
      '/catalog/windows',
      {
        config,
        schema: {
          tags,
          summary: 'The windows of the departments',
          querystring: query,
          response: { 200: listOf(serviceWindow) },
        },
      },
      async ({ query: asked }) => pageOf(lists.windows(asked), asked),
    );
    app.get(
      '/catalog/credential-types',
      {
        config,
        schema: {
          tags,
          summary: 'The credential types with their fields',
          querystring: query,
          response: { 200: listOf(credentialType) },
        },
      },
      async ({ query: asked }) => pageOf(lists.credentialTypes(asked), asked),
    );
    app.get(
      '/catalog/themes',
      {
        config,
        schema: { tags, summary: 'One-stop themes', querystring: query, response: { 200: listOf(theme) } },
      },
      async ({ query: asked }) => pageOf(lists.themes(asked), asked),
    );
    app.get(
      '/catalog/officer-reasons',
      {
        config,
        schema: {
          tags,
          summary: 'Why two officers may stand for somebody at a window',
          response: { 200: listOf(officerReason) },
        },
      },
      async () => ({
        items: [...catalog.officerReasons],
        total: catalog.officerReasons.length,
        next: null,
      }),
    );
    app.get(
      '/catalog/matters',
      {
        config,
        schema: {
          tags,
          summary: 'The matters, found the way people type',
          querystring: query,
          response: { 200: listOf(matterSummary) },
        },
      },
      async ({ query: asked }) => pageOf(lists.matters(asked).map(summaryOf), asked),
    );
    app.get(
      '/catalog/matters/:code',
      {
        config,
        schema: {
          tags,
          summary: 'One matter, with everything that it asks for',
          params: z.object({ code: z.string() }),
          response: { 200: completeMatter },
        },
      },
      async ({ params }) => catalog.findMatter(params.code) ?? refuse(params.code),
    );
    app.get(
      '/credential-types/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Type metadata of a credential type (SD-JWT VC)',
          params: z.object({ id: z.string() }),
        },
      },
      async ({ params }, reply) => {
        const type = catalog.findCredentialType(params.id) ?? refuse(params.id);
        return reply.header('cache-control', 'public, max-age=3600').send(typeMetadata(type, catalog, names));
      },
    );
  };
}

function refuse(name: string): never {
  throw new CityError('CATALOG_NOT_FOUND', { name });
}

const summaryOf = (matter: CompleteMatter): MatterSummary => ({
  code: matter.code,
  nameZh: matter.nameZh,
  nameEn: matter.nameEn,
  departmentCode: matter.departmentCode,
  implementationCode: matter.implementationCode,
  codesFictional: true,
  credentialTypes: [...new Set(matter.asks.map((row) => row.credentialType))],
  conditions: matter.addition.conditions,
});

function pageOf<T>(rows: readonly T[], { limit, next }: { readonly limit: number; readonly next: number }) {
  const end = next + limit;
  return { items: rows.slice(next, end), total: rows.length, next: end < rows.length ? end : null };
}
