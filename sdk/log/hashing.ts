/** SHA-256 over nodes that lie side by side in one buffer: what makes a tree of millions affordable. */
import { sha256 } from '#platform';

export { hashPair } from '#platform';

/** Length of a hash in bytes. */
export const HASH = 32;

/** Root of a log without entries: SHA-256 of nothing (RFC 9162 section 2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());
