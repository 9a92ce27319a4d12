/** What answering with a proof can't do without, done bare. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createSecretKey,
  generateKeyPairSync,
  hash,
  randomBytes,
  sign,
} from 'node:crypto';
import type { Proof } from '../../sdk/verify/types.ts';

/** Microseconds of this thread's CPU for one proof. */
export type Primitives = {
  /** AES, signatures and digests. */
  readonly needed: number;
  readonly keyImport: number;
};

const aesKey = createSecretKey(randomBytes(32));
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ format: 'pem', type: 'sec1' });
/** What the vault keeps of one identity card, and what one receipt is, in bytes. */
const SEALED = 2400;
const RECEIPT = 700;

/** Does the primitives of a proof like the given one `times` times. */
export function primitivesOf({ items, request, receipts }: Proof, times: number): Primitives {
  const presented = items.filter((item) => 'presentation' in item);
  const signatures = presented.length + presented.filter(({ statement }) => statement !== undefined).length;
  const sealed = [Buffer.alloc(32), ...presented.map(() => Buffer.alloc(SEALED))].map(seal);
  const shown = presented.map(({ presentation }) => presentation);
  const asked = JSON.stringify(request);
  const receipt = Buffer.alloc(RECEIPT, 'x');
  const signed = Buffer.alloc(400, 'x');
  const needed = microsecondsOf(times, () => {
    for (const one of sealed) open(one);
    hash('sha256', asked, 'base64url');
    for (const text of shown) hash('sha256', text, 'base64url');
    for (let made = 0; made < signatures; made++) sign('sha256', signed, privateKey);
    for (let made = 0; made < receipts.length; made++) {
      seal(receipt);
      hash('sha256', receipt, 'base64url');
      hash('sha256', signed.subarray(0, 64), 'base64url');
    }
  });
  const keyImport = microsecondsOf(times, () => {
    for (let made = 0; made < presented.length; made++) createPrivateKey(pem);
  });
  return { needed, keyImport };
}

function microsecondsOf(times: number, run: () => void): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time++) run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / times;
}

type Sealed = { readonly nonce: Buffer; readonly bytes: Buffer; readonly tag: Buffer };

function seal(plain: Buffer): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', aesKey, nonce);
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { nonce, bytes, tag: cipher.getAuthTag() };
}

function open({ nonce, bytes, tag }: Sealed): void {
  const decipher = createDecipheriv('aes-256-gcm', aesKey, nonce);
  decipher.setAuthTag(tag);
  decipher.update(bytes);
  decipher.final();
}
