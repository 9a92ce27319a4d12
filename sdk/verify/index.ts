/** Verification: proofs, and the forms they are made of. */
export { decodeBase64url, encodeBase64url } from './base64url.ts';
export { canonicalBytes, canonicalize } from './canonical.ts';
export {
  type Checkpoint,
  type CheckpointHead,
  checkpointBody,
  formatVerifierKey,
  parseCheckpoint,
  parseVerifierKey,
  type VerifierKey,
  verifierKeyOf,
} from './checkpoint.ts';
export { commit, decodeEntry, type Entry, type EntryKind, encodeEntry } from './entry.ts';
export {
  type CheckOutcome,
  type Inspection,
  type ItemInspection,
  inspectProof,
} from './inspect.ts';
export { thumbprintOf } from './jwk.ts';
export { isConsistent, leafHash, nodeHash, rootFromInclusion } from './merkle.ts';
export { allReasons, type Explanation, explain, findReason, type Reason } from './reasons.ts';
export { readTrust } from './trust.ts';
export type * from './types.ts';
export { verifyProof } from './verify.ts';
