/** The file of a face service: TLS or this machine alone, and public keys alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isFaceServiceFile, readFaceService } from '../../../gateway/config/face-service.ts';
import { testKey } from '../../support/test-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-face-service-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { jwk, kid } = testKey('service');
const good = { url: 'https://faces.example/v1/', keys: [{ ...jwk, kid }] };

function read(content: unknown) {
  const file = join(folder, 'service.json');
  writeFileSync(file, JSON.stringify(content));
  return readFaceService(file);
}

test('a good file is read, with ten seconds for an answer where it names none', () => {
  expect(read(good)).toEqual({ ...good, url: 'https://faces.example/v1', timeoutMilliseconds: 10_000 });
  for (const url of ['http://127.0.0.1:9000', 'http://localhost:9000/faces', 'http://[::1]:9000'])
    expect(read({ ...good, url }).url).toBe(url);
  expect(isFaceServiceFile(join(folder, 'service.json'))).toBe(true);
});

test.each([
  ['plain HTTP to another machine', { url: 'http://faces.example' }],
  ['plain HTTP to a name that begins like this machine', { url: 'http://127.faces.example' }],
  ['an address with a query', { url: 'https://faces.example/?city=1' }],
  ['an address with a user', { url: 'https://user@faces.example' }],
  ['another protocol', { url: 'file:///faces' }],
  ['no key', { keys: [] }],
  ['a private key', { keys: [{ ...jwk, kid, d: jwk.x }] }],
  ['a key of another curve', { keys: [{ ...jwk, kid, crv: 'P-384' }] }],
  ['a setting that there isn’t', { algorithms: ['none'] }],
])('%s is refused', (_, change) => {
  expect(() => read({ ...good, ...change })).toThrow();
  expect(isFaceServiceFile(join(folder, 'service.json'))).toBe(false);
});
