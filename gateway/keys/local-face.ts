/** Keys of face templates in the encrypted file: versions that come and go, and one secret of the projection. */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Secrets } from './encrypted-file.ts';
import type { FaceKeys } from './keys.ts';
import { openUnder, sealUnder } from './sealing.ts';

const VERSION = /^face\/wrapping\/(\d+)$/;
/** How many versions were ever made: a number is never given twice, also after all are destroyed. */
const COUNT = 'face/wrapping-count';
const PROJECTION = 'face/projection';

const nameOf = (version: number): string => `face/wrapping/${version}`;

export function openFaceKeys(secrets: Secrets): FaceKeys {
  const made = new Map<number, KeyObject>();
  const kept = (): readonly number[] =>
    secrets
      .names()
      .flatMap((name) => VERSION.exec(name)?.[1] ?? [])
      .map(Number);
  const count = (): number => {
    const stored = secrets.has(COUNT) ? secrets.get(COUNT, () => Buffer.alloc(4)) : Buffer.alloc(4);
    return Buffer.from(stored).readUInt32BE();
  };
  const renew = (): number => {
    const version = count() + 1;
    const number = Buffer.alloc(4);
    number.writeUInt32BE(version);
    secrets.change({ put: { [nameOf(version)]: randomBytes(32), [COUNT]: number } });
    return version;
  };
  const keyOf = (version: number): KeyObject => {
    const found = made.get(version);
    if (found !== undefined) return found;
    const key = createSecretKey(
      secrets.get(nameOf(version), () => {
        throw new Error(`there is no version ${version} of the wrapping key of faces`);
      }),
    );
    made.set(version, key);
    return key;
  };
  const drop = (versions: readonly number[], others: readonly string[] = []): void => {
    secrets.change({ drop: [...versions.map(nameOf), ...others] });
    for (const version of versions) made.delete(version);
  };
  return {
    version: () => (kept().length > 0 ? Math.max(...kept()) : renew()),
    renew,
    wrap: (version, secret, context) => sealUnder(keyOf(version), secret, context),
    unwrap: (version, wrapped, context) => openUnder(keyOf(version), wrapped, context),
    stateOf: (version) => {
      if (secrets.has(nameOf(version))) return 'kept';
      return version <= count() ? 'destroyed' : 'unknown';
    },
    destroyBefore: (version) => {
      const former = kept().filter((one) => one < version);
      if (former.length > 0) drop(former);
    },
    projectionSecret: () => secrets.get(PROJECTION, () => randomBytes(32)),
    destroyAll: () => drop(kept(), [PROJECTION]),
  };
}
