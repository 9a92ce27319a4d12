/** Each subject's own key: it seals what is kept about the subject, and the keys of the subject's credentials grow from it. */
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createPrivateKey,
  createSecretKey,
  type KeyObject,
} from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Subject } from '../actor.ts';
import { byteaArray } from '../database/arrays.ts';
import type { Tables } from '../database/tables.ts';
import type { Keys, PublicJwk, SigningKey } from '../keys/keys.ts';
import { signEs256 } from '../keys/signing-key.ts';
import { drawRandom } from '../random.ts';

const NONCE = 12;
const TAG = 16;
/** Order of P-256 (SP 800-186): private keys are numbers from 1 to one less. */
const ORDER = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');

/** What stands in a P-256 ECPrivateKey before the scalar: SEQUENCE, version 1, OCTET STRING of 32. */
const DER_SCALAR = Buffer.from('30770201010420', 'hex');
/** What stands between scalar and coordinates: the curve's name, and BIT STRING of an uncompressed point. */
const DER_POINT = Buffer.from('a00a06082a8648ce3d030107a14403420004', 'hex');

/** Computes public halves; making one anew each time would cost a quarter more. */
const curve = createECDH('prime256v1');

/** What signs for a credential's holder. */
export type HolderKey = Pick<SigningKey, 'jwk' | 'sign'>;

/** A subject's unwrapped key; lives as long as the work that needed it. */
export class SubjectKey {
  // Key objects: given as bytes, keys cost Node 24 more than the ciphers that use them.
  readonly #key: KeyObject;
  readonly #content: KeyObject;

  constructor(key: Uint8Array) {
    this.#key = createSecretKey(key);
    this.#content = createSecretKey(grow(this.#key, 'content'));
  }

  /** AES-256-GCM under the subject's key; `context` is bound to the result. */
  seal(plain: Uint8Array, context: string): Buffer {
    const nonce = drawRandom(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.#content, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws where the bytes were changed, belong to another subject or another context. */
  open(sealed: Uint8Array, context: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#content, sealed.subarray(0, NONCE)).setAAD(
      Buffer.from(context),
    );
    decipher.setAuthTag(sealed.subarray(-TAG));
    const plain = decipher.update(sealed.subarray(NONCE, -TAG));
    // GCM holds nothing back: this only checks the tag.
    decipher.final();
    return plain;
  }

  /** Public half of the credential's own holder key: x and y of 32 bytes each in unpadded base64url. */
  holderPublicKey(credential: string): { readonly x: string; readonly y: string } {
    curve.setPrivateKey(this.#scalarOf(credential));
    const point = curve.getPublicKey();
    return { x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33, 65) };
  }

  /**
   * The credential's own holder key: no two credentials share one, so that it joins nothing. `jwk` is its public half
   * as the credential has it, since finding it again would cost more than signing.
   */
  holderKey(credential: string, jwk: PublicJwk): HolderKey {
    const key = createPrivateKey(pemOf(this.#scalarOf(credential), jwk));
    return { jwk, sign: (input) => signEs256(input, key) };
  }

  #scalarOf(credential: string): Buffer {
    for (let attempt = 0; ; attempt++) {
      const scalar = grow(this.#key, `holder/${credential}/${attempt}`);
      // Outside the numbers that are keys: one try in 2^32; the next one differs.
      if (scalar.compare(ORDER) < 0 && scalar.some((byte) => byte !== 0)) return scalar;
    }
  }
}

/** ECPrivateKey with its public half (RFC 5915 section 3), which Node 24 reads in half the time of a JWK. */
function pemOf(scalar: Uint8Array, { x, y }: PublicJwk): string {
  const point = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  const text = Buffer.concat([DER_SCALAR, scalar, DER_POINT, ...point]).toString('base64');
  return `-----BEGIN EC PRIVATE KEY-----\n${text}\n-----END EC PRIVATE KEY-----`;
}

/** One block of HKDF-Expand (RFC 5869 section 2.3) from a key that is uniformly random already. */
function grow(key: KeyObject, purpose: string): Buffer {
  return createHmac('sha256', key).update(purpose).update(Buffer.of(1)).digest();
}

/** Keys of these subjects, made where missing; they are durable once the caller's transaction is. */
export async function provideSubjectKeys(
  trx: Kysely<Tables>,
  keys: Keys,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<Subject, SubjectKey>> {
  const wanted = [...new Set(subjects)].toSorted();
  const known = await readSubjectKeys(trx, keys, wanted);
  const missing = wanted.filter((subject) => !known.has(subject));
  if (missing.length === 0) return known;
  const drawn = new Map(missing.map((subject) => [subject, drawRandom(32)]));
  const wrapped = [...drawn].map(([subject, key]) => keys.wrap(key, bytesOf(subject)));
  const { rows: made } = await sql<{ subject: Subject }>`
    insert into subject_keys (subject, wrapped)
    select * from unnest(${missing}::text[], ${byteaArray(wrapped)}::bytea[])
    on conflict do nothing
    returning subject
  `.execute(trx);
  const own = made.flatMap(({ subject }) => {
    const key = drawn.get(subject);
    return key === undefined ? [] : [[subject, new SubjectKey(key)] as const];
  });
  // Somebody else made the others at the same moment.
  const others = made.length === missing.length ? [] : await readSubjectKeys(trx, keys, missing);
  return new Map([...known, ...others, ...own]);
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
