import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CheckpointKey } from '../../../gateway/keys/keys.ts';
import { signCheckpoint, signNote, verifierKeyText } from '../../../gateway/log/checkpoint.ts';

// Key and note that Go's golang.org/x/mod/sumdb/note documents as its example; Ed25519 is deterministic.
const SIGNER = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VERIFIER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE =
  'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=';

// RFC 8410: what stands before the 32 bytes of an Ed25519 private key in PKCS #8.
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyFrom(signer: string): CheckpointKey {
  const der = Buffer.concat([PKCS8, Buffer.from(signer, 'base64').subarray(1)]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { publicKey: Buffer.from(x, 'base64url'), sign: (message) => sign(null, message, key) };
}

describe('a signed note', () => {
  it('is the one that the Go implementation makes of the same text and key', async () => {
    const key = keyFrom(SIGNER);
    const note = await signNote(TEXT, { name: 'PeterNeumann', key });
    expect(note).toBe(`${TEXT}\n— PeterNeumann ${SIGNATURE}\n`);
    expect(verifierKeyText('PeterNeumann', key)).toBe(VERIFIER);
  });
});

describe('a checkpoint', () => {
  it('names origin, size and root on three lines, signed under the origin', async () => {
    const root = Buffer.alloc(32, 1);
    const head = { origin: 'wangcheng.invalid/log/PSB', size: 20852163, root };
    const lines = (await signCheckpoint(head, keyFrom(SIGNER))).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'wangcheng.invalid/log/PSB',
      '20852163',
      'AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=',
      '',
    ]);
    expect(lines[4]).toMatch(/^— wangcheng\.invalid\/log\/PSB [A-Za-z0-9+/]+=*$/);
    expect(lines.slice(5)).toEqual(['']);
  });
});
