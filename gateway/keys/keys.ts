/** The key-management port: every private key of the city is used through it and never leaves it. */

/** A public P-256 key as a JWK (RFC 7517), with the members that its thumbprint is made of and no others. */
export type PublicJwk = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };

/** A P-256 key that signs tokens: `kid` is its RFC 7638 thumbprint. */
export type SigningKey = {
  readonly kid: string;
  readonly jwk: PublicJwk;
  /** ES256 signature (RFC 7518 section 3.4) over bytes or an ASCII signing input: unpadded base64url of 64 bytes. */
  readonly sign: (signingInput: string | Uint8Array) => string | Promise<string>;
};

/** An Ed25519 key that signs checkpoints (C2SP signed-note): 32-byte public key, 64-byte signatures. */
export type CheckpointKey = {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
};

/** A secp256k1 account on an EVM ledger; signs 32-byte digests. */
export type LedgerAccount = {
  readonly address: string;
  readonly signDigest: (digest: Uint8Array) => {
    readonly r: string;
    readonly s: string;
    readonly yParity: 0 | 1;
  };
};

/**
 * Keys by the name of what they do. Keys are made on first use and stay the same afterwards; what a returned key signs
 * can be checked after any restart.
 */
export interface Keys {
  /**
   * All credential-signing keys that the department has had, oldest first, at least one. Which of them may sign now
   * is for the ledger to say: a new key waits for its accreditation while the former one goes on signing.
   */
  departmentKeys(code: string): readonly SigningKey[];
  /** Makes a further key for the department. Durable once it returns. */
  addDepartmentKey(code: string): SigningKey;
  /** Key of a log's checkpoints; `log` is a department code or `access`. */
  checkpoint(log: string): CheckpointKey;
  /** Account that writes on the ledger for a department, or for `operator`. */
  ledgerAccount(name: string): LedgerAccount;
  /** Key that signs tokens: `system` for the gateway's own, `people` for the demonstration issuer, `operator` for the operator's command. */
  token(issuer: 'system' | 'people' | 'operator'): SigningKey;
  /** The city's key that signs the tickets of slips, and nothing else. */
  slip(): SigningKey;
  /**
   * Keyed hash (HMAC-SHA-256, 32 bytes) of a value that must be found again but not read: a subject's number, a
   * record number, a code. Equal values under different purposes give unrelated hashes.
   */
  blind(purpose: BlindPurpose, value: string): Uint8Array;
  /** Wraps 32 random bytes for storage; `subject` is bound to them. */
  wrap(secret: Uint8Array, subject: Uint8Array): Uint8Array;
  /** @throws where the wrapped bytes were changed or belong to another subject. */
  unwrap(wrapped: Uint8Array, subject: Uint8Array): Uint8Array;
  /** Keys of face templates, the only ones that are made to be destroyed. */
  face(): FaceKeys;
}

/**
 * Keys that face templates depend on. The key that wraps templates' own keys has versions, numbered from 1 and never
 * again; destroying one makes whatever is wrapped under it unreadable, wherever copies of that lie. Each change is
 * durable once it returns.
 */
export interface FaceKeys {
  /** The version under which keys are wrapped now, made where there is none. */
  version(): number;
  /** Makes a further version, which is the one in force from then on. */
  renew(): number;
  /** Wraps 32 random bytes under a version; `context` is bound to them. @throws where there is no such version */
  wrap(version: number, secret: Uint8Array, context: Uint8Array): Uint8Array;
  /** @throws where the version is destroyed, or the wrapped bytes were changed or belong to another context */
  unwrap(version: number, wrapped: Uint8Array, context: Uint8Array): Uint8Array;
  /** Whether a version is still there; `unknown` for one that was never made here. */
  stateOf(version: number): 'kept' | 'destroyed' | 'unknown';
  /** Destroys every version below this one. */
  destroyBefore(version: number): void;
  /** 32 bytes that this deployment's projection of templates grows from, made where there are none. */
  projectionSecret(): Uint8Array;
  /** Destroys all versions and the projection's secret. */
  destroyAll(): void;
}

/** What a keyed hash is for. */
export type BlindPurpose =
  | 'person'
  | 'firm'
  | 'record'
  | 'code'
  | 'number-code'
  | 'shown-code'
  | 'pairing-code'
  | 'status-index'
  | 'reporter'
  | 'face-digits'
  | 'face-frame'
  | 'face-tries';
