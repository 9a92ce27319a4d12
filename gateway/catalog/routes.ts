/** The catalogue for everybody: lists, search and single matters; and what each credential type is, for verifiers. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CityError } from '../errors.ts';
import type { CityNames } from '../ids.ts';
import type { Catalog, CompleteMatter } from './catalog.ts';
import { indexMatters } from './search.ts';
import { credentialType, department, theme } from './shapes.ts';
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
  department: z.string().max(10).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(50),
  next: z.coerce.number().int().min(0).default(0).meta({ description: '`next` of the page before' }),
});

const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), next: z.number().int().nullable() });

const matterSummary = z.object({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  departmentCode: z.string(),
  implementationCode: z.string(),
  codesFictional: z.literal(true),
  credentialTypes: z.array(z.string()),
});

/** `GET /catalog/…` and `GET /credential-types/:id`. */
export function catalogRoutes(catalog: Catalog, names: CityNames): FastifyPluginAsyncZod {
  const findMatters = indexMatters(catalog);
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
      async ({ query: asked }) => pageOf(textFilter(catalog.departments, asked.q), asked),
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
      async ({ query: asked }) => {
        const own = catalog.credentialTypes.filter(
          (row) => asked.department === undefined || row.issuingDepartmentCode === asked.department,
        );
        return pageOf(textFilter(own, asked.q), asked);
      },
    );
    app.get(
      '/catalog/themes',
      {
        config,
        schema: { tags, summary: 'One-stop themes', querystring: query, response: { 200: listOf(theme) } },
      },
      async ({ query: asked }) => pageOf(textFilter(catalog.themes, asked.q), asked),
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
      async ({ query: asked }) => pageOf(findMatters(asked.q, asked.department).map(summaryOf), asked),
    );
    app.get(
      '/catalog/matters/:code',
      {
        config,
        schema: {
          tags,
          summary: 'One matter, with everything that it asks for',
          params: z.object({ code: z.string() }),
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

const summaryOf = (matter: CompleteMatter): z.infer<typeof matterSummary> => ({
  code: matter.code,
  nameZh: matter.nameZh,
  nameEn: matter.nameEn,
  departmentCode: matter.departmentCode,
  implementationCode: matter.implementationCode,
  codesFictional: true,
  credentialTypes: [...new Set(matter.asks.map((row) => row.credentialType))],
});

function pageOf<T>(rows: readonly T[], { limit, next }: { readonly limit: number; readonly next: number }) {
  const end = next + limit;
  return { items: rows.slice(next, end), total: rows.length, next: end < rows.length ? end : null };
}

function textFilter<T extends { nameZh: string; nameEn: string }>(
  rows: readonly T[],
  text: string,
): readonly T[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter((row) => `${row.nameZh} ${row.nameEn}`.toLowerCase().includes(wanted));
}
