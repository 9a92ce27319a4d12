/** Our reading of SD-JWT beside a library's: what it issues we accept, what we issue it accepts, and where we refuse more is said. */
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { describe, expect, test } from 'vitest';
import { readPresentation } from '../../../sdk/verify/sd-jwt.ts';
import type { Presented } from '../../../sdk/verify/types.ts';
import {
  departmentKeys,
  disclose,
  expectation,
  holderKeys,
  makeProof,
  NOW,
} from '../../support/proof-fixture.ts';
import type { TestKey } from '../../support/test-keys.ts';

const digest = (data: string | ArrayBuffer): Uint8Array =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : new Uint8Array(data))
    .digest();

function libraryFor(
  issuer: TestKey,
  holder: TestKey,
  statusOf: (uri: string) => string | undefined = () => undefined,
): SDJwtVcInstance {
  const verifier = (key: TestKey) => async (data: string, signature: string) =>
    verify(
      'sha256',
      Buffer.from(data),
      { key: createPublicKey({ key: key.jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  return new SDJwtVcInstance({
    hasher: digest,
    hashAlg: 'sha-256',
    saltGenerator: async () => randomBytes(16).toString('base64url'),
    signAlg: 'ES256',
    signer: async (data: string) => issuer.sign(data),
    verifier: verifier(issuer),
    kbSignAlg: 'ES256',
    kbSigner: async (data: string) => holder.sign(data),
    kbVerifier: verifier(holder),
    statusListFetcher: async (uri: string) => statusOf(uri) ?? '',
  });
}

const [holder] = holderKeys;
const library = libraryFor(departmentKeys.PSB, holder);
const vct = 'https://wangcheng.invalid/credential-types/resident-identity-card';
const payload = {
  iss: 'https://wangcheng.invalid/departments/PSB',
  vct,
  cnf: { jwk: holder.jwk },
  name: '示例甲',
  address: { city: '示例市', street: '示例路' },
  titles: ['first', 'second', 'third'],
  idNumber: '990112194003070010',
};
const frame = {
  _sd: ['name', 'idNumber', 'address'],
  address: { _sd: ['city'] },
  titles: { _sd: [0, 2] },
} as const;

const presentations = [
  { name: true },
  { name: true, idNumber: true, address: { city: true }, titles: { 0: true } },
  { address: true },
  {},
] as const;

describe('both accept', () => {
  test.each(presentations)('what the library issues and presents: %j', async (shown) => {
    const iat = Math.floor(Date.now() / 1000);
    const credential = await library.issue({ ...payload, iat }, {
      ...frame,
      address: { _sd: ['city'], _sd_decoy: 1 },
    } as never);
    const kb = { payload: { iat, aud: 'counter', nonce: 'n' } };
    const presentation = await library.present(credential, shown as never, { kb });
    const theirs = await library.verify(presentation, { keyBindingNonce: 'n' });
    const ours = readPresentation(presentation);
    expect(ours.claims).toEqual(theirs.payload);
    expect(ours.sdHash).toBe(ours.binding.payload.sd_hash);
  });

  test('what we issue and present, with our status list', async () => {
    const { proof } = makeProof();
    const { presentation } = proof.items[0] as Presented;
    const theirs = libraryFor(departmentKeys.PSB, holder, (uri) => proof.statusTokens[uri]);
    const verified = await theirs.verify(presentation, {
      keyBindingNonce: expectation.nonce,
      currentDate: NOW,
    });
    const ours = readPresentation(presentation);
    expect(verified.payload).toEqual(ours.claims);
    expect(verified.kb?.payload.sd_hash).toBe(ours.sdHash);
  });

  test('that a revoked credential is none', async () => {
    const { proof } = makeProof({ statusList: (list) => list.set([1 << 6], 1) });
    const { presentation } = proof.items[0] as Presented;
    const theirs = libraryFor(departmentKeys.PSB, holder, (uri) => proof.statusTokens[uri]);
    const settings = { keyBindingNonce: expectation.nonce, currentDate: NOW };
    await expect(theirs.verify(presentation, settings)).rejects.toThrow('Status');
  });
});

describe('the library accepts and we refuse', () => {
  test('a disclosure that nothing refers to', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const credential = await library.issue({ ...payload, iat }, frame as never);
    const [jwt = '', ...rest] = credential.split('~');
    const smuggled = [jwt, disclose('x', 'rank', 1), ...rest].join('~');
    await expect(library.verify(smuggled)).resolves.toBeDefined();
    const kb = readyBinding();
    expect(() => readPresentation(smuggled + kb)).toThrow('MALFORMED');
    expect(readPresentation(credential + kb).claims.name).toBe('示例甲');
  });

  test('another spelling of the same signature', async () => {
    const iat = Math.floor(Date.now() / 1000);
    const credential = await library.issue({ ...payload, iat }, frame as never);
    const [jwt = '', ...rest] = credential.split('~');
    const respelled = [`${jwt}=`, ...rest].join('~');
    await expect(library.verify(respelled)).resolves.toBeDefined();
    expect(() => readPresentation(respelled + readyBinding())).toThrow('MALFORMED');
  });
});

function readyBinding(): string {
  const { presentation } = makeProof().proof.items[0] as Presented;
  return presentation.slice(presentation.lastIndexOf('~') + 1);
}
