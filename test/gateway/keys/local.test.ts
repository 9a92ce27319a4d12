/** The local keystore: keys survive, stay secret and sign what others can check. */

import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashMessage, Signature, verifyMessage } from 'ethers';
import { calculateJwkThumbprint, compactVerify, importJWK } from 'jose';
import { afterAll, expect, test } from 'vitest';
import { hasCode } from '../../../gateway/errors.ts';
import { openLocalKeys } from '../../../gateway/keys/local.ts';

const folder = mkdtempSync(join(tmpdir(), 'city-keys-'));
const file = join(folder, 'keystore');
const open = (secret = 'correct') => openLocalKeys({ file, secret });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a department key is the same after a restart and signs tokens that jose accepts', async () => {
  const [key] = open().departmentKeys('PSB');
  const [again] = open().departmentKeys('PSB');
  expect(again?.kid).toBe(key?.kid);
  if (again === undefined) throw new Error('no key');
  expect(again.kid).toBe(await calculateJwkThumbprint(again.jwk));
  for (let round = 0; round < 300; round++) {
    const header = Buffer.from('{"alg":"ES256"}').toString('base64url');
    const input = `${header}.${randomBytes(20).toString('base64url')}`;
    await compactVerify(`${input}.${await again.sign(input)}`, await importJWK(again.jwk, 'ES256'));
  }
});

test('a further key stands last and the former ones stay', () => {
  const before = open()
    .departmentKeys('CAB')
    .map((key) => key.kid);
  const added = open().addDepartmentKey('CAB').kid;
  expect(
    open()
      .departmentKeys('CAB')
      .map((key) => key.kid),
  ).toEqual([...before, added]);
});

test('a checkpoint key signs Ed25519 and a ledger account signs for its address', () => {
  const { publicKey, sign } = open().checkpoint('access');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  expect(verify(null, Buffer.from('head'), key, sign(Buffer.from('head')) as Uint8Array)).toBe(true);
  const account = open().ledgerAccount('operator');
  const signature = Signature.from(account.signDigest(Buffer.from(hashMessage('hello').slice(2), 'hex')));
  expect(verifyMessage('hello', signature)).toBe(account.address);
});

test('wrapped bytes open for their own subject alone, and not once changed', () => {
  const keys = open();
  const [subject, other] = [keys.blind('person', '99'), keys.blind('person', '98')];
  const secret = randomBytes(32);
  const wrapped = keys.wrap(secret, subject);
  expect(keys.unwrap(wrapped, subject)).toEqual(secret);
  expect(() => keys.unwrap(wrapped, other)).toThrow();
  wrapped[20] = (wrapped[20] ?? 0) ^ 1;
  expect(() => keys.unwrap(wrapped, subject)).toThrow();
});

test('the same value has unrelated keyed hashes under different purposes', () => {
  expect(open().blind('person', '1')).toEqual(open().blind('person', '1'));
  expect(open().blind('person', '1')).not.toEqual(open().blind('record', '1'));
});

test('the file is unreadable to others, opens with its secret alone and says so when changed', () => {
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(() => open('wrong')).toThrow(expect.objectContaining({ code: 'KEYSTORE_LOCKED' }));
  const bytes = readFileSync(file);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  const changed = join(folder, 'changed');
  writeFileSync(changed, bytes);
  try {
    openLocalKeys({ file: changed, secret: 'correct' });
    expect.unreachable();
  } catch (error) {
    expect(hasCode(error, 'KEYSTORE_LOCKED')).toBe(true);
  }
});
