/** Keys of face templates: what is destroyed is gone from the file, and its number never comes again. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openSecrets } from '../../../gateway/keys/encrypted-file.ts';
import { openLocalKeys } from '../../../gateway/keys/local.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-face-keys-'));
let files = 0;
const newFile = (): string => join(folder, `keystore-${++files}`);
const open = (file: string) => openLocalKeys({ file, secret: 'correct' }).face();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = Buffer.from('context');

test('a key wrapped under a version opens after a restart, for its own context and version alone', () => {
  const file = newFile();
  const keys = open(file);
  const [secret, first] = [randomBytes(32), keys.version()];
  const wrapped = keys.wrap(first, secret, context);
  const second = keys.renew();
  expect(keys.version()).toBe(second);
  expect(open(file).unwrap(first, wrapped, context)).toEqual(secret);
  expect(() => open(file).unwrap(second, wrapped, context)).toThrow();
  expect(() => open(file).unwrap(first, wrapped, Buffer.from('other'))).toThrow();
});

test('a destroyed version opens nothing any more, at once and after a restart, and is not in the file', () => {
  const file = newFile();
  const keys = open(file);
  const first = keys.version();
  const wrapped = keys.wrap(first, randomBytes(32), context);
  const second = keys.renew();
  const kept = keys.wrap(second, randomBytes(32), context);
  keys.destroyBefore(second);
  for (const opened of [keys, open(file)]) {
    expect(() => opened.unwrap(first, wrapped, context)).toThrow();
    expect([first, second, 99].map(opened.stateOf)).toEqual(['destroyed', 'kept', 'unknown']);
    expect(() => opened.unwrap(second, kept, context)).not.toThrow();
  }
  expect(openSecrets({ file, secret: 'correct' }).has(`face/wrapping/${first}`)).toBe(false);
});

test('a number of a version is never given twice, also after all were destroyed', () => {
  const file = newFile();
  const keys = open(file);
  const before = [keys.version(), keys.renew()];
  keys.destroyAll();
  expect(before.map(keys.stateOf)).toEqual(['destroyed', 'destroyed']);
  expect(open(file).version()).toBe(Math.max(...before) + 1);
});

test('with all keys the projection’s secret is destroyed, and another one takes its place', () => {
  const file = newFile();
  const keys = open(file);
  const secret = keys.projectionSecret();
  expect(open(file).projectionSecret()).toEqual(secret);
  keys.destroyAll();
  expect(openSecrets({ file, secret: 'correct' }).has('face/projection')).toBe(false);
  expect(keys.projectionSecret()).not.toEqual(secret);
});

test('destroying leaves every other secret as it was', () => {
  const file = newFile();
  const all = openLocalKeys({ file, secret: 'correct' });
  const kid = all.token('system').kid;
  all.face().renew();
  all.face().destroyAll();
  expect(openLocalKeys({ file, secret: 'correct' }).token('system').kid).toBe(kid);
});

test('what can’t be written is not changed', () => {
  const file = join(folder, 'missing', 'keystore');
  const secrets = openSecrets({ file, secret: 'correct' });
  expect(() => secrets.change({ put: { one: randomBytes(32) } })).toThrow('ENOENT');
  expect(secrets.has('one')).toBe(false);
  expect(() => readFileSync(file)).toThrow();
});
