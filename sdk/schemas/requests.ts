/** Requests for proofs as they travel: asked by departments' systems, answered by people. */
import { z } from 'zod';
import { agreedBy } from './receipts.ts';

const name = z.string().min(1).max(64);
const fieldNames = z.array(name).min(1).max(64);

/** Field names by subject and credential type. */
export const namedFields = z.record(name, z.record(name, fieldNames));

/**
 * What the first of two officers states, and the second must confirm: why, and by the number on the document in full who
 * stands there, or who has died. `holders` says by their numbers for whom the person acts, by role, where there are several.
 */
export const officersParty = z.strictObject({
  reason: name,
  document: z.string().min(1).max(32),
  holders: z.record(name, z.string().min(1).max(32)).default({}),
});

/** How a party takes part: by a code or number that they show, by a code that the counter shows, by a slip, by two officers, or by their face before the window's screen. */
export const party = z.union([
  z.strictObject({ code: z.string().min(1).max(300) }),
  z.strictObject({ number: z.string().regex(/^\d{8}$/) }),
  z.strictObject({ show: z.literal(true) }),
  z.strictObject({ slip: z.string().max(4096) }),
  z.strictObject({ officers: officersParty }),
  z.strictObject({ face: z.literal(true) }),
]);

/** `POST /requests`. `nonce` is the asker's own, 16 to 128 characters of base64url; `fields` narrows what is asked for. */
export const askForProof = z.strictObject({
  matter: name,
  nonce: z.string().regex(/^[A-Za-z0-9_-]{16,128}$/),
  window: name,
  parties: z.record(name, party),
  conditions: z.array(name).max(32).default([]),
  fields: namedFields.optional(),
});

export const partyMethod = z.enum(['code', 'number', 'show', 'slip', 'officers', 'face']);

/** How far a face is before the window's screen: to be shown, recognised, or a child's, whose guardian is asked. */
export const faceProgress = z.enum(['waiting', 'recognised', 'waits-for-guardian']);

export const requestState = z.enum(['waiting', 'approved', 'answered', 'refused', 'expired', 'withdrawn']);

/** How a check by two officers stands: the second one's number, then the name, and how it came out. */
export const checkState = z.enum(['waiting', 'compare', 'confirmed', 'declined', 'refused']);

const shown = z.object({
  url: z.string(),
  svg: z.string(),
  png: z.string().meta({ description: 'data URL' }),
  twoDigits: z.number().int().meta({ description: 'the same for all codes of a request' }),
});

/** A request as its asker sees it; of a person nothing but a masked name, and that only after they agreed. */
export const requestForAsker = z.object({
  id: z.string(),
  client: z.string().meta({ description: 'the system as which it is asked; its proof is for nobody else' }),
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
      check: checkState.optional().meta({
        description: 'how far two officers are; confirmed and not agreed waits for the person at the screen',
      }),
      face: faceProgress
        .optional()
        .meta({ description: 'how far the face of a party is that hasn’t agreed yet' }),
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

export const department = z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string() });
export const serviceWindow = z.object({
  code: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  placeZh: z.string(),
  placeEn: z.string(),
});
export const basis = z.object({ kind: z.string(), articleZh: z.string(), articleEn: z.string() });

/** One credential that is asked for: which fields, for what and because of which conditions. */
export const asked = z.object({
  credentialType: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  fields: z.array(field),
  purposeZh: z.string(),
  purposeEn: z.string(),
  because: z.array(because),
});

/** What is asked of one role, and for whom the giver may act in it. */
export const partyForPerson = z.object({
  subject: z.string(),
  subjectZh: z.string(),
  agreed: z.boolean(),
  actsForOther: z.boolean(),
  method: partyMethod,
  officers: z.array(z.string()).meta({ description: 'staff numbers of those who say that you are there' }),
  agreedBy: agreedBy.nullable().meta({
    description: 'as what somebody agreed in a request; null where nobody has, or two officers did',
  }),
  basis,
  asks: z.array(asked),
  holders: z.array(z.object({ holder: z.string(), kind: z.string(), name: z.string() })),
});

/** A request as the person sees it who is asked: who asks, for what, which fields, why and on which legal basis. */
export const requestForPerson = z.object({
  id: z.string(),
  state: requestState,
  department,
  window: serviceWindow,
  matter: z.object({ code: z.string(), nameZh: z.string(), nameEn: z.string(), retentionYears: z.number() }),
  ...times,
  choices: z.array(z.number().int()).nullable().meta({
    description: 'one of these stands at the counter; it is picked once, however many codes were scanned',
  }),
  parties: z.array(partyForPerson),
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

const names = z.object({ nameZh: z.string(), nameEn: z.string() });

export const authorization = z.object({
  id: z.string(),
  state: requestState,
  matter: z.string(),
  matterNames: names,
  department: z.string(),
  departmentNames: names,
  window: z.string(),
  ...times,
});

/** A list answers a page of items, how many there are, and where the next page begins. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), next: z.number().int().nullable() });

export type AskForProof = z.infer<typeof askForProof>;
export type FaceProgress = z.infer<typeof faceProgress>;
export type Party = z.infer<typeof party>;
export type OfficersParty = z.infer<typeof officersParty>;
export type RequestForAsker = z.infer<typeof requestForAsker>;
export type RequestForPerson = z.infer<typeof requestForPerson>;
export type ShownCode = z.infer<typeof shownCode>;
export type Authorization = z.infer<typeof authorization>;
export type Decide = z.infer<typeof decide>;
