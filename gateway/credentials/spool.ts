/** Uploaded files wait encrypted in the data folder until their import is done, and no longer. */
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CityError } from '../errors.ts';
import type { Keys } from '../keys/keys.ts';

const ENDING = '.spool';
const TAG = 16;
/** Plain bytes of a segment: each is sealed by itself, so that none is believed before it was checked. */
const SEGMENT = 65_536;
/** Milliseconds after which a file without an import is what a crash left: nothing is received for so long. */
const ABANDONED = 86_400_000;

/** A folder of encrypted files, one for each import. */
export type Spool = {
  /** Keeps a stream whole; durable once it resolves, and gone again where the stream breaks off. */
  readonly store: (id: string, bytes: Readable) => Promise<void>;
  /**
   * The stream again. It fails with SPOOL_FILE_MISSING, or with SPOOL_FILE_CHANGED before the first byte that isn't as
   * it was stored.
   */
  readonly read: (id: string) => Readable;
  readonly remove: (id: string) => Promise<void>;
  /** Removes what a crash left, a day later; those in `kept` stay. */
  readonly sweep: (kept: readonly string[], now: Date) => Promise<void>;
};

export function openSpool(folder: string, keys: Keys): Spool {
  const fileOf = (id: string): string => join(folder, id + ENDING);
  const remove = (id: string): Promise<void> => rm(fileOf(id), { force: true });
  return {
    remove,
    store: async (id, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(fileOf(id), 'wx', 0o600);
      try {
        const secret = randomBytes(32);
        const wrapped = keys.wrap(secret, Buffer.from(id));
        await handle.write(Buffer.concat([Buffer.of(wrapped.length), wrapped]));
        for await (const segment of seal(bytes, createSecretKey(secret))) await handle.write(segment);
        await handle.sync();
        await syncFolder(folder);
      } catch (error) {
        await remove(id);
        throw error;
      } finally {
        await handle.close();
      }
    },
    read: (id) => Readable.from(unseal(fileOf(id), (wrapped) => keys.unwrap(wrapped, Buffer.from(id)))),
    sweep: async (kept, now) => {
      const names = await readdir(folder).catch((): string[] => []);
      for (const name of names.filter((one) => one.endsWith(ENDING))) {
        const id = name.slice(0, -ENDING.length);
        if (kept.includes(id)) continue;
        const { mtimeMs } = await stat(join(folder, name));
        if (now.getTime() - mtimeMs > ABANDONED) await remove(id);
      }
    },
  };
}

/** Segments of a stream, the last one marked as such, so that none can be changed, moved, left out or added. */
async function* seal(bytes: Readable, key: KeyObject): AsyncIterable<Buffer> {
  let number = 0;
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer | string>) {
    rest.push(Buffer.from(chunk as Buffer));
    length += rest.at(-1)?.length ?? 0;
    // The last segment is the one that nothing follows, which only the end of the stream tells.
    if (length <= SEGMENT) continue;
    const whole = Buffer.concat(rest);
    let from = 0;
    for (; whole.length - from > SEGMENT; from += SEGMENT)
      yield sealOne(whole.subarray(from, from + SEGMENT), { key, number: number++, isLast: false });
    rest = [whole.subarray(from)];
    length = whole.length - from;
  }
  yield sealOne(Buffer.concat(rest), { key, number, isLast: true });
}

async function* unseal(file: string, unwrap: (wrapped: Uint8Array) => Uint8Array): AsyncIterable<Buffer> {
  const handle = await open(file).catch((error: unknown) => {
    throw new CityError('SPOOL_FILE_MISSING', {}, error);
  });
  try {
    const { size } = await handle.stat();
    const wrapped = await readAt(handle, 1, (await readAt(handle, 0, 1))[0] ?? 0);
    const key = createSecretKey(unwrap(wrapped));
    let number = 0;
    for (let at = 1 + wrapped.length; ; at += SEGMENT + TAG) {
      const isLast = size - at <= SEGMENT + TAG;
      const sealed = await readAt(handle, at, Math.min(size - at, SEGMENT + TAG));
      yield openOne(sealed, { key, number: number++, isLast });
      if (isLast) return;
    }
  } catch (error) {
    throw error instanceof CityError ? error : new CityError('SPOOL_FILE_CHANGED', {}, error);
  } finally {
    await handle.close();
  }
}

type Place = { readonly key: KeyObject; readonly number: number; readonly isLast: boolean };

// Every file has its own key: a segment's number is nonce enough (NIST SP 800-38D section 8.2.1).
function nonceOf({ number, isLast }: Place): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 4);
  nonce.writeUInt32BE(isLast ? 1 : 0, 8);
  return nonce;
}

function sealOne(plain: Buffer, place: Place): Buffer {
  const cipher = createCipheriv('aes-256-gcm', place.key, nonceOf(place));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openOne(sealed: Buffer, place: Place): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', place.key, nonceOf(place), { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
}

async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
  return bytes.subarray(0, bytesRead);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
}
