/** Named secrets in one file, encrypted under a passphrase, written whole and durable before a new secret is used. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { CityError } from '../errors.ts';
import { replaceFile } from '../files.ts';

/** `get` returns the secret of that name, storing what `make` returns where there is none yet. */
export type Secrets = {
  readonly get: (name: string, make: () => Uint8Array) => Uint8Array;
  readonly has: (name: string) => boolean;
  readonly names: () => readonly string[];
  /** Puts and drops secrets in one writing: the file holds all of the change or nothing of it, and no secret that was dropped. */
  readonly change: (change: SecretsChange) => void;
};

export type SecretsChange = {
  readonly put?: Readonly<Record<string, Uint8Array>>;
  readonly drop?: readonly string[];
};

const SALT = 16;
const NONCE = 12;
const TAG = 16;

/** @throws CityError KEYSTORE_LOCKED where the passphrase doesn't open the file. */
export function openSecrets({ file, secret }: { readonly file: string; readonly secret: string }): Secrets {
  const stored = existsSync(file) ? readFileSync(file) : undefined;
  const salt = stored?.subarray(0, SALT) ?? randomBytes(SALT);
  const key = scryptSync(secret, salt, 32, { N: 2 ** 15, maxmem: 2 ** 26 });
  let entries = stored === undefined ? new Map<string, Uint8Array>() : decrypt(stored, key);
  const change = ({ put = {}, drop = [] }: SecretsChange): void => {
    const kept = [...entries].filter(([name]) => !drop.includes(name));
    const changed = new Map([...kept, ...Object.entries(put)]);
    replaceFile(file, encrypt(changed, key, salt));
    entries = changed;
  };
  return {
    get: (name, make) => {
      const found = entries.get(name);
      if (found !== undefined) return found;
      const fresh = make();
      change({ put: { [name]: fresh } });
      return fresh;
    },
    has: (name) => entries.has(name),
    names: () => [...entries.keys()],
    change,
  };
}

function encrypt(entries: ReadonlyMap<string, Uint8Array>, key: Uint8Array, salt: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = JSON.stringify(
    [...entries].map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
  );
  return Buffer.concat([salt, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(stored: Uint8Array, key: Uint8Array): Map<string, Uint8Array> {
  const decipher = createDecipheriv('aes-256-gcm', key, stored.subarray(SALT, SALT + NONCE));
  decipher.setAuthTag(stored.subarray(-TAG));
  try {
    const text = Buffer.concat([
      decipher.update(stored.subarray(SALT + NONCE, -TAG)),
      decipher.final(),
    ]).toString();
    const rows = JSON.parse(text) as [string, string][];
    return new Map(rows.map(([name, value]) => [name, Buffer.from(value, 'base64')]));
  } catch (error) {
    throw new CityError('KEYSTORE_LOCKED', {}, error);
  }
}
