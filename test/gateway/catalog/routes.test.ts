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
    ['社保卡', 'WCM-HRSS-001'],
    ['过户', 'WCM-NRB-001'],
    ['psb 居住证', 'WCM-PSB-015'],
    ['民政 低保', 'WCM-CAB-005'],
    ['食品精营', 'WCM-MSR-010'],
    ['marrige', 'WCM-CAB-001'],
    ['婚', 'WCM-CAB-001'],
    ['jiéhūn dengji', 'WCM-CAB-001'],
    ['sbk', 'WCM-HRSS-001'],
    ['PSB-001', 'WCM-PSB-001'],
    ['11430112FAKE00021J4430720001000', 'WCM-CAB-001'],
    ['430720001000', 'WCM-CAB-001'],
    ['ｊｈｄｊ', 'WCM-CAB-001'],
  ])('%s finds %s first', async (text, code) => {
    const { items } = await get(`/catalog/matters?q=${encodeURIComponent(text)}`);
    expect(items[0]?.code).toBe(code);
  });

  test('words that people use find what the catalogue calls otherwise', async () => {
    const { items } = await get(`/catalog/matters?q=${encodeURIComponent('低保')}`);
    expect(items.map((row: { nameZh: string }) => row.nameZh).join()).toContain('最低生活保障');
  });

  test.each([
    ['公安', 'PSB'],
    ['民政局', 'CAB'],
    ['卫健', 'HCB'],
    ['market supervision', 'MSR'],
    ['minzhengju', 'CAB'],
    ['rensheju', 'HRSS'],
    ['qgafj', 'PSB'],
  ])('%s finds the matters of %s, and no others', async (text, department) => {
    const own = await get(`/catalog/matters?department=${department}`);
    const { items, total } = await get(`/catalog/matters?limit=200&q=${encodeURIComponent(text)}`);
    const found = items.filter((row: { departmentCode: string }) => row.departmentCode === department);
    expect([found.length, total]).toEqual([own.total, own.total]);
  });

  test.each(['身份证', 'shenfenzheng', 'shenfen zheng', 'sfz', '身分证', '身份正'])(
    '%s finds what has to do with identity cards, and nothing else',
    async (text) => {
      const { items } = await get(`/catalog/matters?q=${encodeURIComponent(text)}`);
      expect(items.map((row: { nameZh: string }) => row.nameZh.includes('身份证'))).toEqual(
        Array(4).fill(true),
      );
    },
  );

  test.each(['zzzzqqqq', '%25FF', 'xyz'])('%s finds nothing, which is an empty list', async (text) => {
    expect(await get(`/catalog/matters?q=${text}`)).toEqual({ items: [], total: 0, next: null });
  });

  test.each([
    ['departments?q=minzheng', ['CAB']],
    ['departments?q=qmzj', ['CAB']],
    ['departments?q=public%20security', ['PSB']],
    ['departments?department=psb', ['PSB']],
    ['credential-types?q=sfz', ['resident-identity-card']],
    ['credential-types?q=jiehunzheng', ['marriage-certificate']],
    [
      'credential-types?q=minzhengju&department=CAB',
      ['marriage-certificate', 'minimum-living-allowance-proof'],
    ],
    ['themes?q=jiuxue', ['starting-school']],
    ['themes?department=HURD&q=project', ['construction-project']],
  ])('%s finds %s', async (address, wanted) => {
    const { items } = await get(`/catalog/${address}`);
    expect(items.map((row: { id?: string; code?: string }) => row.id ?? row.code)).toEqual(wanted);
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
    addition: { secondFactor: expect.arrayContaining(['digits']) },
    legalTimeLimit: { unit: expect.any(String), basis: expect.any(String) },
    otherMaterials: expect.any(Array),
    excludedFromClock: expect.any(Array),
  });
});

test('what isn’t there is a problem with a code', async () => {
  const answer = await app.inject({
    url: '/catalog/matters/WCM-ZZZ-001',
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

test('windows are found by their department, with where they are', async () => {
  const { items, total } = await get('/catalog/windows?department=cab');
  expect(total).toBe(3);
  expect(items[0]).toMatchObject({ code: 'CAB-W1', departmentCode: 'CAB', placeZh: expect.any(String) });
});

test('the reasons for two officers are listed, with the one for the dead marked', async () => {
  const { items, total, next } = await get('/catalog/officer-reasons');
  expect([total, next]).toEqual([5, null]);
  expect(items.filter((row: { isForDeceased: boolean }) => row.isForDeceased)).toEqual([
    { code: 'deceased', nameZh: '当事人已去世', nameEn: 'The person has died', isForDeceased: true },
  ]);
});
