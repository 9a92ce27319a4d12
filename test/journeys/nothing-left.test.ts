/** After the answer no store holds a disclosed value: tables, heap, write-ahead log, files and the gateway's own words are searched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadModels, modelFolder } from '../../gateway/authorization/face/embedded/models.ts';
import { openFaceReader } from '../../gateway/authorization/face/embedded/reader.ts';
import type { Movement } from '../../gateway/authorization/face/engine.ts';
import { type OpenDatabase, openDatabase } from '../../gateway/database/open.ts';
import { registerClientKey } from '../../gateway/identity/clients.ts';
import type { PublicJwk } from '../../gateway/keys/keys.ts';
import { Sender } from '../../scripts/import/sender.ts';
import { fetchClientToken } from '../../scripts/support/client-token.ts';
import { findFreePort } from '../../scripts/support/free-port.ts';
import type { Proof } from '../../sdk/verify/types.ts';
import { faceOf, framesShowing } from '../support/face-frames.ts';
import { filesWith, holds, spellingsOf, tablesWith } from '../support/leaks.ts';
import { identityCard } from '../support/people.ts';

const root = join(import.meta.dirname, '../..');
const TYPE = 'resident-identity-card';
const person = identityCard('独一无二之名', '1955-11-11', 555, {
  registeredAddress: '独一无二之址',
  cardSerial: 'PLANTED-RECORD-77',
});
const values = [person.name, person.idNumber, person.registeredAddress, person.cardSerial];
const spellings = spellingsOf(values);

const data = mkdtempSync(join(tmpdir(), 'city-nothing-left-'));
const outside = mkdtempSync(join(tmpdir(), 'city-department-'));
let gateway: string;
let served: ChildProcess;
let said = '';
let database: OpenDatabase;

beforeAll(async () => {
  const port = await findFreePort();
  gateway = `http://127.0.0.1:${port}`;
  served = spawn(process.execPath, ['test/support/serve.ts'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ DATA_DIR: data, HOST: '127.0.0.1', PORT: String(port), SEED: 'town', LOG_LEVEL: 'trace' },
    },
  });
  for (const stream of [served.stdout, served.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  await vi.waitFor(() => expect(said).toContain('Server listening'), { timeout: 60_000, interval: 100 });
  database = await openDatabase({ url: serverOf(data), dataDir: '' });
  for (const client of ['psb-counter', 'cab-counter']) {
    const pair = await generateKeyPair('ES256', { extractable: true });
    await registerClientKey(database.db, client, (await exportJWK(pair.publicKey)) as PublicJwk);
    writeFileSync(keyOf(client), JSON.stringify(await exportJWK(pair.privateKey)));
  }
}, 120_000);
afterAll(async () => {
  if (served.exitCode === null && served.kill('SIGTERM')) await once(served, 'exit');
  await database.close();
  for (const folder of [data, outside]) rmSync(folder, { recursive: true, force: true });
});

const keyOf = (client: string): string => join(outside, `${client}.json`);

/** The bundled server's address, from what it leaves in its folder. */
function serverOf(folder: string): string {
  const port = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(join(folder, 'postgres.password'), 'utf8');
  return `postgres://city:${password}@127.0.0.1:${port}/city`;
}

async function send(file: string, text: string): Promise<unknown> {
  const path = join(outside, file);
  writeFileSync(path, text);
  const sender = new Sender({ gateway, client: 'psb-counter', key: keyOf('psb-counter'), department: 'PSB' });
  const format = file.split('.').at(-1) ?? '';
  return sender.send(path, {
    query: new URLSearchParams({ type: TYPE, format }),
    contentType: 'application/octet-stream',
    out: { say: () => {}, progress: () => {} },
  });
}

async function call(token: string | undefined, path: string, payload?: object) {
  const answer = await fetch(gateway + path, {
    method: payload === undefined ? 'GET' : 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: JSON.stringify(payload) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** The person shows a code, a counter asks, the person agrees, and the counter gets its proof. */
async function prove(): Promise<Proof> {
  const me = String((await call(undefined, '/demo/sign-in', { number: person.idNumber })).access_token);
  const counter = await fetchClientToken({ gateway, client: 'cab-counter', keyFile: keyOf('cab-counter') });
  const { url: code } = await call(me, '/me/codes', { kind: 'qr' });
  const nonce = 'nonce-of-the-counter';
  const question = { matter: 'WCM-CAB-002', window: 'CAB-W1', nonce, parties: { applicant: { code } } };
  const { id } = await call(counter, '/requests', question);
  await call(me, `/me/requests/${String(id)}/decision`, { decision: 'agree' });
  const proof = await call(counter, `/requests/${String(id)}/proof`, { nonce });
  await call(me, '/me/receipts');
  return proof as unknown as Proof;
}

/** What base64url words in a text say. */
const decoded = (text: string): string =>
  [...text.matchAll(/[A-Za-z0-9_-]{8,}/g)].map(([word]) => Buffer.from(word, 'base64url').toString()).join();

const search = async () => {
  await sql`analyze`.execute(database.db);
  await sql`checkpoint`.execute(database.db);
  const tables = await tablesWith(database.db, spellings);
  const files = filesWith(data, spellings);
  return { tables, files, said: holds(said, spellings) };
};

test('a file is taken, its values are proved, and no table, file or log holds one of them', {
  timeout: 120_000,
}, async () => {
  const row = Object.values(person).join(',');
  expect(await send('cards.jsonl', `${JSON.stringify(person)}\n`)).toMatchObject({ issued: 1 });
  expect(await send('headless.csv', `${row}\n${row}\n`)).toMatchObject({ state: 'failed' });
  expect(await send('names.jsonl', `{"${person.idNumber}":"${person.name}"}\n`)).toMatchObject({ faulty: 1 });
  await expect
    .poll(async () => (await call(undefined, '/log')).items, { timeout: 30_000 })
    .toContainEqual(expect.objectContaining({ name: 'PSB', size: 1 }));
  const proof = decoded(JSON.stringify(await prove()));
  expect(values.filter((value) => proof.includes(value))).toEqual([person.name, person.idNumber]);
  const { tables, files, said: isSaid } = await search();
  expect([tables.found, files.found, isSaid]).toEqual([[], [], false]);
  expect(tables.searched).toBeGreaterThan(50);
  expect(files.searched).toBeGreaterThan(500);
  expect(said).toContain('answered');
});

test('a face is enrolled and taken back, and no table, file or log holds a piece of a picture or what was computed of it', {
  timeout: 120_000,
}, async () => {
  const portrait = `data:image/jpeg;base64,${Buffer.from(faceOf('syn073__enrol')).toString('base64')}`;
  const filmed = identityCard('受拍之人', '1956-12-12', 556, { portrait, cardSerial: 'FILMED-1' });
  await send('filmed.jsonl', `${JSON.stringify(filmed)}\n`);
  const me = String((await call(undefined, '/demo/sign-in', { number: filmed.idNumber })).access_token);
  await call(me, '/me/face/consent', { textVersion: 1, language: 'zh' });
  const { nonce, movements } = await call(me, '/me/face/challenges', { purpose: 'enrol' });
  const frames = framesShowing(movements as Movement[]);
  const evidence = { nonce, frames: frames.map((frame) => Buffer.from(frame).toString('base64')) };
  expect(await call(me, '/me/face/enrolment', evidence)).toMatchObject({ enrolment: { state: 'active' } });
  const pieces = await piecesOf(frames.slice(0, 2));
  const found = async () => {
    await sql`checkpoint`.execute(database.db);
    const tables = await tablesWith(database.db, pieces);
    return [tables.found, filesWith(data, pieces).found, holds(said, pieces)];
  };
  expect(await found()).toEqual([[], [], false]);
  await fetch(`${gateway}/me/face`, { method: 'DELETE', headers: { authorization: `Bearer ${me}` } });
  const { rows } = await sql`select id from face.templates`.execute(database.db);
  expect(rows).toEqual([]);
  expect(await found()).toEqual([[], [], false]);
});

/** From the middle of each picture, of its pixels and of what the model makes of it, as they are and in base64 and hexadecimal. */
async function piecesOf(frames: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  const reader = await openFaceReader(await loadModels(modelFolder));
  // Copies, since the reader wipes what it is given.
  const readings = await reader.read(frames.map((frame) => Uint8Array.from(frame)));
  await reader.close();
  const embeddings = readings.flatMap((reading) =>
    'measured' in reading ? [Buffer.from(reading.measured.embedding.buffer)] : [],
  );
  const pixels = await Promise.all(frames.map((frame) => sharp(frame).raw().toBuffer()));
  return [...frames.map((frame) => Buffer.from(frame)), ...pixels, ...embeddings].flatMap((bytes) => {
    const piece = bytes.subarray(bytes.length / 2, bytes.length / 2 + 48);
    const aligned = [0, 1, 2].map((shift) => piece.subarray(shift).toString('base64').slice(0, 40));
    return [piece, ...[piece.toString('hex'), ...aligned].map((text) => Buffer.from(text))];
  });
}

test('the search finds a value in another schema, in the heap, in the write-ahead log, in a file and in what was said', {
  timeout: 60_000,
}, async () => {
  await sql`create schema elsewhere`.execute(database.db);
  await sql`create table elsewhere.note (bytes bytea)`.execute(database.db);
  const hidden = Buffer.from(`note ${Buffer.from(`["salt","name","${person.name}"]`).toString('base64url')}`);
  await sql`insert into elsewhere.note values (${hidden})`.execute(database.db);
  writeFileSync(join(data, 'note.txt'), person.idNumber);
  said += Buffer.from(person.registeredAddress).toString('hex');
  const { tables, files, said: isSaid } = await search();
  expect(tables.found).toEqual(['elsewhere.note']);
  expect(files.found).toContain('note.txt');
  expect(files.found.some((name) => name.startsWith('postgres/base/'))).toBe(true);
  expect(files.found.some((name) => name.startsWith('postgres/pg_wal/'))).toBe(true);
  expect(isSaid).toBe(true);
});
