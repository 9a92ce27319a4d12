/** Wire shapes of proofs: what a matter's system sends to get one, and what it gets. */
import { z } from 'zod';

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in unpadded base64url');
const seconds = z.int().meta({ description: 'seconds since 1970' });

export const proofParams = z.object({ id: z.uuid() });

/** The nonce that the request was made with. */
export const proofWish = z.object({ nonce: z.string().min(1).max(256) });

const asked = z.object({
  subject: z.string().meta({ description: 'who it is about, as the matter calls that person or firm' }),
  credentialType: z.string(),
  fields: z.array(z.string()).readonly(),
  accepts: z
    .array(z.enum(['expired', 'suspended']))
    .readonly()
    .optional()
    .meta({ description: 'states in which the matter takes the credential all the same' }),
});

const evidence = z.object({
  log: z.string(),
  index: z.int(),
  salt: hash.meta({ description: 'opens the commitment of the credential' }),
  inclusion: z.array(hash).readonly().meta({ description: 'siblings from the leaf upwards (RFC 9162)' }),
});

const presented = z.object({
  presentation: z.string().meta({ description: 'SD-JWT with key binding (RFC 9901)' }),
  evidence,
  statement: z
    .string()
    .optional()
    .meta({ description: 'signed for this use: what was computed or compared' }),
  statementSalt: hash.optional(),
});

const refused = z.object({
  refusal: z.object({
    code: z.string(),
    issuer: z.string().optional(),
    age: z.int().optional().meta({ description: 'age of the issuer’s data in days' }),
  }),
});

export const proof = z
  .object({
    version: z.literal(1),
    cityId: z.string(),
    ledgerId: z.string(),
    request: z.object({
      id: z.string(),
      matter: z.string(),
      audience: z.string(),
      nonce: z.string(),
      window: z.string(),
      asked: z.array(asked).readonly(),
    }),
    ledgerAsOf: seconds,
    items: z
      .array(z.union([presented, refused]))
      .readonly()
      .meta({ description: 'in the order of request.asked' }),
    checkpoints: z.record(z.string(), z.string()),
    statusTokens: z.record(z.string(), z.string()),
    receipts: z.array(z.object({ subject: z.string(), leaf: hash })).readonly(),
  })
  .meta({ id: 'Proof' });

export type ProofWish = z.infer<typeof proofWish>;
