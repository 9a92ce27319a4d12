/** Wire shapes of receipts: what every access leaves behind for the subject to read and to prove. */
import { z } from 'zod';

const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in unpadded base64url');

/**
 * What came of an access. `authority-ended`: who had agreed for the subject may not act for it any more. `used` is a try on what had been used; `not-authorized` one on what wasn't agreed to, or no
 * longer, and its items say which; `failed` one that could not be answered. `face-consent` is a consent to the use of one's
 * face, `face-enrolment` that a template was made, with what was looked at for it, `face-end` that both ended.
 */
export const accessOutcomes = [
  'answered',
  'repeat',
  'used',
  'failed',
  'not-authorized',
  'refused',
  'authority-ended',
  'expired',
  'withdrawn',
  'not-entitled',
  'not-this-person',
  'wrong-digits',
  'self',
  'face-consent',
  'face-enrolment',
  'face-end',
] as const;

/** As what somebody agreed to an access, or looked: for themselves, for another, or two officers for whom nobody could. */
export const agreedBy = z.enum(['self', 'guardian', 'representative', 'mandate', 'officers']);

/** What a face had to do with an access: classes, never a score. */
export const faceFact = z.object({
  engine: z.enum(['embedded', 'http']).optional(),
  modelId: z.string().optional(),
  isCalibrated: z.boolean().optional().meta({ description: 'thresholds come from people of this city' }),
  decision: z.literal('match').optional(),
  because: z
    .enum(['withdrawn', 'unused', 'switched-off', 'not-this-person', 'of-age', 'deceased'])
    .optional()
    .meta({ description: 'why it ended' }),
  isDestroyed: z
    .boolean()
    .optional()
    .meta({ description: 'false where the service that keeps the template could not be reached yet' }),
});

const item = z.object({
  credentialType: z.string(),
  fields: z.array(z.string()).readonly(),
  outcome: z.string().meta({ description: 'shown, or why not' }),
});

/** A receipt. Its canonical JSON (RFC 8785) with its salt in front is what the leaf on the access log commits to. */
export const receipt = z
  .object({
    version: z.literal(1),
    cityId: z.string(),
    number: z.int().min(1).meta({ description: 'counts the subject’s receipts, without a gap' }),
    previous: hash.nullable().meta({ description: 'commitment of the subject’s receipt before this one' }),
    kind: z.enum(accessOutcomes),
    request: z.string().nullable(),
    client: z.string().nullable(),
    department: z.string().nullable(),
    matter: z.string().nullable(),
    window: z.string().nullable(),
    role: z.string().nullable().meta({ description: 'as the matter calls the subject' }),
    officers: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'staff numbers of the officers who took part' }),
    method: z
      .enum(['code', 'number', 'show', 'slip', 'officers', 'face'])
      .optional()
      .meta({ description: 'how the subject took part' }),
    agreedBy: agreedBy.optional().meta({ description: 'as what somebody agreed, or looked' }),
    face: faceFact.optional().meta({ description: 'what a face had to do with it' }),
    basis: z.enum(['consent', 'duty']).nullable(),
    article: z.string().nullable().meta({ description: 'legal basis of the access' }),
    items: z.array(item).readonly(),
    at: z.string().meta({ description: 'RFC 3339, Asia/Shanghai' }),
    first: z.int().optional().meta({ description: 'number of the receipt of the use that this one repeats' }),
    tries: z.int().optional().meta({ description: 'how many tries within a minute this one stands for' }),
  })
  .meta({ id: 'Receipt' });

/** A receipt with what proves it; `evidence` is null while its leaf waits for the ledger. */
export const openedReceipt = z
  .object({
    number: z.int(),
    receipt,
    salt: hash,
    leaf: hash,
    evidence: z
      .object({
        log: z.literal('access'),
        index: z.int(),
        inclusion: z.array(hash).readonly(),
        checkpoint: z.string().meta({ description: 'signed head that the inclusion leads to' }),
      })
      .nullable(),
  })
  .meta({ id: 'OpenedReceipt' });

const holder = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .optional()
  .meta({ description: 'for whom the caller may act; the caller where missing' });

export const receiptQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  holder,
});
export const receiptParams = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) });
export const holderQuery = z.object({ holder });

/** Newest first. */
export const receiptList = z.object({
  items: z.array(openedReceipt).readonly(),
  total: z.int(),
  next: z.int().nullable(),
});

/** What happened to a credential: issued, replaced by a new version, its status changed, or found to be another's. */
const credentialEvent = z.object({
  kind: z.enum(['issued', 'replaced', 'suspended', 'reinstated', 'revoked', 'transferred']),
  id: z.uuid(),
  at: z.string().meta({ description: 'RFC 3339, Asia/Shanghai' }),
  credential: z.object({
    id: z.uuid().meta({ description: 'as in /me/credentials' }),
    department: z.string(),
    credentialType: z.string(),
    version: z.int().meta({ description: 'counts the versions of the record, from 1' }),
  }),
  reason: z.string().nullable().meta({ description: 'why a status changed' }),
});

/** One entry of a subject's history: an access with its receipt, or what happened to a credential. */
export const historyEntry = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('access'), id: z.uuid(), at: z.string(), receipt: openedReceipt }),
    credentialEvent,
  ])
  .meta({ id: 'HistoryEntry' });

export const historyQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.uuid().optional(),
  holder,
});

/** Newest first, of all kinds together. */
export const historyList = z.object({
  items: z.array(historyEntry).readonly(),
  total: z.int(),
  next: z.uuid().nullable(),
});

/** All openings of a subject, oldest first: with them and the ledger anybody can check the receipts. */
export const receiptExport = z
  .object({ version: z.literal(1), cityId: z.string(), receipts: z.array(openedReceipt).readonly() })
  .meta({ id: 'ReceiptExport' });

export type Receipt = z.infer<typeof receipt>;
export type FaceFact = z.infer<typeof faceFact>;
export type OpenedReceipt = z.infer<typeof openedReceipt>;
export type HistoryEntry = z.infer<typeof historyEntry>;
