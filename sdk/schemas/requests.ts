/** Requests for proofs as they travel: asked by departments' systems, answered by people. */
import { z } from 'zod';

const name = z.string().min(1).max(64);
const fieldNames = z.array(name).min(1).max(64);

/** How a party takes part: by a code or number that they show, by a code that the counter shows, and what comes later. */
export const party = z.union([
  z.strictObject({ code: z.string().min(1).max(300) }),
  z.strictObject({ number: z.string().regex(/^\d{8}$/) }),
  z.strictObject({ show: z.literal(true) }),
  z.strictObject({ slip: z.string().max(4096) }),
  z.strictObject({ officers: z.tuple([name, name]), document: z.string().max(64) }),
]);

/** `POST /requests`. `nonce` is the asker's own, 16 to 128 characters of base64url; `fields` narrows what is asked for. */
export const askForProof = z.strictObject({
  matter: name,
  nonce: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/),
  window: name,
  parties: z.record(name, party),
  conditions: z.array(name).max(32).default([]),
  fields: z.record(name, z.record(name, fieldNames)).optional(),
});

export const requestState = z.enum(['waiting', 'approved', 'answered', 'refused', 'expired', 'withdrawn']);

const shown = z.object({
  url: z.string(),
  svg: z.string(),
  png: z.string().meta({ description: 'data URL' }),
  twoDigits: z.number().int().meta({ description: 'the same for all codes of a request' }),
});

/** A request as its asker sees it; of a person nothing but a masked name, and that only after they agreed. */
export const requestForAsker = z.object({
  id: z.string(),
  state: requestState,
  endedBecause: z.string().nullable(),
  expiresAt: z.string(),
  parties: z.array(
    z.object({
      subject: z.string(),
      agreed: z.boolean(),
      show: shown.optional(),
      maskedName: z.string().optional().meta({ description: 'to be compared with who stands there' }),
      confirmed: z.boolean().nullable(),
      leaf: z
        .string()
        .optional()
        .meta({ description: 'hash of the access log’s leaf that stands for the end of the request' }),
    }),
  ),
});

const field = z.object({ name: z.string(), labelZh: z.string(), labelEn: z.string() });
const because = z.object({ id: z.string(), textZh: z.string(), textEn: z.string() });

const times = {
  createdAt: z.string(),
  approvedAt: z.string().nullable(),
  answeredAt: z.string().nullable(),
  expiresAt: z.string(),
  endedAt: z.string().nullable().meta({ description: 'when it was refused, withdrawn or out of time' }),
  endedBecause: z.string().nullable(),
};

/** A request as the person sees it who is asked: who asks, for what, which fields, why and on which legal basis. */
export const requestForPerson = z.object({
  id: z.string(),
  state: requestState,
  department: z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() }),
  window: z.object({
    code: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    placeZh: z.string(),
    placeEn: z.string(),
  }),
  matter: z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), retentionYears: z.number() }),
  ...times,
  choices: z.array(z.number().int()).nullable().meta({
    description: 'one of these stands at the counter; it is picked once, however many codes were scanned',
  }),
  parties: z.array(
    z.object({
      subject: z.string(),
      subjectZh: z.string(),
      agreed: z.boolean(),
      actsForOther: z.boolean(),
      basis: z.object({ kind: z.string(), articleZh: z.string(), articleEn: z.string() }),
      asks: z.array(
        z.object({
          credentialType: z.string(),
          nameZh: z.string(),
          nameEn: z.string(),
          fields: z.array(field),
          purposeZh: z.string(),
          purposeEn: z.string(),
          because: z.array(because),
        }),
      ),
      holders: z.array(z.object({ holder: z.string(), kind: z.string(), name: z.string() })),
    }),
  ),
});

/** `POST /me/requests/:id/decision`: all at once. `holders` says for whom, `picks` which of several credentials. */
export const decide = z.strictObject({
  decision: z.enum(['agree', 'refuse']),
  digits: z.number().int().min(10).max(99).optional(),
  holders: z.record(name, z.string()).default({}),
  picks: z.record(name, z.record(name, z.string())).default({}),
});

/** `POST /me/codes`. */
export const showCode = z.strictObject({ kind: z.enum(['qr', 'number']) });
export const shownCode = z.object({
  kind: z.enum(['qr', 'number']),
  url: z.string().optional(),
  number: z.string().optional(),
  svg: z.string().optional(),
  png: z.string().optional(),
  expiresAt: z.string(),
});

export const confirmPerson = z.strictObject({ same: z.boolean() });

export const authorization = z.object({
  id: z.string(),
  state: requestState,
  matter: z.string(),
  department: z.string(),
  window: z.string(),
  ...times,
});

export const giveMandate = z.strictObject({ agentNumber: z.string().max(18), until: z.iso.date() });
export const mandate = z.object({
  id: z.string(),
  given: z.boolean(),
  until: z.string(),
  ended: z.boolean(),
});

/** A list answers a page of items, how many there are, and where the next page begins. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), next: z.number().int().nullable() });

export type AskForProof = z.infer<typeof askForProof>;
export type Party = z.infer<typeof party>;
export type RequestForAsker = z.infer<typeof requestForAsker>;
export type RequestForPerson = z.infer<typeof requestForPerson>;
export type Decide = z.infer<typeof decide>;
