/** Faces as they travel: consent, challenges and their pictures, and what is known of the engine. No answer holds a picture, a template or a score. */
import { z } from 'zod';

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be 32 bytes in unpadded base64url');
const holder = token
  .optional()
  .meta({ description: 'a child for whom the caller decides; the caller where missing' });

/** Left and right are the person's own. */
export const movement = z.enum(['close-eyes', 'turn-left', 'turn-right', 'open-mouth']);

/** Three different movements, in the order in which they are to be made. */
export const faceChallenge = z.object({
  nonce: token,
  movements: z.array(movement).length(3),
  expiresAt: z.string(),
});

/** JPEG in base64; the gateway refuses those above 300,000 bytes. */
const frame = z.base64().max(1_000_000);

/** The answer: for each movement a still picture before it, and then one that shows it. */
export const faceEvidence = z.strictObject({
  nonce: token,
  frames: z.array(frame).max(12).meta({ description: 'still, movement, still, movement, still, movement' }),
});

/** What is known of the engine; `isPilot` without a laboratory's report on presentation attacks. */
export const faceEngine = z.object({
  engine: z.enum(['embedded', 'http']),
  modelId: z.string(),
  isCalibrated: z.boolean(),
  isPilot: z.boolean(),
});

/** `GET /me/face`: whether face is offered, what the person decided, and what is kept. */
export const faceStatus = z.object({
  offered: z
    .enum(['on', 'off', 'unavailable'])
    .meta({ description: 'unavailable: switched on, but the engine can’t be asked now' }),
  engine: faceEngine.nullable(),
  decidedBy: z
    .enum(['self', 'guardian', 'nobody'])
    .meta({ description: 'who may consent here: nobody where a child’s guardian must do it' }),
  consentText: z.object({ version: z.int(), hash: z.string().meta({ description: 'SHA-256, hex' }) }),
  consent: z.object({ givenAt: z.string(), by: z.enum(['self', 'guardian']) }).nullable(),
  enrolment: z
    .object({
      state: z.enum(['active', 'to-be-checked']).meta({
        description: 'to-be-checked: two officers at a window compare the person with the credential first',
      }),
      createdAt: z.string(),
      usedAt: z.string().nullable(),
      endsOn: z.string().meta({ description: 'civil day on which it is destroyed unless it is used before' }),
    })
    .nullable(),
  restsUntil: z.string().nullable().meta({ description: 'too many tries: face rests until then' }),
});

export const faceQuery = z.object({ holder });

/** `POST /me/face/consent`. */
export const giveFaceConsent = z.strictObject({
  textVersion: z.int(),
  language: z.enum(['zh', 'en']),
  holder,
});

/** `POST /me/face/challenges`. */
export const startFaceChallenge = z.strictObject({ purpose: z.enum(['enrol', 'verify']), holder });

/** `POST /me/face/enrolment`, `POST /me/face/verification`. */
export const ownFaceEvidence = faceEvidence.extend({ holder });

export const faceVerified = z.object({ decision: z.literal('match') });

/** `DELETE /me/face`: what was destroyed, and the receipt that says so. */
export const faceWithdrawn = z.object({
  destroyed: z.boolean().meta({ description: 'false where consent was given and nothing kept yet' }),
  receipt: z.object({
    leaf: z.string().meta({ description: 'hash of its leaf on the access log' }),
    at: z.string(),
  }),
});

/** `POST /screen/requests/:id/face/challenges`: who stands before the screen says first who they may be. */
export const screenFaceChallenge = z.strictObject({
  subject: z.string().min(1).max(64),
  lastFour: z.string().regex(/^\d{3}[\dX]$/, 'must be the last four characters of a citizen number'),
  birthMonth: z.int().min(1).max(12),
});

/** `POST /screen/requests/:id/face`. */
export const screenFaceEvidence = faceEvidence.extend(screenFaceChallenge.shape);

/** `GET /windows/:code/face`: whether a face can be asked for here. */
export const windowFace = z.object({
  offered: z.enum(['on', 'off', 'unavailable']),
  engine: faceEngine.nullable(),
  hasScreen: z.boolean().meta({ description: 'a person-facing screen of the window is at work' }),
  toCheck: z.int().meta({ description: 'visual checks that wait for the caller as the second officer' }),
});

/** `POST /windows/:code/face-checks`: the person's eight-digit number brings what waits for a visual check. */
export const openFaceCheck = z.strictObject({ number: z.string().regex(/^\d{8}$/) });
export const faceCheck = z.object({
  id: z.uuid(),
  window: z.string(),
  maskedName: z.string(),
  openedBy: z.string().meta({ description: 'staff number' }),
  isOwn: z.boolean().meta({ description: 'opened by the caller, so that another officer decides' }),
  isShown: z.boolean().meta({ description: 'the enrolled face was shown before the window’s screen' }),
  openedAt: z.string(),
  expiresAt: z.string(),
});
/** `POST /face-checks/:id/decision`. */
export const decideFaceCheck = z.strictObject({ same: z.boolean() });

/** `GET /departments/:code/face`: the state, which the operator's command alone changes. */
export const faceState = z.object({
  offered: z.enum(['on', 'off', 'unavailable']),
  since: z.string().nullable(),
  assessment: z.string().nullable().meta({ description: 'number of the impact assessment' }),
  engine: faceEngine.nullable(),
  thresholds: z.object({ verify: z.number(), identify: z.number(), margin: z.number() }).nullable(),
  presentationAttackReport: z
    .object({ standard: z.string(), level: z.string(), laboratory: z.string(), reportNumber: z.string() })
    .nullable(),
  enrolled: z.int().nullable().meta({ description: 'people in the whole city; null below ten' }),
  filingLimit: z
    .int()
    .meta({ description: 'from so many people on a filing with the provincial authority is due' }),
});

/** Newest first: windows at which face failed too often, and how near the filing limit is. */
export const faceAlert = z.object({
  kind: z.enum(['tries-at-window', 'tries-in-department', 'near-filing', 'at-filing']),
  window: z.string().nullable(),
  day: z.string(),
  at: z.string(),
});

/** `POST /operator/face/on`, `POST /operator/face/off`. */
export const switchFaceOn = z.strictObject({ assessment: z.string().trim().min(1).max(100).optional() });
export const faceSwitched = z.object({
  offered: z.enum(['on', 'off', 'unavailable']),
  assessment: z.string().nullable(),
  destroyed: z.int().meta({ description: 'templates made unreadable' }),
});

export type Movement = z.infer<typeof movement>;
export type FaceChallenge = z.infer<typeof faceChallenge>;
/** Who somebody before a screen says they may be. */
export type FaceSaid = z.infer<typeof screenFaceChallenge>;
export type FaceEvidence = z.infer<typeof faceEvidence>;
export type FaceStatus = z.infer<typeof faceStatus>;
export type FaceWithdrawn = z.infer<typeof faceWithdrawn>;
export type WindowFace = z.infer<typeof windowFace>;
export type FaceCheck = z.infer<typeof faceCheck>;
export type FaceSwitched = z.infer<typeof faceSwitched>;
export type FaceState = z.infer<typeof faceState>;
export type FaceAlert = z.infer<typeof faceAlert>;
