/** Keys in an encrypted file of this machine: the port's implementation until a key-management service takes its place. */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign as signWith,
} from 'node:crypto';
import { computeAddress, SigningKey as EthereumKey } from 'ethers';
import { openSecrets, type Secrets } from './encrypted-file.ts';
import type { BlindPurpose, CheckpointKey, FaceKeys, Keys, LedgerAccount, SigningKey } from './keys.ts';
import { openFaceKeys } from './local-face.ts';
import { openUnder, sealUnder } from './sealing.ts';
import { signingKeyOf } from './signing-key.ts';

/** Opens the keystore file, creating it where missing. @throws where the secret doesn't open it. */
export function openLocalKeys(options: { readonly file: string; readonly secret: string }): Keys {
  return new LocalKeys(openSecrets(options));
}

class LocalKeys implements Keys {
  readonly #secrets: Secrets;
  readonly #made = new Map<string, unknown>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  departmentKeys(code: string): readonly SigningKey[] {
    return Array.from({ length: this.#countOf(code) }, (_, index) => this.#departmentKey(code, index + 1));
  }

  addDepartmentKey(code: string): SigningKey {
    return this.#departmentKey(code, this.#countOf(code) + 1);
  }

  checkpoint(log: string): CheckpointKey {
    return this.#once(`checkpoint/${log}`, (name) => {
      const key = this.#privateKey(name, () => generateKeyPairSync('ed25519').privateKey);
      const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
      return {
        publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
        sign: (message: Uint8Array) => new Uint8Array(signWith(null, message, key)),
      };
    });
  }

  ledgerAccount(name: string): LedgerAccount {
    return this.#once(`ledger/${name}`, (entry) => {
      const key = new EthereumKey(this.#secrets.get(entry, () => randomBytes(32)));
      return {
        address: computeAddress(key.publicKey),
        signDigest: (digest: Uint8Array) => {
          const { r, s, yParity } = key.sign(digest);
          return { r, s, yParity };
        },
      };
    });
  }

  token(issuer: 'system' | 'people' | 'operator'): SigningKey {
    return this.#signingKey(`token/${issuer}`);
  }

  slip(): SigningKey {
    return this.#signingKey('slip');
  }

  blind(purpose: BlindPurpose, value: string): Uint8Array {
    return createHmac('sha256', this.#secretKey(`blind/${purpose}`))
      .update(value)
      .digest();
  }

  wrap(secret: Uint8Array, subject: Uint8Array): Uint8Array {
    return sealUnder(this.#master(), secret, subject);
  }

  unwrap(wrapped: Uint8Array, subject: Uint8Array): Uint8Array {
    return openUnder(this.#master(), wrapped, subject);
  }

  face(): FaceKeys {
    return this.#once('face', () => openFaceKeys(this.#secrets));
  }

  #master(): KeyObject {
    return this.#secretKey('vault/master');
  }

  // A key object, since Node 24 takes five times as long over a cipher or hash whose key is given as bytes.
  #secretKey(name: string): KeyObject {
    return this.#once(name, () => createSecretKey(this.#secrets.get(name, () => randomBytes(32))));
  }

  #countOf(code: string): number {
    let count = 1;
    while (this.#secrets.has(`department/${code}/${count + 1}`)) count++;
    return count;
  }

  #departmentKey(code: string, number: number): SigningKey {
    return this.#signingKey(`department/${code}/${number}`);
  }

  #signingKey(name: string): SigningKey {
    return this.#once(name, () =>
      signingKeyOf(
        this.#privateKey(name, () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      ),
    );
  }

  #privateKey(name: string, make: () => KeyObject): KeyObject {
    const der = this.#secrets.get(name, () => make().export({ format: 'der', type: 'pkcs8' }));
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  }

  #once<T>(name: string, make: (name: string) => T): T {
    const made = this.#made.get(name);
    if (made !== undefined) return made as T;
    const fresh = make(name);
    this.#made.set(name, fresh);
    return fresh;
  }
}
