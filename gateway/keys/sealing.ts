/** AES-256-GCM as everything here is sealed by it: nonce of 12 bytes ‖ ciphertext ‖ tag of 16 (NIST SP 800-38D). */
import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { drawRandom } from '../random.ts';

const NONCE = 12;
const TAG = 16;

/** Seals bytes under a key of 32 bytes; `context` is bound to them. */
export function sealUnder(key: KeyObject, plain: Uint8Array, context: Uint8Array): Buffer {
  const nonce = drawRandom(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws where the bytes were changed, or were sealed under another key or for another context. */
export function openUnder(key: KeyObject, sealed: Uint8Array, context: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(context);
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}
