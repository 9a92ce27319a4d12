/** Uploaded files wait encrypted in the data folder until their import is done, and no longer. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Keys } from '../keys/keys.ts';

const NONCE = 12;
const TAG = 16;

/** A folder of encrypted files, one for each import. */
export type Spool = {
  /** Keeps a stream whole; durable once it resolves. */
  readonly store: (id: string, bytes: Readable) => Promise<void>;
  /** The stream again. It fails at its end where the file was changed. */
  readonly read: (id: string) => Promise<Readable>;
  readonly remove: (id: string) => Promise<void>;
};

export function openSpool(folder: string, keys: Keys): Spool {
  const fileOf = (id: string): string => join(folder, `${id}.spool`);
  return {
    store: async (id, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const secret = randomBytes(32);
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const file = createWriteStream(fileOf(id), { mode: 0o600 });
      const wrapped = keys.wrap(secret, Buffer.from(id));
      file.write(Buffer.concat([Buffer.of(wrapped.length), wrapped, nonce]));
      await pipeline(bytes, cipher, file, { end: true });
      const handle = await open(fileOf(id), 'a');
      await handle.write(cipher.getAuthTag());
      await handle.sync();
      await handle.close();
    },
    read: async (id) => {
      const handle = await open(fileOf(id), 'r');
      const { size } = await handle.stat();
      const head = Buffer.alloc(256);
      const tag = Buffer.alloc(TAG);
      await handle.read(head, 0, head.length, 0);
      await handle.read(tag, 0, TAG, size - TAG);
      await handle.close();
      const start = 1 + (head[0] ?? 0);
      const secret = keys.unwrap(head.subarray(1, start), Buffer.from(id));
      const decipher = createDecipheriv('aes-256-gcm', secret, head.subarray(start, start + NONCE));
      decipher.setAuthTag(tag);
      const range = { start: start + NONCE, end: size - TAG - 1 };
      const source = range.end < range.start ? emptyStream() : createReadStream(fileOf(id), range);
      source.on('error', (error: Error) => decipher.destroy(error));
      return source.pipe(decipher);
    },
    remove: (id) => rm(fileOf(id), { force: true }),
  };
}

const emptyStream = (): Readable => Readable.from([]);
