/** What verification needs of the machine it runs on; the package's `imports` pick Node's or the web's. */

/** A public P-256 key by its coordinates: 32 bytes each in unpadded base64url. */
export type P256Key = { readonly x: string; readonly y: string };

/** One signature to be checked; `signature` is r ‖ s for ES256 (RFC 7518 section 3.4), R ‖ S for Ed25519 (RFC 8032). */
export type SignatureCheck =
  | {
      readonly algorithm: 'ES256';
      readonly key: P256Key;
      /** ASCII text, or bytes. */
      readonly input: string | Uint8Array;
      readonly signature: Uint8Array;
    }
  | {
      readonly algorithm: 'Ed25519';
      /** 32 bytes. */
      readonly key: Uint8Array;
      readonly input: Uint8Array;
      readonly signature: Uint8Array;
    };

export type MaybePromise<Value> = Value | Promise<Value>;

/**
 * Primitives. None of them throws for bad input. Signatures are given all at once, so that a machine that checks them
 * without waiting (Node) pays for no promise each, and one that must wait (the web) waits once.
 */
export type Platform = {
  /** SHA-256 (FIPS 180-4), 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /**
   * Writes SHA-256(0x01 ‖ left ‖ right) to `target` at `targetStart`, where left and right lie one after the other in
   * `source` from `sourceStart` on (RFC 9162 section 2.1.1). Both are in bytes; the arrays may be the same.
   */
  readonly hashPair: (
    target: Uint8Array,
    targetStart: number,
    source: Uint8Array,
    sourceStart: number,
  ) => void;
  /** SHA-256 of text in UTF-8, in unpadded base64url. */
  readonly sha256Text: (text: string) => string;
  /** Unpadded base64url (RFC 4648 section 5). */
  readonly encodeBase64url: (bytes: Uint8Array) => string;
  /** The bytes, or undefined for anything but the one canonical spelling: padding, other letters and stray bits are refused. */
  readonly decodeBase64url: (text: string) => Uint8Array | undefined;
  /** Inflates zlib data (RFC 1950); undefined where it is damaged, longer than `lengthMax` bytes, or followed by anything. */
  readonly inflate: (bytes: Uint8Array, lengthMax: number) => MaybePromise<Uint8Array | undefined>;
  /** Whether each signature holds, in the order given. A key that is no point of its curve makes it false. */
  readonly verifySignatures: (checks: readonly SignatureCheck[]) => MaybePromise<readonly boolean[]>;
};
