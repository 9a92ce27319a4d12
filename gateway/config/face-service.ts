/** Which face service is asked, and by which keys its answers are known: the file that FACE_SERVICE_FILE names. */
import { readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { z } from 'zod';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Plain HTTP is taken to this machine alone, where nobody reads along. */
function isServiceAddress(text: string): boolean {
  const { protocol, hostname = '', search, hash, username } = URL.parse(text) ?? {};
  const isPlain = search === '' && hash === '' && username === '';
  const isLoopback =
    ['localhost', '[::1]'].includes(hostname) || (isIPv4(hostname) && hostname.startsWith('127.'));
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isLoopback));
}

const faceServiceFile = z.strictObject({
  url: z
    .string()
    .refine(
      isServiceAddress,
      'must be an https address, or an http one of this machine, with nothing after its path',
    )
    .transform((url) => url.replace(/\/+$/, '')),
  /** Public keys that sign answers (ES256); several while they change. */
  keys: z
    .array(
      z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        kid: z.string().min(1).max(200),
        x: coordinate,
        y: coordinate,
      }),
    )
    .min(1)
    .max(8),
  /** How long one question may take. */
  timeoutMilliseconds: z.int().min(100).max(60_000).default(10_000),
});

export type FaceService = z.infer<typeof faceServiceFile>;

/** @throws where the file can't be read as this */
export const readFaceService = (path: string): FaceService =>
  faceServiceFile.parse(JSON.parse(readFileSync(path, 'utf8')));

/** True for a file that can be read as this. */
export function isFaceServiceFile(path: string): boolean {
  try {
    readFaceService(path);
    return true;
  } catch {
    return false;
  }
}
