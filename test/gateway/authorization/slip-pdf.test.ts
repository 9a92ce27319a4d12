/** The slip on paper: what it says can be read, its code scanned, and nothing of a certificate stands on it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Fastify, { type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Caller } from '../../../gateway/actor.ts';
import { slipRoutes } from '../../../gateway/authorization/slip-routes.ts';
import { answerProblem } from '../../../gateway/problem.ts';
import { ada, bo, openSlipsGround, type SlipsGround } from '../../support/slips-ground.ts';

let ground: SlipsGround;
let app: ReturnType<typeof Fastify>;
beforeAll(async () => {
  ground = await openSlipsGround();
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' }) as Caller });
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const caller: Caller = { kind: 'person', subject: ground.subject(String(request.headers.person)) };
    Object.defineProperty(request, 'caller', { value: caller });
  });
  await app.register(slipRoutes(ground.parts));
}, 120_000);
afterAll(async () => {
  await app.close();
  await ground.parts.changes.close();
  await ground.city.close();
});

const as = (person: string, more: Record<string, string> = {}) => ({ headers: { person, ...more } });

type CanvasFactory = {
  readonly create: (
    width: number,
    height: number,
  ) => { readonly canvas: { toBuffer(type: string): Buffer }; readonly context: never };
};

/** The first page as a scanner sees it: grey, at 150 dots an inch. */
async function codeOn(pdf: Buffer): Promise<string | undefined> {
  const loading = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false });
  const document = await loading.promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: 150 / 72 });
  const factory = document.canvasFactory as CanvasFactory;
  const { canvas, context } = factory.create(viewport.width, viewport.height);
  await page.render({ canvas: null, canvasContext: context, viewport }).promise;
  const picture = canvas.toBuffer('image/png');
  await loading.destroy();
  const wasmBinary = readFileSync(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  );
  prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer as ArrayBuffer } });
  const [found] = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  return found?.text;
}

async function textOf(pdf: Buffer): Promise<{ text: string; pages: number }> {
  const loading = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false });
  const document = await loading.promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  const pages = document.numPages;
  await loading.destroy();
  return { text: text.replaceAll(/\s/g, ''), pages };
}

async function make(matter: string, conditions: string[] = []) {
  const person = ada.idNumber;
  const role = 'applicant';
  const fields = await ground.fieldsOf(person, { matter, conditions, role });
  const made = await app.inject({
    ...{ method: 'POST', url: '/me/slips', payload: { matter, conditions, fields } },
    ...as(person),
  });
  expect(made.statusCode).toBe(201);
  return made.json() as { id: string; number: string; code: { text: string; svg: string } | null };
}

describe('over HTTP a slip', () => {
  test('is looked at, made, listed and withdrawn', async () => {
    const preview = await app.inject({
      ...{ method: 'POST', url: '/me/slips/preview', payload: { matter: 'WCM-CAB-002' } },
      ...as(ada.idNumber),
    });
    expect(preview.json()).toMatchObject({ matter: { code: 'WCM-CAB-002' }, department: { code: 'CAB' } });
    const { id, code } = await make('WCM-CAB-002');
    expect(code?.svg).toContain('<svg');
    const list = await app.inject({ url: '/me/slips', ...as(ada.idNumber) });
    expect(list.json()).toMatchObject({ total: 1, next: null, items: [{ id, state: 'live' }] });
    expect(JSON.stringify(list.json())).not.toContain('WZ1:');
    const one = await app.inject({ url: `/me/slips/${id}`, ...as(ada.idNumber) });
    expect(one.json()).toMatchObject({ id, code: { text: expect.stringMatching(/^WZ1:/) } });
    for (const url of [`/me/slips/${id}`, `/me/slips/${id}/pdf`])
      expect((await app.inject({ url, ...as(bo.idNumber) })).json()).toMatchObject({
        code: 'SLIP_NOT_FOUND',
      });
    const withdrawn = await app.inject({
      ...{ method: 'POST', url: `/me/slips/${id}/withdraw` },
      ...as(ada.idNumber),
    });
    expect(withdrawn.json()).toMatchObject({ state: 'withdrawn' });
    const paper = await app.inject({ url: `/me/slips/${id}/pdf`, ...as(ada.idNumber) });
    expect(paper.json()).toMatchObject({ code: 'SLIP_ENDED' });
  });

  test('isn’t made without the fields that were agreed to', async () => {
    const made = await app.inject({
      ...{ method: 'POST', url: '/me/slips', payload: { matter: 'WCM-CAB-002' } },
      ...as(ada.idNumber),
    });
    expect(made.json()).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('on paper a slip', () => {
  test('says in Chinese who sees what, for what, where and until when', async () => {
    const { id, number } = await make('WCM-CAB-002');
    const paper = await app.inject({ url: `/me/slips/${id}/pdf`, ...as(ada.idNumber) });
    expect(paper.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    const { text, pages } = await textOf(paper.rawPayload);
    expect(pages).toBe(1);
    const told = ['授权纸条', number.replaceAll(' ', ''), '补领结婚证', '区民政局', '2026-11-30', '阿*'];
    for (const said of [...told, '居民身份证', '区政务服务中心一楼大厅', '撤回'])
      expect(text).toContain(said);
    for (const value of [ada.idNumber, ada.name, ada.registeredAddress]) expect(text).not.toContain(value);
    // The whole font has ten megabytes.
    expect(paper.rawPayload.length).toBeLessThan(200_000);
  });

  test('has a code that a scanner reads, and the window accepts', async () => {
    const { id } = await make('WCM-CAB-002');
    const paper = await app.inject({ url: `/me/slips/${id}/pdf`, ...as(ada.idNumber) });
    const slip = (await codeOn(paper.rawPayload)) ?? '';
    const request = await ground.bring('WCM-CAB-002', { applicant: { slip } });
    expect((await app.inject({ url: `/me/slips/${id}`, ...as(ada.idNumber) })).json()).toMatchObject({
      ...{ state: 'redeemed', request: request.id, code: null },
    });
  });

  test('says it in English where that is the person’s language', async () => {
    const { id } = await make('WCM-CAB-002');
    const english = { 'accept-language': 'en-GB,en;q=0.9' };
    const paper = await app.inject({ url: `/me/slips/${id}/pdf`, ...as(ada.idNumber, english) });
    const { text } = await textOf(paper.rawPayload);
    for (const said of ['Consentslip', 'DistrictCivilAffairsBureau', 'Theywillsee'])
      expect(text).toContain(said);
    const chosen = await app.inject({
      ...{ url: `/me/slips/${id}/pdf?language=zh` },
      ...as(ada.idNumber, english),
    });
    expect((await textOf(chosen.rawPayload)).text).toContain('授权纸条');
  });

  test('has room for the matter that asks for most', async () => {
    const { id } = await make('WCM-HURD-001', ['applicant-married', 'priority-claimed']);
    const paper = await app.inject({ url: `/me/slips/${id}/pdf`, ...as(ada.idNumber) });
    expect((await textOf(paper.rawPayload)).pages).toBeLessThanOrEqual(2);
  });
});
