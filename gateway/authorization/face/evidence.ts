/** Challenges and pictures between the wire and the engine. */
import type { FaceChallenge, FaceEvidence } from '../../../sdk/schemas/face.ts';
import type { Challenge, Evidence } from './engine.ts';

/** Bytes of a posted body: twelve pictures of the size at which the engine refuses them, in base64. */
export const MOST_BYTES = 6_000_000;

/** Pictures as the engine takes them; copies that it may wipe. */
export const evidenceOf = ({ nonce, frames }: FaceEvidence): Evidence => ({
  nonce,
  frames: frames.map((frame) => new Uint8Array(Buffer.from(frame, 'base64'))),
});

export const viewChallenge = ({ nonce, movements, expiresAt }: Challenge): FaceChallenge => ({
  nonce,
  movements: [...movements],
  expiresAt: expiresAt.toISOString(),
});
