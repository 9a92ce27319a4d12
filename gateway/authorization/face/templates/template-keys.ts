/** How a template lies in the database: sealed under a key of its own, which is wrapped under the deployment's. */
import { createSecretKey } from 'node:crypto';
import type { FaceKeys } from '../../../keys/keys.ts';
import { openUnder, sealUnder } from '../../../keys/sealing.ts';
import { drawRandom } from '../../../random.ts';

/** What a template belongs to; with any of it changed it can't be opened. */
export type TemplateOwner = {
  readonly cityId: string;
  readonly subject: string;
  readonly id: string;
  readonly modelId: string;
};

/** The sealed template, and its key wrapped under a version of the wrapping key. */
export type SealedTemplate = { readonly sealed: Buffer; readonly version: number; readonly wrapped: Buffer };

/**
 * Seals a template (AES-256-GCM) under a random key, bound to its whole owner, and that key under the version in force,
 * bound to city and enrolment: whoever wraps keys anew needs to know no subject.
 */
export function sealTemplate(keys: FaceKeys, owner: TemplateOwner, template: Int8Array): SealedTemplate {
  const key = drawRandom(32);
  const version = keys.version();
  const sealed = sealUnder(createSecretKey(key), new Uint8Array(template), contextOf(owner));
  const wrapped = Buffer.from(keys.wrap(version, key, keyContextOf(owner)));
  key.fill(0);
  return { sealed, version, wrapped };
}

/** @throws where either was changed, belongs to another owner, or lies under a version that is destroyed */
export function openTemplate(
  keys: FaceKeys,
  owner: TemplateOwner,
  { sealed, version, wrapped }: SealedTemplate,
): Int8Array {
  const key = keys.unwrap(version, wrapped, keyContextOf(owner));
  const opened = openUnder(createSecretKey(key), sealed, contextOf(owner));
  key.fill(0);
  return new Int8Array(opened);
}

/** A template's key under another version; undefined where it can't be opened under its present one. */
export function wrapAnew(
  keys: FaceKeys,
  owner: Pick<TemplateOwner, 'cityId' | 'id'>,
  { from, to, wrapped }: { readonly from: number; readonly to: number; readonly wrapped: Uint8Array },
): Buffer | undefined {
  const context = keyContextOf(owner);
  let key: Uint8Array;
  try {
    key = keys.unwrap(from, wrapped, context);
  } catch {
    return undefined;
  }
  const fresh = Buffer.from(keys.wrap(to, key, context));
  key.fill(0);
  return fresh;
}

// JSON, so that no two owners read the same when their parts are written one after the other.
const contextOf = ({ cityId, subject, id, modelId }: TemplateOwner): Buffer =>
  Buffer.from(JSON.stringify(['face-template', cityId, subject, id, modelId]));

const keyContextOf = ({ cityId, id }: Pick<TemplateOwner, 'cityId' | 'id'>): Buffer =>
  Buffer.from(JSON.stringify(['face-template-key', cityId, id]));
