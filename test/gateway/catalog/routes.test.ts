/** The catalogue over HTTP: searched as people type, in pages. */
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { beforeAll, describe, expect, test } from 'vitest';
import { openCatalog } from '../../../gateway/catalog/catalog.ts';
import { catalogRoutes } from '../../../gateway/catalog/routes.ts';
import { cityNames } from '../../../gateway/ids.ts';
import { answerProblem } from '../../../gateway/problem.ts';

const app = Fastify();
beforeAll(async () => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  await app.register(catalogRoutes(openCatalog(), cityNames('https://wangcheng.invalid')));
});

const get = async (url: string) => (await app.inject(url)).json();

describe('search', () => {
  test.each([
    ['结婚登记', 'WCM-CAB-001'],
    ['jiehundengji', 'WCM-CAB-001'],
    ['jhdj', 'WCM-CAB-001'],
    ['marriage registration', 'WCM-CAB-001'],
    ['小学入学', 'WCM-EDU-001'],
    ['居住证签注', 'WCM-PSB-016'],
    ['xiaoxue', 'WCM-EDU-001'],
    ['WCM-NRB-009', 'WCM-NRB-009'],
  ])('%s finds %s first', async (text, code) => {
    const { items } = await get(`/catalog/matters?q=${encodeURIComponent(text)}`);
    expect(items[0]?.code).toBe(code);
  });

  test('words that people use find what the catalogue calls otherwise', async () => {
    const { items } = await get(`/catalog/matters?q=${encodeURIComponent('低保')}`);
    expect(items.map((row: { nameZh: string }) => row.nameZh).join()).toContain('最低生活保障');
  });

  test('nothing found is an empty list', async () => {
    expect(await get('/catalog/matters?q=zzzzqqqq')).toEqual({ items: [], total: 0, next: null });
  });
});

test('pages of matters cover each of them once', async () => {
  const seen: string[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page: { items: { code: string }[]; total: number; next: number | null } = await get(
      `/catalog/matters?limit=40&next=${next}`,
    );
    expect(page.total).toBe(127);
    seen.push(...page.items.map((row) => row.code));
    next = page.next;
  }
  expect(new Set(seen).size).toBe(127);
  expect(
    (await get('/catalog/matters?department=PSB')).items.every(
      (row: { departmentCode: string }) => row.departmentCode === 'PSB',
    ),
  ).toBe(true);
});

test('a matter is told whole, and its codes are marked as fictional', async () => {
  expect(await get('/catalog/matters/WCM-NRB-002')).toMatchObject({
    codesFictional: true,
    addition: { secondFactor: expect.any(Boolean) },
  });
});

test('what isn’t there is a problem with a code', async () => {
  const answer = await app.inject({
    url: '/catalog/matters/WCM-XXX-001',
    headers: { 'accept-language': 'en' },
  });
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json()).toMatchObject({
    code: 'CATALOG_NOT_FOUND',
    title: 'The catalogue has no such entry.',
  });
  expect((await app.inject('/catalog/matters?limit=0')).json()).toMatchObject({ code: 'BAD_REQUEST' });
});

test('type metadata names every claim, and which of them may be hidden', async () => {
  const metadata = await get('/credential-types/business-licence');
  expect(metadata.vct).toBe('https://wangcheng.invalid/credential-types/business-licence');
  const claims = new Map(
    metadata.claims.map((claim: { path: string[]; sd: string }) => [claim.path[0], claim.sd]),
  );
  expect([
    claims.get('uscc'),
    claims.get('domicile'),
    claims.get('licenceIdentifier'),
    claims.get('isInOperation'),
  ]).toEqual(['never', 'always', 'always', undefined]);
});
