import { createPublicKey, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../gateway/app.ts';
import { logRoutes } from '../../../gateway/log/routes.ts';
import { MerkleTree } from '../../../gateway/log/tree.ts';
import { decodeBundle } from '../../../sdk/log/bundles.ts';
import { isConsistent, leafHash, rootFromInclusion } from '../../../sdk/verify/merkle.ts';
import { batchesOn, hexOf, openTestLogs, type TestLogs } from './support.ts';

const SIZE = 600;
let test: TestLogs;
let app: FastifyInstance;
const tree = new MerkleTree();
const leaves: Buffer[] = [];

beforeAll(async () => {
  test = await openTestLogs();
  for (const count of [100, 300, 200]) {
    await test.queue('PSB', count);
    await test.logs.flush({ all: true });
  }
  leaves.push(...(await batchesOn(test.ledger, 'PSB')).flat().map((leaf) => Buffer.from(leaf, 'hex')));
  for (const leaf of leaves) tree.append(leaf);
  app = await buildApp({
    config: { LOG_LEVEL: 'silent', TRUST_PROXY: false, tls: undefined, PUBLIC_URL: 'http://127.0.0.1' },
    identity: async () => {},
    routes: [logRoutes(test.logs)],
    operations: {
      states: async () => [],
      metrics: new Registry(),
      observe: () => {},
      countRefusal: () => {},
    },
  });
});
afterAll(async () => {
  await app.close();
  await test.close();
});

const get = (url: string, headers = {}) => app.inject({ url, headers });
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

/** What a foreign tool does with a note and a verifier key (C2SP signed-note). */
function openNote(note: string, verifierKey: string): string {
  const [, name, id = '', typed = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifierKey) ?? [];
  const split = note.lastIndexOf('\n\n');
  const text = note.slice(0, split + 1);
  const [dash, signer, encoded = ''] = note
    .slice(split + 2)
    .trimEnd()
    .split(' ');
  const signature = Buffer.from(encoded, 'base64');
  const x = Buffer.from(typed, 'base64').subarray(1).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  expect([dash, signer, signature.subarray(0, 4).toString('hex')]).toEqual(['—', name, id]);
  expect(verify(null, Buffer.from(text), key, signature.subarray(4))).toBe(true);
  return text;
}

describe('the list of logs', () => {
  it('comes in pages, and a page that there can’t be is refused', async () => {
    const namesOf = (items: { name: string }[]) => items.map(({ name }) => name);
    const first = (await get('/log?limit=2')).json();
    expect([namesOf(first.items), first.total, first.next]).toEqual([['PSB', 'CAB'], 3, 2]);
    const second = (await get(`/log?limit=2&next=${first.next}`)).json();
    expect([namesOf(second.items), second.total, second.next]).toEqual([['access'], 3, null]);
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'next=-1'])
      expect((await get(`/log?${query}`)).statusCode).toBe(400);
  });

  it('names each log, its ledger, its head there and the key that checks its checkpoints', async () => {
    const { items, total, next } = (await get('/log')).json();
    expect([total, next]).toEqual([3, null]);
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['PSB', 'CAB', 'access']);
    for (const log of items) {
      const head = await test.ledger.head(log.name);
      expect([log.size, log.root]).toEqual([head.size, Buffer.from(head.root).toString('base64url')]);
      expect(log.ledgerId).toBe(test.ledger.identity.id);
      const answer = await get(`/log/${log.name}/checkpoint`);
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
      expect(answer.headers['cache-control']).toBe('public, max-age=1');
      const root = Buffer.from(head.root).toString('base64');
      expect(openNote(answer.body, log.verifierKey)).toBe(`${log.origin}\n${log.size}\n${root}\n`);
    }
  });

  it('has a log without entries as a checkpoint of size 0 whose root is SHA-256 of nothing', async () => {
    expect((await get('/log/CAB/checkpoint')).body).toMatch(
      /^wangcheng\.invalid\/log\/CAB\n0\n47DEQpj8HBSa\+\/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— /,
    );
    for (const path of ['0/000', '0/000.p/1', 'entries/000.p/1'])
      expect((await get(`/log/CAB/tile/${path}`)).statusCode).toBe(404);
  });
});

describe('tiles', () => {
  const flat = (from: number, to: number): string => hexOf(Buffer.concat(leaves.slice(from, to)));
  const tile = async (path: string): Promise<string> => {
    const answer = await get(`/log/PSB/tile/${path}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    return hexOf(answer.rawPayload);
  };

  it('hold the leaf hashes that are on the ledger, and above them the roots of full tiles', async () => {
    expect(await tile('0/000')).toBe(flat(0, 256));
    expect(await tile('0/001')).toBe(flat(256, 512));
    expect(await tile('0/002.p/88')).toBe(flat(512, 600));
    const roots = [0, 256].map((from) => {
      const part = new MerkleTree();
      for (const leaf of leaves.slice(from, from + 256)) part.append(leaf);
      return part.root();
    });
    expect(await tile('1/000.p/2')).toBe(hexOf(Buffer.concat(roots)));
  });

  it('that were partial at an earlier checkpoint stay readable when they are full', async () => {
    expect(await tile('0/000.p/100')).toBe(flat(0, 100));
    expect(await tile('0/001.p/144')).toBe(flat(256, 400));
  });

  it('that the checkpoint does not reach are not there, nor are other spellings', async () => {
    for (const path of [
      '0/002',
      '0/002.p/89',
      '0/003.p/1',
      '1/000',
      '1/000.p/3',
      '2/000.p/1',
      '63/000',
      '64/000',
      '0/0',
      '0/x000/000',
      '0/000.p/0',
      '0/000.p/256',
      '0/000.p/0100',
      'entries/002',
      'entries/003.p/1',
      'data/000',
      '',
    ])
      expect((await get(`/log/PSB/tile/${path}`)).statusCode, path).toBe(404);
    expect((await get('/log/XYZ/tile/0/000')).statusCode).toBe(404);
    expect((await get('/log/XYZ/checkpoint')).json()).toMatchObject({ code: 'LOG_UNKNOWN' });
  });

  it('of entries hash to the leaves, and show kind, type and commitment only', async () => {
    for (const [path, from, to] of [
      ['entries/000', 0, 256],
      ['entries/000.p/100', 0, 100],
      ['entries/002.p/88', 512, 600],
    ] as const) {
      const entries = decodeBundle((await get(`/log/PSB/tile/${path}`)).rawPayload);
      expect(hexOf(Buffer.concat(entries.map(leafHash)))).toBe(flat(from, to));
      const shown = Buffer.concat([Buffer.of(1, 1, 7), Buffer.from('id-card')]);
      for (const entry of entries) {
        expect(hexOf(entry.subarray(0, 10))).toBe(hexOf(shown));
        expect(entry).toHaveLength(10 + 32);
      }
    }
  });

  it('of entries come compressed to those who can read that', async () => {
    const plain = await get('/log/PSB/tile/entries/000');
    const packed = await get('/log/PSB/tile/entries/000', { 'accept-encoding': 'gzip, br' });
    expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual(['gzip', 'accept-encoding']);
    expect(hexOf(gunzipSync(packed.rawPayload))).toBe(hexOf(plain.rawPayload));
    const encodingFor = async (accepted: string) =>
      (await get('/log/PSB/tile/entries/000', { 'accept-encoding': accepted })).headers['content-encoding'];
    for (const accepted of ['GZIP;q=0.5', '*', 'br;q=0, *;q=0.1', 'identity;q=0, gzip ; q=1.0'])
      expect(await encodingFor(accepted), accepted).toBe('gzip');
    for (const refused of ['gzip;q=0', 'gzip; q=0.000, *', '*;q=0', 'br', 'not-gzip', ''])
      expect(await encodingFor(refused), refused).toBeUndefined();
  });
});

describe('proofs', () => {
  it('lead from a leaf, by index or by hash, to the root at any size the log has had', async () => {
    for (const [index, size] of [
      [0, 600],
      [599, 600],
      [255, 256],
      [256, 400],
      [99, 100],
      [0, 1],
      [511, 513],
    ] as const) {
      const leaf = leaves[index] ?? Buffer.alloc(0);
      const byIndex = (await get(`/log/PSB/proof?index=${index}&size=${size}`)).json();
      const byLeaf = (await get(`/log/PSB/proof?leaf=${leaf.toString('base64url')}&size=${size}`)).json();
      expect(byLeaf).toEqual(byIndex);
      expect(hexOf(bytesOf(byIndex.leaf))).toBe(hexOf(leaf));
      const reached = rootFromInclusion({ leaf, index, size, path: byIndex.inclusion.map(bytesOf) });
      expect(hexOf(reached ?? Buffer.alloc(0))).toBe(hexOf(tree.root(size)));
      expect(hexOf(bytesOf(byIndex.root))).toBe(hexOf(tree.root(size)));
    }
    expect((await get('/log/PSB/proof?index=7')).json()).toMatchObject({ index: 7, size: SIZE });
  });

  it('connect any two heads', async () => {
    for (const [from, to] of [
      [0, 600],
      [1, 2],
      [100, 400],
      [256, 512],
      [400, 600],
      [600, 600],
    ] as const) {
      const answer = (await get(`/log/PSB/consistency?from=${from}&to=${to}`)).json();
      const [oldRoot, newRoot] = [bytesOf(answer.fromRoot), bytesOf(answer.toRoot)];
      expect([hexOf(oldRoot), hexOf(newRoot)]).toEqual([hexOf(tree.root(from)), hexOf(tree.root(to))]);
      const path = answer.consistency.map(bytesOf);
      expect(isConsistent({ oldSize: from, oldRoot, newSize: to, newRoot, path })).toBe(true);
    }
    expect((await get('/log/PSB/consistency?from=3')).json()).toMatchObject({ from: 3, to: SIZE });
  });

  it('are not given for what is not there, and not for half a question', async () => {
    const absent = Buffer.alloc(32, 9).toString('base64url');
    for (const query of [
      'proof?index=600',
      'proof?index=1&size=601',
      'proof?index=5&size=5',
      `proof?leaf=${absent}`,
      'consistency?from=1&to=601',
      'consistency?from=3&to=2',
    ])
      expect((await get(`/log/PSB/${query}`)).statusCode, query).toBe(404);
    for (const query of [
      'proof',
      `proof?index=1&leaf=${absent}`,
      'proof?leaf=abc',
      'proof?index=-1',
      'proof?index=1.5',
      'consistency',
      'consistency?from=x',
    ])
      expect((await get(`/log/PSB/${query}`)).statusCode, query).toBe(400);
  });
});
