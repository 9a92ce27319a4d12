/** Credentials as their holder sees them. */
import { z } from 'zod';

export const ownCredential = z.object({
  id: z.string(),
  credentialType: z.string(),
  department: z.string(),
  holder: z.string(),
  status: z.enum(['valid', 'expired', 'suspended', 'revoked']),
  maskedNumber: z.string().nullable().meta({
    description: 'of the record, or of the holder; null for what was issued before it was kept',
  }),
  issuedAt: z.string(),
  validFrom: z.string().nullable().meta({ description: 'where the type says so' }),
  validUntil: z.string().nullable().meta({ description: 'last civil day; null for no end' }),
  alerts: z.array(z.enum(['expires-soon', 'expired', 'suspended', 'revoked', 'updating'])).meta({
    description:
      'what calls for care; `expires-soon` from 120 days before the end, `updating` while it waits for the ledger',
  }),
});

export const ownCredentialContent = ownCredential.extend({ values: z.record(z.string(), z.unknown()) });

export type OwnCredential = z.infer<typeof ownCredential>;
export type OwnCredentialContent = z.infer<typeof ownCredentialContent>;
