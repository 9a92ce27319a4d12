/** Each subject's own key: it seals what is kept about the subject, and the keys of the subject's credentials grow from it. */
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createPrivateKey,
  type ECDH,
  randomBytes,
} from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import type { Tables } from '../database/tables.ts';
import type { Keys, SigningKey } from '../keys/keys.ts';
import { signingKeyOf } from '../keys/signing-key.ts';

const NONCE = 12;
const TAG = 16;
// PKCS #8 of a P-256 key without its public half (RFC 5208, RFC 5915).
const PKCS8 = Buffer.from('308141020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420', 'hex');

/** A subject's unwrapped key; lives as long as the work that needed it. */
export class SubjectKey {
  readonly #key: Uint8Array;
  readonly #content: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
    this.#content = grow(key, 'content');
  }

  /** AES-256-GCM under the subject's key; `context` is bound to the result. */
  seal(plain: Uint8Array, context: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#content, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws where the bytes were changed, belong to another subject or another context. */
  open(sealed: Uint8Array, context: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#content, sealed.subarray(0, NONCE)).setAAD(
      Buffer.from(context),
    );
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
  }

  /** Public half of the credential's own holder key: x and y of 32 bytes each in unpadded base64url. */
  holderPublicKey(credential: string): { readonly x: string; readonly y: string } {
    const point = this.#pairOf(credential).getPublicKey();
    return { x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33, 65) };
  }

  /** The credential's own holder key: no two credentials share one, so that it joins nothing. */
  holderKey(credential: string): SigningKey {
    const der = Buffer.concat([PKCS8, scalarOf(this.#pairOf(credential))]);
    return signingKeyOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  }

  #pairOf(credential: string): ECDH {
    for (let attempt = 0; ; attempt++) {
      const pair = createECDH('prime256v1');
      try {
        pair.setPrivateKey(grow(this.#key, `holder/${credential}/${attempt}`));
        return pair;
      } catch {
        // Not in [1, n-1]: one try in 2^32 or rarer; the next one differs.
      }
    }
  }
}

const scalarOf = (pair: ECDH): Buffer => {
  const scalar = Buffer.alloc(32);
  const key = pair.getPrivateKey();
  key.copy(scalar, 32 - key.length);
  return scalar;
};

/** One block of HKDF-Expand (RFC 5869 section 2.3) from a key that is uniformly random already. */
function grow(key: Uint8Array, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).update(Buffer.of(1)).digest();
}

/** Keys of these subjects, made where missing; they are durable once the caller's transaction is. */
export async function provideSubjectKeys(
  trx: Kysely<Tables>,
  keys: Keys,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<Subject, SubjectKey>> {
  const wanted = [...new Set(subjects)].toSorted();
  const fresh = wanted.map((subject) => Buffer.from(keys.wrap(randomBytes(32), bytesOf(subject))));
  await sql`
    insert into subject_keys (subject, wrapped)
    select * from unnest(${wanted}::text[], ${fresh}::bytea[])
    on conflict do nothing
  `.execute(trx);
  return readSubjectKeys(trx, keys, wanted);
}

/** Keys of those among the subjects that have one. */
export async function readSubjectKeys(
  db: Kysely<Tables>,
  keys: Keys,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<Subject, SubjectKey>> {
  if (subjects.length === 0) return new Map();
  const rows = await db
    .selectFrom('subject_keys')
    .selectAll()
    .where(sql<boolean>`subject = any(${subjects}::text[])`)
    .execute();
  return new Map(
    rows.map(({ subject, wrapped }) => [subject, new SubjectKey(keys.unwrap(wrapped, bytesOf(subject)))]),
  );
}

const bytesOf = (subject: Subject): Buffer => Buffer.from(subject, 'base64url');
