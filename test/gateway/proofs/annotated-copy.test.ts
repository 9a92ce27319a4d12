/** The annotated copy: what a proof says, on paper, with the proof inside; for who got it, and of nothing that doesn't hold. */

import { hash } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, StaffCaller } from '../../../gateway/actor.ts';
import { answerProblem } from '../../../gateway/problem.ts';
import { annotatedCopyRoutes } from '../../../gateway/proofs/annotated-copy-routes.ts';
import { goodUntil } from '../../../sdk/audit/attached-file.ts';
import type { Proof } from '../../../sdk/verify/types.ts';
import { identityCard } from '../../support/people.ts';
import { NONCE, openProofsGround, type ProofsGround, trustOf } from '../../support/proofs-ground.ts';

const MATTER = 'WCM-CAB-002';
const ada = identityCard('阿黛', '1940-01-01', 1);
const clerk: StaffCaller = {
  ...{ kind: 'staff', staff: 'CAB-C1', department: 'CAB', roles: ['clerk'], windows: ['CAB-W1'] },
};

let ground: ProofsGround;
let app: FastifyInstance;
let proof: Proof;

beforeAll(async () => {
  ground = await openProofsGround();
  const { city } = ground;
  await city.importRows('PSB', 'resident-identity-card', [ada]);
  await city.anchor();
  const { db, catalog, clock, names } = city;
  app = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerProblem);
  app.decorateRequest('caller', { getter: () => ({ kind: 'anyone' }) as Caller });
  app.addHook('onRequest', async (request) => {
    const value: Caller = JSON.parse(String(request.headers.caller));
    Object.defineProperty(request, 'caller', { value });
  });
  const trust = async () => trustOf(city);
  await app.register(
    annotatedCopyRoutes({ db, catalog, clock, names, publicUrl: 'http://127.0.0.1:8080', trust }),
  );
  const id = await ground.approve({ matter: MATTER, people: { applicant: ada.idNumber } });
  await db.updateTable('requests').set({ officer: clerk.staff }).where('id', '=', id).execute();
  proof = await ground.proofs.prove({ id, client: 'cab-counter', nonce: NONCE });
}, 120_000);
afterAll(async () => {
  await app.close();
  await ground.close();
});

const copy = (body: object, { caller = clerk, language = 'zh-CN' } = {}) =>
  app.inject({
    method: 'POST',
    url: '/annotated-copies',
    headers: { caller: JSON.stringify(caller), 'accept-language': language },
    payload: body,
  });

/** Text and files of a document, as a reader of PDF sees them. */
async function read(bytes: Buffer): Promise<{ text: string; files: Map<string, Buffer> }> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  let text = '';
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str : '')).join('');
  }
  const files = new Map<string, Buffer>();
  for (const [id, { filename }] of (await document.getAttachments()) ?? [])
    files.set(filename, Buffer.from((await document.getAttachmentContent(id)) ?? []));
  return { text, files };
}

describe('an annotated copy', () => {
  test('says what holds, from where, what for and until when, in both languages', async () => {
    const { catalog } = ground.city;
    const matter = catalog.findMatter(MATTER);
    for (const language of ['zh-CN', 'en'] as const) {
      const answer = await copy({ proof, expiresOn: '2026-12-01' }, { language });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('application/pdf');
      expect(answer.headers['cache-control']).toBe('no-store');
      const { text } = await read(answer.rawPayload);
      expect(text).toContain(ada.idNumber);
      expect(text).toContain(ada.name);
      expect(text).toContain(language === 'en' ? matter?.nameEn : matter?.nameZh);
      expect(text).toContain(language === 'en' ? 'Resident' : '居民身份证');
      expect(text).toContain('2026-12-01');
      expect(goodUntil(answer.rawPayload)).toBe('2026-12-01');
      expect(text).toContain(language === 'en' ? 'only for' : '仅用于');
    }
  });

  test('has the proof inside, byte for byte what its digest says', async () => {
    const { text, files } = await read((await copy({ proof })).rawPayload);
    const inside = files.get('proof.json') ?? Buffer.alloc(0);
    expect(JSON.parse(inside.toString())).toEqual(proof);
    expect(text).toContain(hash('sha256', inside, 'base64url').slice(0, 16));
    expect((await ground.verify(JSON.parse(inside.toString()))).valid).toBe(true);
  });

  test('shows no field that the proof doesn’t', async () => {
    const { text } = await read((await copy({ proof })).rawPayload);
    expect(text).not.toContain(ada.cardSerial);
  });

  test.each([
    ['a changed value', (one: Proof) => ({ ...one, items: one.items.map(tampered) }), 'PROOF_NOT_ACCEPTED'],
    [
      'another nonce',
      (one: Proof) => ({ ...one, request: { ...one.request, nonce: `${NONCE}x` } }),
      'PROOF_NOT_ACCEPTED',
    ],
    ['nothing that is a proof', () => ({ version: 1 }), 'PROOF_NOT_ACCEPTED'],
    [
      'a request that there isn’t',
      (one: Proof) => ({ ...one, request: { ...one.request, id: crypto.randomUUID() } }),
      'REQUEST_NOT_FOUND',
    ],
  ])('is not made of %s', async (_name, change, code) => {
    expect((await copy({ proof: change(proof) })).json()).toMatchObject({ code });
  });

  test('is not made for a clerk who didn’t get the proof', async () => {
    const stranger = { ...clerk, department: 'EDU', staff: 'EDU-C1' };
    expect((await copy({ proof }, { caller: stranger })).json()).toMatchObject({ code: 'REQUEST_NOT_FOUND' });
    const colleague = { ...clerk, staff: 'CAB-C2' };
    expect((await copy({ proof }, { caller: colleague })).json()).toMatchObject({
      code: 'REQUEST_NOT_FOUND',
    });
  });

  test('is good until a day from today to a year', async () => {
    for (const expiresOn of ['2026-11-22', '2027-11-25', '2030-01-01'])
      expect((await copy({ proof, expiresOn })).json()).toMatchObject({ code: 'EXPIRY_REFUSED' });
    for (const expiresOn of ['2026-11-23', '2027-11-24'])
      expect((await copy({ proof, expiresOn })).statusCode).toBe(200);
  });
});

function tampered(item: Proof['items'][number]): Proof['items'][number] {
  if (!('presentation' in item)) return item;
  const { presentation } = item;
  return { ...item, presentation: presentation.replace(/~([A-Za-z0-9_-]{8})/, '~AAAAAAAA') };
}
