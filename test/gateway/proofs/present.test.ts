/** A presentation discloses what is named, is bound to its use, and is one for the reference library as well. */
import { generateKeyPairSync } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { digest, ES256 } from '@sd-jwt/crypto-nodejs';
import { expect, test } from 'vitest';
import { issue } from '../../../gateway/credentials/issue.ts';
import { signingKeyOf } from '../../../gateway/keys/signing-key.ts';
import { present } from '../../../gateway/proofs/present.ts';
import { readPresentation } from '../../../sdk/verify/sd-jwt.ts';
import { names } from '../../support/city-ground.ts';

const newKey = () => signingKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
const [issuerKey, holderKey] = [newKey(), newKey()];
const binding = {
  issuedAt: 1_795_478_400,
  audience: 'https://wangcheng.invalid/clients/cab-counter',
  nonce: 'a-nonce-that-was-asked-with',
  ledgerAsOf: 1_795_478_390,
  request: 'hash-of-the-request',
  item: 2,
};

const issueOne = () =>
  issue(
    {
      department: 'PSB',
      credentialType: 'resident-identity-card',
      open: { issuingAuthority: '虚构公安分局' },
      hidden: { name: '示例', idNumber: '990000199001010017', gender: '女' },
      holder: holderKey.jwk,
      status: { list: 1, index: 5 },
      issuedAt: new Date('2026-01-01T00:00:00Z'),
      validUntil: null,
    },
    issuerKey,
    names,
  );

test('it holds the named fields that there are, what is always open, and nothing else', async () => {
  const text = await present(await issueOne(), ['name', 'constructor', 'shoeSize'], {
    binding,
    key: holderKey,
  });
  const { claims, binding: bound } = readPresentation(text);
  expect(claims).toMatchObject({ name: '示例', issuingAuthority: '虚构公安分局' });
  expect(Object.keys(claims)).not.toContain('idNumber');
  expect(text.split('~')).toHaveLength(3);
  expect(bound.payload).toMatchObject({ aud: binding.audience, nonce: binding.nonce, item: 2 });
});

test('the reference library verifies it with its key binding', async () => {
  const text = await present(await issueOne(), ['idNumber'], { binding, key: holderKey });
  const verifier = await ES256.getVerifier(issuerKey.jwk);
  const library = new SDJwtInstance({
    hasher: digest,
    hashAlg: 'sha-256',
    verifier,
    kbVerifier: async (data, signature) => (await ES256.getVerifier(holderKey.jwk))(data, signature),
  });
  const { payload, kb } = await library.verify(text, {
    requiredClaimKeys: ['idNumber'],
    keyBindingNonce: binding.nonce,
  });
  expect(payload).toMatchObject({ idNumber: '990000199001010017' });
  expect(kb?.payload).toMatchObject({ aud: binding.audience });
});

test('a key that signs elsewhere is waited for', async () => {
  const slow = { sign: async (input: string | Uint8Array) => holderKey.sign(input) };
  const text = await present(await issueOne(), [], { binding, key: slow });
  expect(readPresentation(text).binding.payload).toMatchObject({ item: 2 });
});
