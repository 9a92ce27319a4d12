/** What a row of an import can't do without, done bare. */
import {
  createCipheriv,
  createECDH,
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  hash,
  randomBytes,
} from 'node:crypto';
import { signEs256 } from '../../gateway/keys/signing-key.ts';

const TIMES = 2000;
/** What the issuer signs, what one disclosure is, and what the vault keeps of one identity card, in bytes. */
const SIGNED = 1200;
const DISCLOSURE = 60;
const SEALED = 2400;
/** Disclosures and commitment; keyed hashes of holder, record and content, the subject's key and the holder's. */
const DIGESTS = 12;
const KEYED_HASHES = 5;

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const scalar = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
const curve = createECDH('prime256v1');
const key = createSecretKey(randomBytes(32));
const nonce = randomBytes(12);
const input = 'x'.repeat(SIGNED);
const disclosure = 'x'.repeat(DISCLOSURE);
const [content, wrapped] = [Buffer.alloc(SEALED), Buffer.alloc(32)];

/** Microseconds of this thread's CPU: of one signature, and of all primitives of a row. */
export function primitivesOfRow(): { readonly signing: number; readonly all: number } {
  const signing = microsecondsOf(() => signEs256(input, privateKey));
  const others = microsecondsOf(() => {
    curve.setPrivateKey(scalar);
    curve.getPublicKey();
    for (const plain of [content, wrapped]) seal(plain);
    for (let made = 0; made < KEYED_HASHES; made++) createHmac('sha256', key).update(disclosure).digest();
    for (let made = 0; made < DIGESTS; made++) hash('sha256', disclosure, 'base64url');
  });
  return { signing, all: signing + others };
}

function seal(plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function microsecondsOf(run: () => unknown): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < TIMES; time++) run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / TIMES;
}
