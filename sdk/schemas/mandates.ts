/** Mandates and the rest of acting for others, as they travel. */
import { z } from 'zod';

const name = z.string().min(1).max(64);
const subject = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What a mandate is for: all matters, those of one department, or those named; and which types of credentials, null for all. */
export const mandateScope = z.strictObject({
  matters: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('all') }),
      z.strictObject({ kind: z.literal('department'), department: name }),
      z.strictObject({ kind: z.literal('matters'), codes: z.array(name).min(1).max(200).readonly() }),
    ])
    .default({ kind: 'all' }),
  credentialTypes: z.array(name).min(1).max(50).readonly().nullable().default(null),
});

/** `POST /me/mandates`: `holder` is the firm in whose place the agent is to act; the giver's own where missing. */
export const giveMandate = z.strictObject({
  agentNumber: z.string().max(18),
  until: z.iso.date().meta({ description: 'last civil day, at most a year away' }),
  holder: subject.optional(),
  scope: mandateScope.default({ matters: { kind: 'all' }, credentialTypes: null }),
});

export const mandateState = z.enum(['waiting', 'in-force', 'ended', 'lapsed', 'declined']);

/** A mandate as those see it whom it concerns. Names are masked; the agent's is told once they accepted. */
export const mandate = z.object({
  id: z.string(),
  state: mandateState,
  given: z
    .boolean()
    .meta({ description: 'true where the caller gave it, or represents the firm whose it is' }),
  holder: z.string().meta({ description: 'in whose place the agent acts' }),
  ofFirm: z.boolean(),
  holderName: z.string(),
  giverName: z.string(),
  agentName: z.string().nullable(),
  scope: mandateScope,
  until: z.string().meta({ description: 'last civil day' }),
  offeredAt: z.string(),
  acceptedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});

export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  next: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
});

/** A page of what concerns somebody for whom the caller may act; the caller where `holder` is missing. */
export const ownPageQuery = pageQuery.extend({ holder: subject.optional() });

const acting = {
  name: z.string().meta({ description: 'masked' }),
  kind: z.enum(['self', 'guardian', 'representative', 'mandate']),
  since: z.string().nullable().meta({ description: 'civil date' }),
  until: z.string().nullable().meta({
    description:
      'a child’s eighteenth birthday, on which it is over; the last day of a mandate; null for no end',
  }),
  scope: mandateScope.nullable().meta({ description: 'of a mandate; null where nothing is left out' }),
  mandate: z.string().nullable(),
  source: z
    .object({ department: z.string(), credentialType: z.string() })
    .nullable()
    .meta({ description: 'the record that says so' }),
};

/** `GET /me/family`. Under fourteen nobody acts for themselves, so that there is no row of kind `self`. */
export const family = z.object({
  ageGroup: z.enum(['child', 'youth', 'adult']),
  mayActFor: z.array(z.object({ holder: z.string(), ...acting })),
  mayActForMe: z.array(z.object(acting)),
});

export type GiveMandate = z.infer<typeof giveMandate>;
export type Mandate = z.infer<typeof mandate>;
export type Family = z.infer<typeof family>;
export type PageQuery = z.infer<typeof pageQuery>;
